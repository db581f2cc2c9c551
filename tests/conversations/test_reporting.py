"""« Signaler » is between the two of them for a day; « Relancer » reaches who is left behind."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from chat.errors import NotFound
from conversations import clock, history, reminding, reporting
from conversations.correction_shapes import NewReminder
from conversations.models import Due, ErrorReport, Event
from conversations.reminding import NobodyToRemind, RemindedAlready
from conversations.reporting import YourOwn
from conversations.shapes import MessagePosted, Wrong
from directory import accounts
from directory.models import Account, Professional
from tests.conversations.acts import cancel, correct, leave, mask, report, said, say, see

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(hours=24)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.at(NOON):
        yield


@pytest.fixture
def dose(camille: Professional, conversation: UUID) -> int:
    return say(camille, conversation, "Prednisolone 5 mg")


def kinds(conversation: UUID) -> list[str]:
    entries = Event.objects.filter(conversation=conversation).order_by("seq")
    return list(entries.values_list("kind", flat=True))


def work(after: timedelta) -> None:
    """What is due by then is done, as the worker does it."""
    with clock.at(NOON + after):
        for due in Due.objects.filter(subscriber=reporting.SUBSCRIBER, next_at__lte=clock.now()):
            reporting.tell_if_unanswered(due.conversation_id, due.seq)


def test_the_author_alone_is_told_at_once(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, dose: int
) -> None:
    report(nadia, conversation, dose, Wrong.CLINICAL)
    [told] = history.view(camille, conversation).reported
    assert (told.about, told.party, told.reason, told.at) == (dose, nadia.id, "clinical", NOON)
    assert history.view(hugo, conversation).reported == []
    assert history.view(nadia, conversation).reported == []
    assert kinds(conversation) == ["opened", "message"]


def test_unanswered_for_a_day_all_see_that_it_was_reported_and_not_by_whom(
    nadia: Professional, hugo: Professional, conversation: UUID, dose: int
) -> None:
    report(nadia, conversation, dose)
    work(DAY - timedelta(minutes=1))
    assert kinds(conversation) == ["opened", "message"]
    work(DAY)
    work(DAY)
    assert kinds(conversation) == ["opened", "message", "reported"]
    [_, wrong, line] = said(hugo, conversation)
    assert (line.party, line.counts) == (None, False)
    assert isinstance(wrong.what, MessagePosted)
    assert wrong.what.standing.reported


@pytest.mark.parametrize("answer", ["correct", "cancel", "mask"])
def test_answered_within_the_day_nobody_else_hears_of_it(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int, answer: str
) -> None:
    report(nadia, conversation, dose)
    match answer:
        case "correct":
            correct(camille, conversation, dose, "Prednisolone 50 mg")
        case "cancel":
            cancel(camille, conversation, dose)
        case _:
            mask(camille, conversation, dose)
    assert history.view(camille, conversation).reported == []
    work(2 * DAY)
    assert "reported" not in kinds(conversation)


def test_what_is_reported_again_after_the_answer_waits_a_day_again(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    report(nadia, conversation, dose)
    correct(camille, conversation, dose, "Prednisolone 15 mg")
    with clock.at(NOON + timedelta(hours=20)):
        report(nadia, conversation, dose)
    work(DAY)
    assert "reported" not in kinds(conversation)
    work(DAY + timedelta(hours=20))
    assert kinds(conversation)[-1] == "reported"


def test_reported_twice_by_one_person_it_is_one_report_and_by_two_it_is_told_once(
    nadia: Professional, hugo: Professional, conversation: UUID, dose: int
) -> None:
    report(nadia, conversation, dose)
    report(nadia, conversation, dose)
    assert ErrorReport.objects.count() == 1
    report(hugo, conversation, dose)
    work(DAY)
    work(2 * DAY)
    assert kinds(conversation).count("reported") == 1


@pytest.mark.parametrize("how", ["left", "suspended"])
def test_when_the_author_cannot_answer_all_see_it_at_once(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int, how: str
) -> None:
    if how == "left":
        leave(camille, conversation)
    else:
        accounts.deactivate(Account.objects.get(professional=camille))
    report(nadia, conversation, dose)
    assert kinds(conversation)[-1] == "reported"
    assert not Due.objects.filter(subscriber=reporting.SUBSCRIBER).exists()


def test_one_does_not_report_oneself_nor_what_bruno_cannot_see(
    camille: Professional, bruno: Professional, conversation: UUID, dose: int
) -> None:
    with pytest.raises(YourOwn):
        report(camille, conversation, dose)
    with pytest.raises(NotFound):
        report(bruno, conversation, dose)
    assert not ErrorReport.objects.exists()


# --- « Relancer » --------------------------------------------------------------------------------


def remind(author: Professional, conversation: UUID, seq: int) -> None:
    reminding.remind(author, conversation, seq, NewReminder(ref=uuid4()))


def test_those_who_saw_the_wrong_version_only_are_reminded_in_one_tap(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, dose: int
) -> None:
    see(nadia, conversation, dose)
    see(hugo, conversation, dose)
    right = correct(camille, conversation, dose, "50 mg").seq
    assert right
    see(hugo, conversation, right)
    remind(camille, conversation, right)
    line = said(nadia, conversation)[-1]
    assert line.what.model_dump() == {
        "type": "correction_reminded",
        "about": dose,
        "parties": [nadia.id],
    }
    assert not line.counts


def test_they_are_reminded_once_in_ten_minutes(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    see(nadia, conversation, dose)
    cancel(camille, conversation, dose)
    remind(camille, conversation, dose)
    with clock.at(NOON + timedelta(minutes=9)), pytest.raises(RemindedAlready):
        remind(camille, conversation, dose)
    with clock.at(NOON + timedelta(minutes=11)):
        remind(camille, conversation, dose)
    assert kinds(conversation).count("reminded") == 2


def test_nobody_is_reminded_when_nobody_is_left_behind(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID, dose: int
) -> None:
    correct(camille, conversation, dose, "50 mg")
    with pytest.raises(NobodyToRemind):
        remind(camille, conversation, dose)
    with pytest.raises(NotFound):
        remind(bruno, conversation, dose)
