"""Somebody leaves: by themselves only, at once; from then on everything stands still for them."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from chat.errors import NotFound
from conversations import answering, clock, history, inbox, leaving, readers
from conversations.answering import NotInvited
from conversations.leaving import LastParticipant, UnknownStandIn
from conversations.models import Event
from conversations.protocol import Archive, MarkRead, SetTodo
from conversations.shapes import InboxFilter, LeaveReason, Leaving, MemberLeft, Row
from directory import people
from directory.models import Professional
from tests.conversations.acts import (
    add,
    answer,
    ask,
    call_it,
    close,
    counts,
    filters_with,
    hold,
    leave,
    listed,
    mark,
    place_of,
    said,
    say,
    see,
    start,
    take,
    undo,
)
from tests.conversations.newcomers import row_of, texts

ALL, INBOX, ARCHIVED = InboxFilter.ALL, InboxFilter.INBOX, InboxFilter.ARCHIVED
CONVERSATIONS = InboxFilter.CONVERSATIONS


@pytest.fixture
def talk(camille: Professional, hugo: Professional, conversation: UUID) -> UUID:
    """Opened (1); Hugo asks (2), Camille answers (3)."""
    say(hugo, conversation, "Question")
    say(camille, conversation, "Réponse")
    return conversation


def all_that_is_told(person: Professional, conversation: UUID) -> Any:
    """Every way out, for this person, as they would read it."""
    page = history.page(person, conversation, after=0, before=None, around=None, limit=200)
    seen = [
        readers.readers_of(person, conversation, entry.seq).model_dump(mode="json")
        for entry in page.entries
        if entry.what.type == "message_posted"
    ]
    lists = [inbox.page(person, show, after=None).model_dump(mode="json") for show in InboxFilter]
    view = history.view(person, conversation).model_dump(mode="json")
    return [page.model_dump(mode="json"), seen, lists, view]


def test_all_are_told_who_left_and_why_the_leaver_too(
    camille: Professional, hugo: Professional, bruno: Professional, talk: UUID
) -> None:
    seq = leave(hugo, talk, reason=LeaveReason.REPLACED, replaced_by=bruno.id)
    for person in (camille, hugo):
        page = history.page(person, talk, after=seq - 1, before=None, around=None, limit=9)
        [entry] = page.entries
        assert entry.party == hugo.id
        assert entry.what == MemberLeft(
            reason=LeaveReason.REPLACED, replaced_by=people.shown(bruno)
        )
    with pytest.raises(NotFound):
        history.view(bruno, talk)  # proposed to the team, not added


def test_everything_stands_still_for_who_left(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
    talk: UUID,
) -> None:
    see(nadia, talk, 2)
    hold(nadia, talk, 3)
    other = start(camille, hugo)
    say(camille, other)
    close(camille, talk, "Plaie fermée.")
    mark(hugo, talk, MarkRead(upto=3))
    leave(hugo, talk)
    before = all_that_is_told(hugo, talk)
    with clock.at(clock.now() + timedelta(days=1)):
        say(camille, talk, "Sans Hugo")
        call_it(camille, talk, "Autre objet")
        add(camille, talk, bruno, history_from=1)
        see(camille, talk, 2)
        hold(camille, talk, 3)
        see(bruno, talk, 2)
        leave(nadia, talk)
        close(camille, talk, "Autre conclusion")
    assert all_that_is_told(hugo, talk) == before
    assert before[3]["closed"]["conclusion"] == "Plaie fermée."
    assert before[3]["row"]["subject"] == "Pansement de M. Vidal"
    assert [one["family_name"] for one in before[3]["row"]["people"]] == ["Roche", "Benali"]
    assert before[3]["row"]["member_count"] == 2
    assert before[3]["receipts"]["readers"] == 2
    told = json.dumps(all_that_is_told(hugo, talk), ensure_ascii=False)
    assert "Sans Hugo" not in told
    assert "Autre" not in told


def test_who_left_is_in_archived_and_nothing_is_unread(
    camille: Professional, hugo: Professional, talk: UUID
) -> None:
    say(camille, talk)
    leave(hugo, talk)
    assert filters_with(hugo, talk) == {ALL, ARCHIVED}
    assert counts(hugo).unread == 0
    assert row_of(hugo, talk).left


def test_what_is_still_open_is_shown_before_one_leaves(
    camille: Professional, hugo: Professional, talk: UUID
) -> None:
    assert leaving.preview(hugo, talk) == Leaving(todo=False, todo_messages=[], asked=[])
    mark(hugo, talk, SetTodo(on=True))
    mark(hugo, talk, SetTodo(on=True, seq=3))
    ask(camille, talk, hugo)
    taken = ask(camille, talk, hugo)
    take(hugo, talk, taken)
    shown = leaving.preview(hugo, talk)
    assert shown.todo
    assert [(one.seq, one.text) for one in shown.todo_messages] == [(3, "Réponse")]
    assert [one.seq for one in shown.asked] == [4]


def test_the_last_participant_cannot_leave(
    camille: Professional, nadia: Professional, hugo: Professional, talk: UUID
) -> None:
    leave(hugo, talk)
    leave(nadia, talk)
    with pytest.raises(LastParticipant) as no:
        leave(camille, talk)
    assert "archiver" in no.value.message
    assert row_of(camille, talk).member_count == 1


def test_one_who_left_cannot_leave_again_nor_do_anything_for_the_others(
    hugo: Professional, nadia: Professional, bruno: Professional, talk: UUID
) -> None:
    leave(hugo, talk)
    for outsider in (hugo, bruno):
        for act in (
            lambda who=outsider: leave(who, talk),
            lambda who=outsider: leaving.preview(who, talk),
            lambda who=outsider: call_it(who, talk, "Autre"),
            lambda who=outsider: close(who, talk),
            lambda who=outsider: undo(who, talk, nadia),
        ):
            with pytest.raises(NotFound):
                act()


def test_a_stand_in_is_somebody_of_the_directory(hugo: Professional, talk: UUID) -> None:
    for nobody in (uuid4(), hugo.id):
        with pytest.raises(UnknownStandIn):
            leave(hugo, talk, replaced_by=nobody)
    assert not row_of(hugo, talk).left


def test_one_who_left_is_asked_and_sees_nothing_before_they_accept(
    camille: Professional, nadia: Professional, hugo: Professional, talk: UUID
) -> None:
    leave(hugo, talk)
    say(nadia, talk, "Pendant son absence")
    before = all_that_is_told(hugo, talk)
    with clock.at(clock.now() + timedelta(days=1)):
        add(camille, talk, hugo, history_from=1)
    assert filters_with(hugo, talk) == {ALL, INBOX, CONVERSATIONS, ARCHIVED}
    assert row_of(camille, talk).member_count == 2
    invitation = row_of(hugo, talk).place.invitation
    assert invitation
    assert invitation.by == people.shown(camille)
    after = all_that_is_told(hugo, talk)
    assert [after[0], after[1]] == [before[0], before[1]]
    assert row_of(hugo, talk).content_at == place_of(hugo, talk).frozen_at
    add(nadia, talk, hugo)  # asked already: no second line
    assert kinds(talk)[-2:] == ["message", "invited"]


def test_an_invitation_stands_on_top_of_the_inbox(
    camille: Professional, hugo: Professional, talk: UUID
) -> None:
    leave(hugo, talk)
    other = start(camille, hugo)
    with clock.at(clock.now() + timedelta(days=1)):
        say(camille, other)
    with clock.at(clock.now() + timedelta(days=2)):
        add(camille, talk, hugo)
    assert listed(hugo, INBOX) == [talk, other]
    answer(hugo, talk, accept=False)
    assert listed(hugo, ALL) == [other, talk]


def test_who_accepts_is_back_with_the_history_that_was_chosen(
    camille: Professional, nadia: Professional, hugo: Professional, talk: UUID
) -> None:
    leave(hugo, talk)  # 4
    absent = say(nadia, talk, "Pendant son absence")  # 5
    add(camille, talk, hugo, history_from=absent)  # 6
    answer(hugo, talk)  # 7
    answer(hugo, talk)  # twice: nothing more
    assert list(place_of(hugo, talk).visible) == [(1, None)]
    assert texts(hugo, talk) == ["Question", "Réponse", "Pendant son absence"]
    assert kinds(talk)[-2:] == ["invited", "added"]
    row = row_of(hugo, talk)
    assert (row.left, row.place.invitation, row.place.unread) == (False, None, 0)
    stays = [(one.from_seq, one.to_seq) for one in history.view(hugo, talk).members]
    assert stays == [(1, None), (1, None), (1, 4), (7, None)]


def test_who_comes_back_without_history_does_not_see_what_was_said_meanwhile(
    camille: Professional, nadia: Professional, hugo: Professional, talk: UUID
) -> None:
    leave(hugo, talk)
    say(nadia, talk, "Pendant son absence")
    add(camille, talk, hugo)
    answer(hugo, talk)
    say(nadia, talk, "De retour")
    assert texts(hugo, talk) == ["Question", "Réponse", "De retour"]
    assert list(place_of(hugo, talk).visible) == [(1, 4), (7, None)]


def test_who_declines_stays_out_and_all_is_as_it_was(
    camille: Professional, hugo: Professional, talk: UUID
) -> None:
    leave(hugo, talk)
    before = row_of(hugo, talk)
    add(camille, talk, hugo)
    answer(hugo, talk, accept=False)
    answer(hugo, talk, accept=False)
    assert kinds(talk)[-1] == "declined"
    after = row_of(hugo, talk)
    assert all_but_version(after) == all_but_version(before)
    with pytest.raises(NotInvited):
        answer(hugo, talk)


def test_who_was_not_asked_cannot_come_back(
    hugo: Professional, bruno: Professional, talk: UUID
) -> None:
    leave(hugo, talk)
    with pytest.raises(NotInvited):
        answer(hugo, talk)
    with pytest.raises(NotFound):
        answer(bruno, talk)
    assert answering.NotInvited.status == 409


def test_one_who_came_back_is_counted_once_among_the_readers(
    camille: Professional, hugo: Professional, talk: UUID
) -> None:
    see(hugo, talk, 3)
    leave(hugo, talk)
    add(camille, talk, hugo, history_from=1)
    answer(hugo, talk)
    see(hugo, talk, 3)
    shown = readers.readers_of(camille, talk, 3)
    assert [reader.person.id for reader in shown.seen] == [hugo.id]
    assert shown.later == []


def test_leaving_lets_go_of_an_archive_when_one_is_asked_back(
    camille: Professional, hugo: Professional, talk: UUID
) -> None:
    mark(hugo, talk, Archive(known_seq=3))
    leave(hugo, talk)
    add(camille, talk, hugo)
    assert INBOX in filters_with(hugo, talk)


def test_whoever_asked_urgently_of_one_who_leaves_is_told_that_nobody_will_answer(
    camille: Professional, nadia: Professional, hugo: Professional, talk: UUID
) -> None:
    urgent = ask(camille, talk, hugo, urgent=True)
    ask(nadia, talk, hugo)
    see(nadia, talk, 1, urgent + 1)
    see(camille, talk, 1, urgent + 1)
    line = leave(hugo, talk)
    [left, vacated] = said(camille, talk)[-2:]
    assert (left.seq, left.what.type) == (line, "member_left")
    assert vacated.what.type == "request_vacated"
    assert (vacated.what.about, vacated.what.member) == (urgent, hugo.id)
    assert (counts(camille).unread, counts(nadia).unread) == (1, 0)
    assert said(hugo, talk)[-1].seq == line


def kinds(conversation: UUID) -> list[str]:
    events = Event.objects.filter(conversation=conversation).order_by("seq")
    return list(events.values_list("kind", flat=True))


def all_but_version(row: Row) -> Any:
    return row.model_copy(update={"place": row.place.model_copy(update={"version": 0})})
