"""When courriers were last looked for: told to everyone, as a silence looks like no news."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from bridge.models import Box
from bridge.shapes import MailHealth
from conversations import clock

LATE_AFTER = timedelta(minutes=10)
# What the row of a mailbox says when nothing fails.
WELL: dict[str, Any] = {
    "failing_since": None,
    "failed_step": "",
    "failed_reason": "",
    "needs_hand": False,
}


def health_of(boxes: Sequence[Box]) -> MailHealth:
    """The worst of somebody's mailboxes speaks for all."""
    if not boxes:
        return MailHealth(state="none", polled_at=None)
    polled = [box.polled_at for box in boxes]
    oldest = min((at for at in polled if at), default=None)
    return MailHealth(
        state="late" if any(is_late(box) for box in boxes) else "ok",
        polled_at=None if None in polled else oldest,
    )


def is_late(box: Box) -> bool:
    return clock.now() - (box.polled_at or box.added_at) > LATE_AFTER


def go_on(boxes: QuerySet[Box]) -> None:
    """What kept them from being reached is over: they are looked at now."""
    boxes.filter(ended_at=None).update(**WELL, next_at=clock.now())
