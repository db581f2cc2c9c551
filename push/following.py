"""What is asked to be taken into account is followed until it is, or whoever asked is told."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from conversations.models import Due, Event
from push import expected, urgent


def begin(entries: QuerySet[Event]) -> None:
    """Begun once, however often it is asked for."""
    asking = entries.filter(message__asked__len__gt=0).select_related("message")
    Due.objects.bulk_create(
        Due(subscriber=name, conversation_id=event.conversation_id, seq=event.seq, next_at=at)
        for event, name, at in beginnings(asking)
        if not is_followed(event, name)
    )


def beginnings(asking: Iterable[Event]) -> Iterable[tuple[Event, str, datetime]]:
    for event in asking:
        assert event.message
        if event.message.urgent:
            yield event, urgent.SUBSCRIBER, event.at
        else:
            yield event, expected.SUBSCRIBER, expected.by(event.at)


def is_followed(event: Event, subscriber: str) -> bool:
    return Due.objects.filter(
        subscriber=subscriber, conversation=event.conversation_id, seq=event.seq
    ).exists()
