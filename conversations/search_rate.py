"""How often one person may search: as fast as one types, not as fast as a program asks.

Counted in this process alone: with several, each allows as many.
"""

from collections import deque
from threading import Lock
from time import monotonic
from uuid import UUID

from django.conf import settings

from chat.errors import Refusal

SECONDS = 60.0


class TooManySearches(Refusal):
    code = "too_many_searches"
    message = "Trop de recherches en une minute. Réessayez dans un instant."
    status = 429


_asked: dict[UUID, deque[float]] = {}
_lock = Lock()


def slow_down(person: UUID) -> None:
    """Count one search, or refuse it."""
    now = monotonic()
    with _lock:
        forget_before(now - SECONDS)
        times = _asked.setdefault(person, deque())
        while times and times[0] <= now - SECONDS:
            times.popleft()
        if len(times) >= settings.SEARCHES_PER_MINUTE:
            raise TooManySearches
        times.append(now)


def forget_before(moment: float) -> None:
    """Who has not searched since is not kept: the first in the dictionary asked first."""
    while _asked:
        person, times = next(iter(_asked.items()))
        if times[-1] > moment:
            return
        del _asked[person]
