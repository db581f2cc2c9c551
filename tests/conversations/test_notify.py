"""« Muet », « mentions » : of how much of a conversation one is told, for a while or for good."""

from datetime import timedelta
from uuid import UUID

import pytest

from chat.errors import NotFound
from conversations import clock, history
from conversations.protocol import SetNotify
from conversations.shapes import Level, Notify
from directory.models import Professional
from tests.conversations.acts import mark, place_of
from tests.conversations.noon import NOON


def notify_of(person: Professional, conversation: UUID) -> Notify | None:
    return history.view(person, conversation).row.place.notify


def test_nadia_mutes_it_for_an_hour_and_then_it_is_as_all_others(
    nadia: Professional, conversation: UUID, noon: None
) -> None:
    hour = NOON + timedelta(hours=1)
    shown = mark(nadia, conversation, SetNotify(level=Level.NONE, until=hour))
    assert shown.notify == notify_of(nadia, conversation) == Notify(level=Level.NONE, until=hour)
    with clock.at(hour - timedelta(seconds=1)):
        assert notify_of(nadia, conversation)
    with clock.at(hour):
        assert notify_of(nadia, conversation) is None


def test_until_she_says_otherwise_and_nobody_else_is_concerned(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    mark(nadia, conversation, SetNotify(level=Level.MENTIONS))
    assert notify_of(nadia, conversation) == Notify(level=Level.MENTIONS, until=None)
    assert notify_of(camille, conversation) is None
    mark(nadia, conversation, SetNotify(level=None, until=NOON))
    assert notify_of(nadia, conversation) is None
    assert place_of(nadia, conversation).notify_until is None


def test_bruno_mutes_nothing(bruno: Professional, conversation: UUID) -> None:
    with pytest.raises(NotFound):
        mark(bruno, conversation, SetNotify(level=Level.NONE))
