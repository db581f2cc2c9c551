"""Quiet hours by the clock on the wall: nights, the week-end, and where the clock jumps."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from push import holidays
from push.expected import by
from push.quiet import Quiet

PARIS = ZoneInfo("Europe/Paris")
NIGHTS = Quiet(time(20), time(7, 30), weekends=False)
AS_OFFERED = Quiet(time(20), time(7, 30), weekends=True)
LUNCH = Quiet(time(12), time(14), weekends=False)
LATE = Quiet(time(22), time(2, 30), weekends=False)


def paris(text: str, *, fold: int = 0) -> datetime:
    local = datetime.fromisoformat(text).replace(tzinfo=PARIS, fold=fold)
    return local.astimezone(UTC)


@pytest.mark.parametrize(
    ("hours", "moment", "end"),
    [
        # Monday the 23rd of November.
        (NIGHTS, "2026-11-23T19:59", None),
        (NIGHTS, "2026-11-23T20:00", "2026-11-24T07:30"),
        (NIGHTS, "2026-11-23T23:59", "2026-11-24T07:30"),
        (NIGHTS, "2026-11-24T00:00", "2026-11-24T07:30"),
        (NIGHTS, "2026-11-24T07:29", "2026-11-24T07:30"),
        (NIGHTS, "2026-11-24T07:30", None),
        (NIGHTS, "2026-11-28T12:00", None),
        (LUNCH, "2026-11-23T13:00", "2026-11-23T14:00"),
        (LUNCH, "2026-11-23T14:00", None),
        (LUNCH, "2026-11-23T02:00", None),
        # The week-end begins in a night and ends in another.
        (AS_OFFERED, "2026-11-27T21:00", "2026-11-30T07:30"),
        (AS_OFFERED, "2026-11-28T12:00", "2026-11-30T07:30"),
        (AS_OFFERED, "2026-11-29T23:00", "2026-11-30T07:30"),
        (AS_OFFERED, "2026-11-30T07:30", None),
        (Quiet(time(12), time(14), weekends=True), "2026-11-28T09:00", "2026-11-30T00:00"),
        # The nights in which the clock jumps, forwards and back.
        (NIGHTS, "2026-03-28T21:00", "2026-03-29T07:30"),
        (NIGHTS, "2026-10-24T21:00", "2026-10-25T07:30"),
        (LATE, "2026-03-28T23:00", "2026-03-29T03:30"),
    ],
)
def test_a_moment_in_quiet_hours_has_its_end(hours: Quiet, moment: str, end: str | None) -> None:
    assert hours.until(paris(moment)) == (paris(end) if end else None)


def test_an_hour_that_comes_twice_is_one_stretch_to_its_second_end() -> None:
    for moment in (
        paris("2026-10-25T02:15"),
        paris("2026-10-25T02:45"),
        paris("2026-10-25T02:15", fold=1),
    ):
        assert LATE.until(moment) == paris("2026-10-25T02:30", fold=1)
    assert LATE.until(paris("2026-10-25T02:30", fold=1)) is None


@pytest.mark.parametrize(
    ("asked", "evening"),
    [
        ("2026-11-23T08:12", "2026-11-24T18:00"),
        ("2026-11-23T23:50", "2026-11-24T18:00"),
        ("2026-11-26T10:00", "2026-11-27T18:00"),
        ("2026-11-27T10:00", "2026-11-30T18:00"),
        ("2026-11-28T10:00", "2026-11-30T18:00"),
        ("2026-03-27T10:00", "2026-03-30T18:00"),
        ("2026-12-24T10:00", "2026-12-28T18:00"),  # Christmas is a Friday
        ("2027-12-31T10:00", "2028-01-03T18:00"),
        ("2026-04-03T10:00", "2026-04-07T18:00"),  # Good Friday; Monday is one
        ("2026-05-13T10:00", "2026-05-15T18:00"),  # the day before Ascension
        ("2026-05-22T10:00", "2026-05-26T18:00"),  # Whit Monday
        ("2027-04-30T10:00", "2027-05-03T18:00"),
    ],
)
def test_an_answer_is_expected_by_the_evening_of_the_next_working_day(
    asked: str, evening: str
) -> None:
    assert by(paris(asked)) == paris(evening)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2024, "01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25"),
        (2025, "01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25"),
        (2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25"),
        # Easter as late as it can be, and as early.
        (2038, "01-01 04-26 05-01 05-08 06-03 06-14 07-14 08-15 11-01 11-11 12-25"),
        (2285, "01-01 03-23 04-30 05-01 05-08 05-11 07-14 08-15 11-01 11-11 12-25"),
        # Two on one day: Ascension on the First of May.
        (2008, "01-01 03-24 05-01 05-08 05-12 07-14 08-15 11-01 11-11 12-25"),
    ],
)
def test_the_public_holidays_are_those_of_the_calendar(year: int, days: str) -> None:
    assert [f"{day:%m-%d}" for day in sorted(holidays.of(year))] == days.split()


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, "04-02"), (1954, "04-18"), (2000, "04-23"), (2019, "04-21"), (2049, "04-18")],
)
def test_easter_is_where_the_rule_has_its_exceptions_too(year: int, day: str) -> None:
    assert f"{holidays.easter(year):%m-%d}" == day
