"""Somebody without network had seen what was corrected in place."""

from pathlib import Path
from uuid import UUID

import pytest

from conversations import clock, late_receipts, promoting, reading
from conversations.models import Due, Event
from conversations.protocol import Archive, MarkRead, Span
from conversations.reading import Report
from conversations.shapes import MessageCorrected
from directory.models import Professional
from tests.conversations.acts import cancel, correct, mark, mask, place_of, said, say, see, versions
from tests.conversations.exporting import document, made
from tests.conversations.noon import RIGHT, WRONG, kinds, minutes, unread_of

pytestmark = pytest.mark.usefixtures("noon")


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


def test_an_export_lists_once_what_was_corrected_in_place_and_told_at_the_end(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int, own_store: Path
) -> None:
    with clock.at(minutes(5)):
        in_place = correct(camille, conversation, dose, RIGHT).seq
    with clock.at(minutes(30)):
        see(nadia, conversation, 1, dose, at=minutes(2))
        work()
        entries = document(camille, made(camille, conversation))["entries"]
    [first, _, at_the_end] = [entry for entry in entries if entry["seq"] >= dose]
    assert [(v["version"], v["seq"], v["text"]) for v in first["versions"]] == [
        (1, dose, WRONG),
        (2, in_place, RIGHT),
    ]
    assert at_the_end["versions"] == first["versions"]
