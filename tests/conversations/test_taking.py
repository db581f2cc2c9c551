"""« Pris en compte » : who may say it, of what, and until when."""

from datetime import timedelta
from uuid import UUID

import pytest

from chat.errors import NotFound
from conversations import awaiting, clock, taking
from conversations.models import Awaited, Event
from conversations.reading import NotVisible
from conversations.shapes import Asked, Request, Whose
from conversations.taking import NotAsked, NotTakenYet, TooLateToUndo
from directory.models import Professional
from tests.conversations.acts import (
    ask,
    cancel,
    correct,
    leave,
    mask,
    place_of,
    request_in,
    see,
    take,
    take_back,
)
from tests.conversations.noon import NOON


def test_those_asked_are_named_under_the_message_and_the_one_who_takes_it_has_a_time(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia, hugo)
    with clock.at(NOON):
        take(nadia, conversation, seq)
    for reader in (camille, nadia, hugo):
        assert request_in(reader, conversation, seq) == Request(
            urgent=False,
            people=[
                Asked(party=nadia.id, taken_at=NOON, hand=None),
                Asked(party=hugo.id, taken_at=None, hand=None),
            ],
        )


def test_taking_twice_says_it_once(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia)
    assert take(nadia, conversation, seq) == take(nadia, conversation, seq)
    assert Event.objects.filter(kind=Event.Kind.TAKEN).count() == 1


def test_it_is_undone_within_five_minutes_and_not_after(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia)
    with clock.at(NOON):
        take(nadia, conversation, seq)
    with clock.at(NOON + timedelta(minutes=5)):
        assert take_back(nadia, conversation, seq) == take_back(nadia, conversation, seq)
    assert open_of(nadia) == [seq]
    with clock.at(NOON + timedelta(minutes=6)):
        take(nadia, conversation, seq)
    with clock.at(NOON + timedelta(minutes=11, seconds=1)), pytest.raises(TooLateToUndo):
        take_back(nadia, conversation, seq)
    assert open_of(nadia) == []


def test_only_those_asked_can_take_it(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia)
    for somebody in (camille, hugo):
        with pytest.raises(NotAsked):
            take(somebody, conversation, seq)
    with pytest.raises(NotAsked):
        take(nadia, conversation, 1)
    with pytest.raises(NotVisible):
        take(nadia, conversation, seq + 1)
    with pytest.raises(NotTakenYet):
        take_back(nadia, conversation, seq)


def test_bruno_and_one_who_left_take_nothing(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia)
    leave(nadia, conversation)
    for somebody in (bruno, nadia):
        with pytest.raises(NotFound):
            take(somebody, conversation, seq)
        with pytest.raises(NotFound):
            take_back(somebody, conversation, seq)
        assert open_of(somebody) == []


def test_what_was_cancelled_or_masked_cannot_be_taken_and_is_awaited_no_more(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    for undo in (cancel, mask):
        seq = ask(camille, conversation, nadia, urgent=True)
        undo(camille, conversation, seq)
        assert open_of(nadia) == []
        with pytest.raises(taking.ChangedSince):
            take(nadia, conversation, seq)
        assert not place_of(nadia, conversation).urgent
        assert not Awaited.objects.exists()


def test_what_was_corrected_is_awaited_in_its_correction_only(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia, urgent=True)
    see(nadia, conversation, seq)
    corrected = correct(camille, conversation, seq, "Autrement").seq
    assert corrected
    assert open_of(nadia) == [corrected]
    with pytest.raises(taking.ChangedSince):
        take(nadia, conversation, seq)
    assert place_of(nadia, conversation).urgent
    take(nadia, conversation, corrected)
    assert open_of(nadia) == []
    assert not place_of(nadia, conversation).urgent


def open_of(person: Professional) -> list[int]:
    return [one.seq for one in awaiting.page(person, Whose.OF_ME, after=None).requests]
