"""Quiet hours: when somebody does not want to be disturbed, by the clock on the wall in Paris.

Pure. A night is one stretch of time, whatever the clocks do in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone

DAY = timedelta(days=1)
SATURDAY = 5
MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Every day from one hour to another, and, if it is wanted, from Saturday to Sunday night."""

    starts: time
    ends: time
    weekends: bool

    def until(self, moment: datetime) -> datetime | None:
        """When it ends, if this moment is within it. A night that ends on a Saturday goes on."""
        end = None
        while ending := [e for s, e in self._stretches(end or moment) if s <= (end or moment) < e]:
            end = max(ending)
        return end

    def _stretches(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Those that may hold this moment."""
        today = moment.astimezone(get_default_timezone()).date()
        for day in (today - DAY, today):
            next_morning = day + DAY if self.ends <= self.starts else day
            yield begins(day, self.starts), ends(next_morning, self.ends)
            if self.weekends and day.weekday() >= SATURDAY:
                yield begins(day, MIDNIGHT), ends(day + DAY, MIDNIGHT)


def begins(day: date, hour: time) -> datetime:
    """Of an hour that comes twice, the first."""
    return at(day, hour, fold=0)


def ends(day: date, hour: time) -> datetime:
    """Of an hour that comes twice, the second; of one that the clock leaps over, the one after."""
    return max(at(day, hour, fold=0), at(day, hour, fold=1))


def at(day: date, hour: time, *, fold: int) -> datetime:
    local = datetime.combine(day, hour, tzinfo=get_default_timezone()).replace(fold=fold)
    return local.astimezone(UTC)
