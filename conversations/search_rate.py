"""How often one person may search: as fast as one types, not as fast as a program asks.

Counted in this process alone: with several, each allows as many.
"""

from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic
from uuid import UUID

from django.conf import settings

from chat.errors import Refusal


class TooManySearches(Refusal):
    code = "too_many_searches"
    message = "Trop de recherches en une minute. Réessayez dans un instant."
    status = 429


class Limit:
    """At most so many in so many seconds, of each person."""

    def __init__(self, seconds: float, most: Callable[[], int], refusal: type[Refusal]) -> None:
        self.seconds, self.most, self.refusal = seconds, most, refusal
        self.asked: dict[UUID, deque[float]] = {}
        self.lock = Lock()

    def slow_down(self, person: UUID) -> None:
        """Count one search, or refuse it."""
        now = monotonic()
        with self.lock:
            self.forget_before(now - self.seconds)
            times = self.asked.setdefault(person, deque())
            while times and times[0] <= now - self.seconds:
                times.popleft()
            if len(times) >= self.most():
                raise self.refusal
            times.append(now)

    def forget_before(self, moment: float) -> None:
        """Who has not searched since is not kept: the first in the dictionary asked first."""
        while self.asked:
            person, times = next(iter(self.asked.items()))
            if times and times[-1] > moment:
                return
            del self.asked[person]


_limit = Limit(60.0, lambda: settings.SEARCHES_PER_MINUTE, TooManySearches)
slow_down = _limit.slow_down
