"""What was wrong is corrected, declared wrong or hidden; nothing is deleted, and people know."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from chat.errors import NotFound
from conversations import clock, correcting, history, late_receipts, promoting, reading, unread
from conversations.amending import AlreadyCancelled, AlreadyMasked, NotYours
from conversations.correcting import NothingChanged
from conversations.correction_shapes import NewCorrection
from conversations.membership import conversation_of
from conversations.models import Due, Event, Message
from conversations.posting import IdReused
from conversations.protocol import Archive, MarkRead, Span
from conversations.readers import my_last_receipts, readers_of
from conversations.reading import Report
from conversations.shapes import InboxFilter, MessageCorrected, MessagePosted
from directory.models import Professional
from tests.conversations.acts import (
    ask,
    cancel,
    correct,
    join,
    leave,
    mark,
    mask,
    place_of,
    said,
    say,
    see,
    start,
    take,
    versions,
)
from tests.conversations.acts import listed as list_of
from tests.files.sending import TEXT, sent

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WRONG, RIGHT = "Prednisolone 5 mg le matin", "Prednisolone 50 mg le matin"


def minutes(number: float) -> datetime:
    return NOON + timedelta(minutes=number)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.at(NOON):
        yield


@pytest.fixture
def dose(camille: Professional, conversation: UUID) -> int:
    """The number of Camille's message, which is wrong."""
    return say(camille, conversation, WRONG)


def unread_of(person: Professional, conversation: UUID) -> int:
    [counted] = unread.unread_in([(conversation, person.id)])[person.id]
    return counted.unread


def kinds(conversation: UUID) -> list[tuple[str, bool]]:
    return list(
        Event.objects.filter(conversation=conversation)
        .order_by("seq")
        .values_list("kind", "counts")
    )


def test_corrected_before_anybody_saw_it_the_new_words_are_in_its_place_and_nobody_is_told(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    before = unread_of(nadia, conversation)
    with clock.at(minutes(1)):
        answer = correct(camille, conversation, dose, RIGHT)
    assert kinds(conversation)[-1] == ("correction", False)
    assert answer.seq == dose + 1
    [_, shown, _] = said(nadia, conversation)
    assert isinstance(shown.what, MessagePosted)
    assert (shown.seq, shown.what.text) == (dose, RIGHT)
    assert (shown.what.standing.state, shown.what.standing.version) == ("current", 2)
    assert shown.what.standing.in_place_at == minutes(1)
    assert unread_of(nadia, conversation) == before == 1
    assert Message.objects.get(conversation=conversation, seq=dose).text == WRONG


def test_both_versions_can_be_opened_by_those_of_the_conversation(
    camille: Professional, hugo: Professional, conversation: UUID, dose: int
) -> None:
    correct(camille, conversation, dose, RIGHT)
    opened = versions(hugo, conversation, dose)
    assert [(v.number, v.text, v.in_place) for v in opened.versions] == [
        (1, WRONG, False),
        (2, RIGHT, True),
    ]
    assert opened.author == camille.id


def test_one_s_own_eyes_do_not_count_as_somebody_having_seen_it(
    camille: Professional, conversation: UUID, dose: int
) -> None:
    see(camille, conversation, dose)
    correct(camille, conversation, dose, RIGHT)
    assert kinds(conversation)[-1] == ("correction", False)


def test_after_one_vu_the_correction_is_a_new_entry_unread_by_all_others(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    dose: int,
) -> None:
    see(nadia, conversation, 1, dose)
    assert (unread_of(nadia, conversation), unread_of(hugo, conversation)) == (0, 1)
    with clock.at(minutes(4)):
        correct(camille, conversation, dose, RIGHT, reason="clinical")
    assert kinds(conversation)[-1] == ("correction", True)
    assert (unread_of(nadia, conversation), unread_of(hugo, conversation)) == (1, 2)
    assert unread_of(camille, conversation) == 0
    [_, wrong, right] = said(nadia, conversation)
    assert isinstance(wrong.what, MessagePosted)
    assert (wrong.what.text, wrong.what.standing.state) == (WRONG, "corrected")
    assert (wrong.what.standing.by_seq, wrong.what.standing.at) == (dose + 1, minutes(4))
    assert isinstance(right.what, MessageCorrected)
    assert (right.what.text, right.what.about, right.what.in_place) == (RIGHT, dose, False)
    assert (right.what.replaces, right.what.replaced_at) == (dose, NOON)
    assert (right.what.reason, right.what.standing.version) == ("clinical", 2)


def test_a_correction_lifts_the_conversation_and_is_its_preview(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    see(nadia, conversation, dose)
    other = start(nadia, camille)
    with clock.at(minutes(1)):
        say(nadia, other)
    with clock.at(minutes(2)):
        correct(camille, conversation, dose, RIGHT)
    assert list_of(nadia, InboxFilter.ALL)[0] == conversation
    last = history.view(nadia, conversation).row.last
    assert last
    assert (last.seq, last.root, last.text, last.state) == (dose + 1, dose, RIGHT, "said")


def test_the_preview_shows_what_was_corrected_in_place(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    correct(camille, conversation, dose, RIGHT)
    last = history.view(nadia, conversation).row.last
    assert last
    assert (last.seq, last.text) == (dose, RIGHT)


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


def test_saying_the_same_correction_again_changes_nothing(
    camille: Professional, conversation: UUID, dose: int
) -> None:
    named = uuid4()
    first = correct(camille, conversation, dose, RIGHT, named=named)
    assert correct(camille, conversation, dose, RIGHT, named=named) == first
    with pytest.raises(IdReused):
        correct(camille, conversation, dose, "500 mg", named=named)
    other = say(camille, conversation, "Autre chose")
    with pytest.raises(IdReused):
        correct(camille, conversation, other, RIGHT, named=named)
    assert kinds(conversation).count(("correction", False)) == 1


def test_a_retry_is_answered_even_after_the_message_was_masked(
    camille: Professional, conversation: UUID, dose: int
) -> None:
    named = uuid4()
    first = correct(camille, conversation, dose, RIGHT, named=named)
    mask(camille, conversation, dose)
    assert correct(camille, conversation, dose, RIGHT, named=named) == first


def test_a_file_is_corrected_by_another_and_the_words_alone_leave_it(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    named, photo = uuid4(), sent(camille, TEXT, "ordonnance.txt")
    given = NewCorrection(id=named, text=RIGHT, composed_at=NOON, files=(photo,))
    first = correcting.correct(camille, conversation, dose, given)
    assert correcting.correct(camille, conversation, dose, given) == first
    with pytest.raises(IdReused):
        correct(camille, conversation, dose, RIGHT, named=named)
    [shown] = [entry.what for entry in said(nadia, conversation) if entry.seq == dose]
    assert isinstance(shown, MessagePosted)
    assert [file.name for file in shown.files] == ["ordonnance.txt"]
    last = history.view(nadia, conversation).row.last
    assert last
    assert last.files == 1


def test_the_same_words_are_no_correction(
    camille: Professional, conversation: UUID, dose: int
) -> None:
    with pytest.raises(NothingChanged):
        correct(camille, conversation, dose, WRONG)


def test_only_the_author_corrects_or_cancels(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    with pytest.raises(NotYours):
        correct(nadia, conversation, dose, RIGHT)
    with pytest.raises(NotYours):
        cancel(nadia, conversation, dose)
    assert kinds(conversation)[-1] == ("message", True)


def test_bruno_and_one_who_left_cannot_tell_that_there_is_something_to_correct(
    camille: Professional, bruno: Professional, conversation: UUID, dose: int
) -> None:
    leave(camille, conversation)
    for person in (bruno, camille):
        with pytest.raises(NotFound):
            correct(person, conversation, dose, RIGHT)
        with pytest.raises(NotFound):
            cancel(person, conversation, dose)
    with pytest.raises(NotFound):
        versions(bruno, conversation, dose)


def test_what_is_no_message_cannot_be_corrected(camille: Professional, conversation: UUID) -> None:
    for seq in (1, 99):
        with pytest.raises(NotFound):
            correct(camille, conversation, seq, RIGHT)


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


def test_declared_wrong_it_is_told_at_the_end_with_the_reason_and_is_unread(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    see(nadia, conversation, dose)
    with clock.at(minutes(3)):
        told = cancel(camille, conversation, dose, "C’était un autre patient.").seq
    assert unread_of(nadia, conversation) == 1
    [_, wrong, line] = said(nadia, conversation)
    assert line.what.model_dump() == {
        "type": "message_cancelled",
        "about": dose,
        "reason": "C’était un autre patient.",
    }
    assert isinstance(wrong.what, MessagePosted)
    assert (wrong.what.standing.state, wrong.what.standing.by_seq) == ("cancelled", told)
    assert versions(camille, conversation, dose).only_wrong == [nadia.id]
    last = history.view(nadia, conversation).row.last
    assert last
    assert (last.state, last.text) == ("cancelled", "C’était un autre patient.")


def test_cancelled_it_can_be_neither_corrected_nor_cancelled_again(
    camille: Professional, conversation: UUID, dose: int
) -> None:
    named = uuid4()
    first = cancel(camille, conversation, dose, "Erreur", named=named)
    assert cancel(camille, conversation, dose, "Erreur", named=named) == first
    with pytest.raises(AlreadyCancelled):
        correct(camille, conversation, dose, RIGHT)
    with pytest.raises(AlreadyCancelled):
        cancel(camille, conversation, dose)


def test_masked_it_can_be_neither_corrected_nor_cancelled(
    camille: Professional, conversation: UUID, dose: int
) -> None:
    mask(camille, conversation, dose)
    with pytest.raises(AlreadyMasked):
        correct(camille, conversation, dose, RIGHT)
    with pytest.raises(AlreadyMasked):
        cancel(camille, conversation, dose)


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


# --- Late receipts ---------------------------------------------------------------------------


def late() -> list[int]:
    """The corrections in place that came too late for somebody."""
    due = Due.objects.filter(subscriber=late_receipts.SUBSCRIBER)
    return list(due.values_list("seq", flat=True))


def work() -> None:
    """What is due is done, as the worker does it."""
    for due in Due.objects.filter(subscriber=late_receipts.SUBSCRIBER):
        promoting.promote(due.conversation_id, due.seq)


def test_a_receipt_that_comes_late_from_a_phone_without_network_promotes_the_correction(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, dose: int
) -> None:
    with clock.at(minutes(5)):
        in_place = correct(camille, conversation, dose, RIGHT).seq
    with clock.at(minutes(30)):
        see(nadia, conversation, 1, dose, at=minutes(2))
        assert unread_of(nadia, conversation) == 0
        work()
        work()
    assert kinds(conversation)[-2:] == [("correction", False), ("correction", True)]
    assert (unread_of(nadia, conversation), unread_of(hugo, conversation)) == (1, 2)
    told = said(nadia, conversation)[-1]
    assert isinstance(told.what, MessageCorrected)
    assert (told.what.text, told.what.standing.version) == (RIGHT, 2)
    assert told.party == camille.id
    same = Event.objects.filter(conversation=conversation, seq__in=[in_place, told.seq])
    assert len({event.message_id for event in same}) == 1
    opened = versions(camille, conversation, dose)
    assert [(v.text, [s.party for s in v.seen]) for v in opened.versions] == [
        (WRONG, [nadia.id]),
        (RIGHT, []),
    ]
    assert opened.only_wrong == [nadia.id]


def test_who_saw_it_after_the_correction_in_place_saw_the_right_words(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    with clock.at(minutes(5)):
        correct(camille, conversation, dose, RIGHT)
    with clock.at(minutes(6)):
        see(nadia, conversation, dose)
    assert late() == []
    opened = versions(camille, conversation, dose)
    assert [[s.party for s in v.seen] for v in opened.versions] == [[], [nadia.id]]


def test_a_page_that_was_a_moment_behind_says_which_version_it_showed(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, dose: int
) -> None:
    """The correction was on its way when Nadia's second was over: her clock cannot tell."""
    with clock.at(minutes(5)):
        correct(camille, conversation, dose, RIGHT)
        behind = Span(from_seq=dose, to_seq=dose, displayed_at=minutes(6), versions={})
        ahead = Span(from_seq=dose, to_seq=dose, displayed_at=minutes(1), versions={dose: 2})
    with clock.at(minutes(6)):
        reading.record(
            [Report(nadia.id, conversation, [behind]), Report(hugo.id, conversation, [ahead])]
        )
    assert late() == [dose + 1]
    opened = versions(camille, conversation, dose)
    assert [[s.party for s in v.seen] for v in opened.versions] == [[nadia.id], [hugo.id]]


def test_a_late_receipt_promotes_nothing_that_was_told_at_the_end_since(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, dose: int
) -> None:
    with clock.at(minutes(5)):
        correct(camille, conversation, dose, "15 mg")
        see(hugo, conversation, dose)
    with clock.at(minutes(6)):
        correct(camille, conversation, dose, RIGHT)
    with clock.at(minutes(30)):
        see(nadia, conversation, dose, at=minutes(1))
        work()
    assert kinds(conversation)[-2:] == [("correction", False), ("correction", True)]


def test_a_late_receipt_of_what_was_masked_or_cancelled_promotes_nothing(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    for undo in (mask, cancel):
        dose = say(camille, conversation, WRONG)
        with clock.at(minutes(5)):
            correct(camille, conversation, dose, RIGHT)
            undo(camille, conversation, dose)
        with clock.at(minutes(30)):
            see(nadia, conversation, dose, at=minutes(1))
            before = kinds(conversation)
            work()
        assert kinds(conversation) == before


def test_what_is_promoted_comes_back_to_who_keeps_it_archived(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    with clock.at(minutes(5)):
        correct(camille, conversation, dose, RIGHT)
        mark(nadia, conversation, MarkRead(upto=dose + 1))
        mark(nadia, conversation, Archive(known_seq=dose + 1, keep=True))
    with clock.at(minutes(30)):
        see(nadia, conversation, dose, at=minutes(1))
        work()
    assert place_of(nadia, conversation).archived_at is None


def test_the_author_s_own_phone_promotes_nothing(
    camille: Professional, conversation: UUID, dose: int
) -> None:
    with clock.at(minutes(5)):
        correct(camille, conversation, dose, RIGHT)
        see(camille, conversation, dose, at=minutes(1))
    assert late() == []
