"""Access taken away: at once, nowhere let in, and nobody goes on waiting for an answer."""

from uuid import UUID

import pytest

from chat.errors import NotFound
from conversations import posting, readers, suspended, trail
from conversations.adding import NoAccount
from conversations.models import Place
from conversations.protocol import Archive
from conversations.starting import NotReachable
from conversations.unread import counts_of
from directory import suspending
from directory.models import Professional, Suspended, Suspension
from tests.conversations.acts import (
    add,
    ask,
    draft,
    hold,
    leave,
    mark,
    place_of,
    said,
    say,
    see,
    start,
)


def suspend(person: Professional) -> None:
    suspending.suspend([person.id], because=Suspended.OPERATOR, reason="Enquête")
    suspended.tell()


def restore(person: Professional) -> None:
    suspending.restore([person.id])
    suspended.tell()


def lines(reader: Professional, conversation: UUID) -> list[str]:
    return [str(entry.what.type) for entry in said(reader, conversation)][1:]


def test_the_others_are_told_once_and_the_suspended_one_hears_nothing_more(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    suspend(nadia)
    suspended.tell()
    say(camille, conversation, "Elle ne lit plus.")
    assert lines(camille, conversation) == ["message_posted", "access_suspended", "message_posted"]
    assert place_of(nadia, conversation).visible == [(1, 3)]
    assert counts_of([nadia.id])[nadia.id].unread == 0
    [answer] = posting.post([draft(nadia, conversation)])
    assert isinstance(answer, NotFound)


def test_who_is_suspended_is_no_longer_expected_to_read(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    seen, waiting = say(camille, conversation), say(camille, conversation)
    see(nadia, conversation, seen)
    hold(nadia, conversation, waiting)
    suspend(nadia)
    [reader] = readers.readers_of(camille, conversation, seen).seen
    assert (reader.person.id, reader.suspended, reader.left) == (nadia.id, True, False)
    detail = readers.readers_of(camille, conversation, waiting)
    assert [one.person.id for one in detail.not_delivered] == [hugo.id]
    assert detail.delivered == []


def test_given_back_they_are_where_they_were_and_read_what_was_said_meanwhile(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    before = say(camille, conversation)
    see(nadia, conversation, 1, before)
    mark(nadia, conversation, Archive(known_seq=before))
    suspend(nadia)
    meanwhile = say(camille, conversation, "Pendant ce temps")
    restore(nadia)
    restore(nadia)
    assert lines(nadia, conversation)[1:] == [
        "access_suspended",
        "message_posted",
        "access_restored",
    ]
    assert not [one.broken for one in trail.walk({}) if one.broken]
    place = place_of(nadia, conversation)
    assert (place.visible, place.archived_at) == ([(1, None)], None)
    assert counts_of([nadia.id])[nadia.id].unread == 1
    see(nadia, conversation, meanwhile)
    detail = readers.readers_of(camille, conversation, meanwhile)
    assert [one.person.id for one in detail.later] == [nadia.id]
    assert nadia.id not in {one.person.id for one in (*detail.seen, *detail.not_delivered)}


def test_whoever_asked_urgently_is_told_that_nobody_hears_and_nobody_else_counts_it(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    urgent = ask(camille, conversation, nadia, urgent=True)
    ask(hugo, conversation, nadia)
    see(hugo, conversation, 1, urgent + 1)
    suspend(nadia)
    last = said(camille, conversation)[-1]
    assert last.what.type == "request_vacated"
    assert (last.what.about, last.what.member, last.what.asker) == (urgent, nadia.id, camille.id)
    assert counts_of([camille.id])[camille.id].unread == 1
    assert counts_of([hugo.id])[hugo.id].unread == 0
    assert not place_of(nadia, conversation).urgent
    restore(nadia)
    assert place_of(nadia, conversation).urgent


def test_nobody_is_proposed_adds_or_begins_with_who_is_suspended(
    camille: Professional, nadia: Professional, hugo: Professional, bruno: Professional
) -> None:
    room = start(camille, hugo)
    suspend(nadia)
    with pytest.raises(NoAccount):
        add(camille, room, nadia)
    with pytest.raises(NotReachable):
        start(camille, nadia)


def test_who_left_is_not_told_of_it_and_is_not_put_back_by_it(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    leave(hugo, conversation)
    suspend(hugo)
    restore(hugo)
    assert lines(camille, conversation) == ["member_left"]
    assert place_of(hugo, conversation).visible == [(1, 2)]


def test_one_conversation_that_cannot_be_told_keeps_no_other_waiting(
    camille: Professional,
    nadia: Professional,
    conversation: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other, told = start(camille, nadia), suspended.take_away

    def fails_in_one(room: UUID, party: UUID) -> None:
        if room == conversation:
            raise OSError
        told(room, party)

    monkeypatch.setattr(suspended, "take_away", fails_in_one)
    suspend(nadia)
    assert (lines(camille, conversation), lines(camille, other)) == ([], ["access_suspended"])
    monkeypatch.undo()
    suspended.tell()
    assert lines(camille, conversation) == ["access_suspended"]


def test_bruno_is_told_nothing_and_his_own_conversations_stay_as_they_are(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID
) -> None:
    other = start(camille, bruno)
    suspend(nadia)
    assert lines(bruno, other) == []
    assert not Place.objects.filter(party=bruno.id, conversation=conversation).exists()
    with pytest.raises(NotFound):
        said(bruno, conversation)


def test_a_conversation_begun_in_the_very_moment_is_found_by_the_second_look(
    camille: Professional, nadia: Professional
) -> None:
    suspend(nadia)
    # As if it had been committed only now, by who had asked before the decision.
    Professional.objects.filter(id=nadia.id).update(suspended_at=None, suspended_because="")
    room = start(camille, nadia)
    look_again = Suspension.objects.get()
    assert look_again.look_at is not None
    assert look_again.look_at > look_again.at
    suspending.suspend([nadia.id], because=Suspended.OPERATOR)
    Suspension.objects.exclude(id=look_again.id).update(look_at=None)
    Suspension.objects.filter(id=look_again.id).update(look_at=look_again.at)
    suspended.tell()
    assert lines(camille, room) == ["access_suspended"]
