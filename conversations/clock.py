"""The time entries are given. One place, so that a demo and a test can tell another one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    return _told.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """For what follows in this thread, it is that moment."""
    before = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(before)
