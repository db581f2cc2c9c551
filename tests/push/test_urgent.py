"""An urgent request is told again until it is taken; then, or at the end, whoever asked knows."""

from datetime import timedelta
from uuid import UUID

import pytest

from conversations.models import Due, Event
from conversations.shapes import RequestUnanswered
from directory.models import Professional
from push import deciding, expected, urgent
from push.models import Notice
from tests.conversations.acts import ask, cancel, correct, said, say, see, start, take, take_back
from tests.conversations.noon import unread_of
from tests.directory.conftest import Clock
from tests.push.people import away, quiet, work, works


@pytest.fixture(autouse=True)
def _monday_morning(clock: Clock) -> None:
    """8:12, and time stands still."""


def rings(person: Professional) -> list[tuple[int, bool, bool]]:
    told = Notice.objects.filter(person=person, urgent=True).order_by("due_at")
    return [(one.round, one.sound, one.urgent) for one in told]


def unanswered(asker: Professional, conversation: UUID) -> list[RequestUnanswered]:
    lines = [entry.what for entry in said(asker, conversation)]
    return [line for line in lines if isinstance(line, RequestUnanswered)]


def half_an_hour(clock: Clock) -> None:
    for _ in range(31):
        works()
        clock.pass_by(minutes=1)
    works()


def test_it_is_told_at_once_then_every_five_minutes_and_then_who_asked_is_told(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, clock: Clock
) -> None:
    works()
    seq = ask(camille, conversation, nadia, urgent=True)
    quiet(nadia)
    began = clock.moment
    half_an_hour(clock)
    assert rings(nadia) == [(number, True, True) for number in range(6)]
    moments = Notice.objects.filter(person=nadia, urgent=True).order_by("due_at")
    assert [one.due_at - began for one in moments] == [
        timedelta(minutes=5 * number) for number in range(6)
    ]
    assert rings(hugo) == [], "he is not asked: told once, as of any message"
    assert unanswered(camille, conversation) == [
        RequestUnanswered(
            about=seq, parties=[nadia.id], asker=camille.id, urgent=True, absent=False
        )
    ]
    assert unread_of(camille, conversation) == 1
    line = said(camille, conversation)[-1].seq
    heard = Notice.objects.get(person=camille)
    assert (heard.seq, heard.sound) == (line, True)
    half_an_hour(clock)
    assert len(unanswered(camille, conversation)) == 1


def test_seeing_is_not_enough_and_taking_is(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    seq = ask(camille, two, nadia, urgent=True)
    works()
    see(nadia, two, seq)
    clock.pass_by(minutes=5)
    works()
    assert [number for number, *_ in rings(nadia)] == [0, 1]
    assert deciding.still_due(Notice.objects.get(person=nadia, round=1))
    take(nadia, two, seq)
    assert not deciding.still_due(Notice.objects.get(person=nadia, round=1))
    half_an_hour(clock)
    assert [number for number, *_ in rings(nadia)] == [0, 1]
    assert unanswered(camille, two) == []
    assert not Due.objects.exists()


def test_who_takes_it_back_is_told_again(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    seq = ask(camille, two, nadia, urgent=True)
    works()
    take(nadia, two, seq)
    clock.pass_by(minutes=4)
    take_back(nadia, two, seq)
    half_an_hour(clock)
    assert [number for number, *_ in rings(nadia)] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("how", ["cancelled", "corrected"])
def test_what_no_longer_stands_is_told_no_more_and_its_correction_begins_anew(
    camille: Professional, nadia: Professional, clock: Clock, how: str
) -> None:
    two = start(camille, nadia)
    seq = ask(camille, two, nadia, urgent=True)
    works()
    see(nadia, two, seq)
    clock.pass_by(minutes=6)
    if how == "cancelled":
        cancel(camille, two, seq)
    else:
        seq = correct(camille, two, seq, "À cet autre numéro").seq or 0
    half_an_hour(clock)
    rounds = Notice.objects.filter(person=nadia, urgent=True, seq=seq).order_by("round")
    expected_rounds = [0] if how == "cancelled" else [0, 1, 2, 3, 4, 5]
    assert [one.round for one in rounds] == expected_rounds


def test_a_service_that_was_down_makes_up_for_no_round(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    ask(camille, two, nadia, urgent=True)
    clock.pass_by(minutes=12)
    works()
    assert [number for number, *_ in rings(nadia)] == [2]
    clock.pass_by(hours=1)
    works()
    assert [number for number, *_ in rings(nadia)] == [2]
    assert len(unanswered(camille, two)) == 1


def test_for_who_is_away_the_one_who_stands_in_is_told_until_they_see_it_and_who_asked_at_once(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, clock: Clock
) -> None:
    away(nadia, stand_in=hugo)
    seq = ask(camille, conversation, nadia, urgent=True)
    works()
    assert rings(nadia) == []
    assert rings(hugo) == [(0, True, True)]
    [line] = unanswered(camille, conversation)
    assert (line.parties, line.absent) == ([nadia.id], True)
    assert deciding.still_due(Notice.objects.get(person=hugo, urgent=True))
    see(hugo, conversation, seq)
    assert not deciding.still_due(Notice.objects.get(person=hugo, urgent=True))
    half_an_hour(clock)
    assert (rings(nadia), len(rings(hugo))) == ([], 1)
    assert len(unanswered(camille, conversation)) == 1, "she knows already"


def test_once_it_is_taken_who_stands_in_is_told_no_more(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, clock: Clock
) -> None:
    away(nadia, stand_in=hugo)
    seq = ask(camille, conversation, nadia, urgent=True)
    works()
    take(nadia, conversation, seq)
    assert not deciding.still_due(Notice.objects.get(person=hugo, urgent=True))


def test_who_stands_in_and_takes_no_part_is_told_nothing(
    camille: Professional, nadia: Professional, bruno: Professional, clock: Clock
) -> None:
    away(nadia, stand_in=bruno)
    two = start(camille, nadia)
    ask(camille, two, nadia, urgent=True)
    half_an_hour(clock)
    assert not Notice.objects.filter(person__in=[nadia, bruno]).exists()
    assert len(unanswered(camille, two)) == 1


def test_a_request_that_is_not_urgent_is_expected_by_the_next_evening(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, clock: Clock
) -> None:
    seq = ask(camille, conversation, nadia, hugo)
    assert work(clock) == [("Hugo", seq, True), ("Nadia", seq, True)]
    take(hugo, conversation, seq)
    clock.pass_by(hours=33)
    assert unanswered(camille, conversation) == []
    clock.pass_by(hours=1)
    works()
    [line] = unanswered(camille, conversation)
    assert (line.parties, line.urgent) == ([nadia.id], False)


def test_it_is_followed_once_however_often_it_is_decided(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    slow, fast = ask(camille, two, nadia), ask(camille, two, nadia, urgent=True)
    say(camille, two)
    for _ in range(2):
        deciding.decide_many([(two, slow), (two, fast)])
    followed = Due.objects.filter(subscriber__in=[urgent.SUBSCRIBER, expected.SUBSCRIBER])
    assert sorted(followed.values_list("seq", "subscriber")) == [
        (slow, expected.SUBSCRIBER),
        (fast, urgent.SUBSCRIBER),
    ]
    assert Event.objects.filter(conversation=two).count() == 4
