"""The time entries are given. One place, so that a demo and a test can tell another one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    return _told.get() or timezone.now()


def day(moment: datetime) -> date:
    """The day of the lists (Place.active_on): UTC, whatever the clock that told the moment."""
    return moment.astimezone(UTC).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """For what follows in this thread, it is that moment; in UTC, as the clock tells it."""
    before = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(before)
