"""A wrong dose at noon, and what is asked again and again about it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from conversations import unread
from conversations.models import Event
from directory.models import Professional

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WRONG, RIGHT = "Prednisolone 5 mg le matin", "Prednisolone 50 mg le matin"


def minutes(number: float) -> datetime:
    return NOON + timedelta(minutes=number)


def unread_of(person: Professional, conversation: UUID) -> int:
    [counted] = unread.unread_in([(conversation, person.id)])[person.id]
    return counted.unread


def kinds(conversation: UUID) -> list[tuple[str, bool]]:
    return list(
        Event.objects.filter(conversation=conversation)
        .order_by("seq")
        .values_list("kind", "counts")
    )
