"""How often one person may ask: as fast as one types, not as fast as a program asks.

Counted in this process alone: with several, each allows as many.
"""

import logging
from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic
from uuid import UUID

from django.conf import settings

from chat.errors import Refusal

log = logging.getLogger(__name__)


class TooOften(Refusal):
    code = "too_many_searches"
    message = "Trop de demandes à l’annuaire. Réessayez dans un instant."
    status = 429


class Limit:
    """At most so many in so many seconds, of each person."""

    def __init__(self, seconds: float, most: Callable[[], int], refusal: type[Refusal]) -> None:
        self.seconds, self.most, self.refusal = seconds, most, refusal
        self.asked: dict[UUID, deque[float]] = {}
        self.told: set[UUID] = set()
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
                self.tell(person)
                raise self.refusal
            self.told.discard(person)
            times.append(now)

    def tell(self, person: UUID) -> None:
        """The operator, once each time: somebody may be taking home what they find."""
        if person not in self.told:
            log.warning("%s in %.0f s: %s", self.refusal.code, self.seconds, person)
            self.told.add(person)

    def forget_before(self, moment: float) -> None:
        """Who has not searched since is not kept: the first in the dictionary asked first."""
        while self.asked:
            person, times = next(iter(self.asked.items()))
            if times and times[-1] > moment:
                return
            del self.asked[person]
            self.told.discard(person)


def as_one_types() -> Limit:
    return Limit(60.0, lambda: settings.SEARCHES_PER_MINUTE, TooOften)
