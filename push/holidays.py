"""The public holidays of France, by the law (Code du travail, L. 3133-1). Pure.

Those of the whole country: what some départements add (Alsace, Moselle, overseas) are weekdays.
"""

from datetime import date, timedelta
from functools import cache

# Month and day.
FIXED = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
# Days after Easter: its Monday, Ascension, Whit Monday.
MOVING = [1, 39, 50]


def is_holiday(day: date) -> bool:
    return day in of(day.year)


@cache
def of(year: int) -> frozenset[date]:
    fixed = [date(year, month, day) for month, day in FIXED]
    return frozenset(fixed + [easter(year) + timedelta(days=days) for days in MOVING])


def easter(year: int) -> date:
    """The Gregorian computus, as Meeus gives it (Astronomical Algorithms, chapter 8)."""
    golden = year % 19
    century, years = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    four, odd = divmod(years, 4)
    sunday = (32 + 2 * rest + 2 * four - epact - odd) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
