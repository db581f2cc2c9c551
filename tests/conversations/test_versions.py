"""Who has seen which version, who is asked again, what newcomers and those who left are told."""

from uuid import UUID

import pytest

from chat.errors import NotFound
from conversations import clock, history
from conversations.membership import conversation_of
from conversations.models import Message
from conversations.protocol import Archive, MarkRead
from conversations.readers import my_last_receipts, readers_of
from conversations.shapes import MessageCorrected, MessagePosted
from directory.models import Professional
from tests.conversations.acts import (
    ask,
    cancel,
    correct,
    join,
    leave,
    mark,
    place_of,
    said,
    see,
    take,
    versions,
)
from tests.conversations.noon import NOON, RIGHT, WRONG, kinds, minutes, unread_of

pytestmark = pytest.mark.usefixtures("noon")


def test_the_two_versions_have_their_own_readers(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    dose: int,
) -> None:
    see(nadia, conversation, dose, at=NOON)
    with clock.at(minutes(4)):
        right = correct(camille, conversation, dose, RIGHT).seq
        assert right
        see(hugo, conversation, right)
    opened = versions(camille, conversation, right)
    assert [[s.party for s in v.seen] for v in opened.versions] == [[nadia.id], [hugo.id]]
    assert [one.person.id for one in readers_of(nadia, conversation, right).seen] == [hugo.id]
    seat = conversation_of(camille, conversation)
    receipts = my_last_receipts(camille, seat)
    assert receipts
    assert (receipts.seq, [s.party for s in receipts.seen]) == (right, [hugo.id])


def test_the_author_alone_is_told_who_saw_the_wrong_version_and_not_the_right_one(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    dose: int,
) -> None:
    see(nadia, conversation, dose)
    see(hugo, conversation, dose)
    right = correct(camille, conversation, dose, RIGHT).seq
    assert right
    assert set(versions(camille, conversation, right).only_wrong) == {nadia.id, hugo.id}
    see(hugo, conversation, right)
    assert versions(camille, conversation, right).only_wrong == [nadia.id]
    assert versions(hugo, conversation, right).only_wrong == []
    leave(nadia, conversation)
    assert versions(camille, conversation, right).only_wrong == []


def test_corrections_chain_and_the_last_one_is_current(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    see(nadia, conversation, dose)
    second = correct(camille, conversation, dose, "15 mg").seq
    assert second
    see(nadia, conversation, second)
    third = correct(camille, conversation, second, RIGHT).seq
    entries = [e for e in said(nadia, conversation) if e.seq >= dose]
    standings = [
        (e.what.standing.state, e.what.standing.by_seq, e.what.standing.version)
        for e in entries
        if isinstance(e.what, MessagePosted | MessageCorrected)
    ]
    assert standings == [("corrected", third, 1), ("corrected", third, 2), ("current", None, 3)]
    last = entries[-1].what
    assert isinstance(last, MessageCorrected)
    assert (last.about, last.replaces) == (dose, second)


def test_a_correction_that_nobody_has_seen_yet_is_itself_corrected_in_place(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    see(nadia, conversation, dose)
    second = correct(camille, conversation, dose, "15 mg").seq
    correct(camille, conversation, dose, RIGHT)
    assert kinds(conversation)[-1] == ("correction", False)
    shown = next(e for e in said(nadia, conversation) if e.seq == second)
    assert isinstance(shown.what, MessageCorrected)
    assert (shown.what.text, shown.what.standing.version) == (RIGHT, 3)


def test_what_was_asked_is_asked_again_and_nobody_has_taken_it_yet(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    dose = ask(camille, conversation, nadia, urgent=True, text=WRONG)
    see(nadia, conversation, dose)
    take(nadia, conversation, dose)
    assert not place_of(nadia, conversation).urgent
    right = correct(camille, conversation, dose, RIGHT).seq
    assert right
    said_again = Message.objects.get(conversation=conversation, seq=right)
    assert (said_again.asked, said_again.urgent) == ([nadia.id], True)
    entry = next(e for e in said(camille, conversation) if e.seq == right)
    assert isinstance(entry.what, MessageCorrected)
    assert entry.what.request
    assert [(one.party, one.taken_at) for one in entry.what.request.people] == [(nadia.id, None)]
    assert place_of(nadia, conversation).urgent
    cancel(camille, conversation, dose)
    assert not place_of(nadia, conversation).urgent


def test_what_was_taken_into_account_was_seen_whatever_its_receipt_does(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    dose = ask(camille, conversation, nadia, text=WRONG)
    take(nadia, conversation, dose)
    correct(camille, conversation, dose, RIGHT)
    assert kinds(conversation)[-1] == ("correction", True)


def test_a_newcomer_with_history_sees_the_current_version_and_the_old_one_folded(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID, dose: int
) -> None:
    see(nadia, conversation, dose)
    correct(camille, conversation, dose, RIGHT)
    join(bruno, conversation, history_from=1)
    [_, wrong, right, _added] = said(bruno, conversation)
    assert isinstance(wrong.what, MessagePosted)
    assert wrong.what.standing.state == "corrected"
    assert isinstance(right.what, MessageCorrected)
    assert right.what.text == RIGHT
    last = history.view(nadia, conversation).row.last
    assert last
    assert last.text == RIGHT


def test_a_newcomer_without_history_is_not_given_the_old_words(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID, dose: int
) -> None:
    see(nadia, conversation, dose)
    join(bruno, conversation)
    right = correct(camille, conversation, dose, RIGHT).seq
    assert right
    opened = versions(bruno, conversation, right)
    assert [(v.number, v.text) for v in opened.versions] == [(2, RIGHT)]
    with pytest.raises(NotFound):
        versions(bruno, conversation, dose)


def test_one_who_left_is_told_that_it_was_corrected_since_and_not_how(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    see(nadia, conversation, dose)
    leave(nadia, conversation)
    correct(camille, conversation, dose, RIGHT)
    [_, wrong, _left] = said(nadia, conversation)
    assert isinstance(wrong.what, MessagePosted)
    assert (wrong.what.text, wrong.what.standing.state) == (WRONG, "corrected_since")
    opened = versions(nadia, conversation, dose)
    assert (opened.state, [v.text for v in opened.versions]) == ("corrected_since", [WRONG])


def test_what_was_replaced_does_not_hold_the_marker_back(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, dose: int
) -> None:
    """Hugo never saw the wrong version: folded, it is not displayed. He has read to the end."""
    see(nadia, conversation, dose)
    right = correct(camille, conversation, dose, RIGHT).seq
    assert right
    see(hugo, conversation, right)
    assert unread_of(hugo, conversation) == 0
    assert place_of(hugo, conversation).read_upto == right
    [wrong, _] = versions(camille, conversation, right).versions
    assert [s.party for s in wrong.seen] == [nadia.id]


def test_what_is_kept_archived_comes_back_when_something_one_saw_is_corrected(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, dose: int
) -> None:
    see(nadia, conversation, dose)
    for person in (nadia, hugo):
        mark(person, conversation, MarkRead(upto=dose))
        mark(person, conversation, Archive(known_seq=dose, keep=True))
    correct(camille, conversation, dose, RIGHT)
    assert place_of(nadia, conversation).archived_at is None
    assert place_of(hugo, conversation).archived_at is not None
