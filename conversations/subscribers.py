"""Whom the worker calls for an entry, and how long after it (settings.EVENT_SUBSCRIBERS and those
below it)."""

from datetime import timedelta

from django.conf import settings

from conversations import clock
from conversations.models import Event
from conversations.rows import Row

AT_ONCE = timedelta(0)
# They count for nobody; somebody may have to be told of something all the same.
TELLING = (Event.Kind.REMINDED, Event.Kind.MASKED)
# What those who read by mail are written to about.
TOLD_BY_MAIL = {
    Event.Kind.MESSAGE,
    Event.Kind.CORRECTION,
    Event.Kind.CANCELLED,
    Event.Kind.MASKED,
    Event.Kind.ADDED,
    Event.Kind.HISTORY_WIDENED,
}


def due_for(added: list[Event]) -> list[Row]:
    """One row for each subscriber and entry: committed with it, so that nothing is forgotten."""
    now = clock.now()
    return [
        {
            "subscriber": subscriber,
            "conversation_id": event.conversation_id,
            "seq": event.seq,
            "next_at": now + wait,
            "attempts": 0,
            "error": "",
        }
        for event in added
        for subscriber, wait in subscribers_of(event)
    ]


def subscribers_of(event: Event) -> list[tuple[str, timedelta]]:
    """Each with how long it waits. Who sees it meanwhile is not to be told."""
    message = event.message
    hearing = [(name, AT_ONCE) for name in settings.EVENT_SUBSCRIBERS]
    if message is not None and message.files:
        hearing += [(name, AT_ONCE) for name in settings.FILE_SUBSCRIBERS]
    if event.counts or event.kind in TELLING:
        wait = AT_ONCE if message is not None and message.urgent else settings.NOTICE_AFTER
        hearing += [(name, wait) for name in settings.NOTICE_SUBSCRIBERS]
    if event.kind in TOLD_BY_MAIL:
        hearing += [(name, wait_of(event)) for name in settings.BY_MAIL_SUBSCRIBERS]
    return hearing


def wait_of(event: Event) -> timedelta:
    """Before it goes by mail, with what comes meanwhile."""
    cannot_wait = event.kind == Event.Kind.MASKED or (event.message and event.message.urgent)
    return AT_ONCE if cannot_wait else settings.BY_MAIL_AFTER
