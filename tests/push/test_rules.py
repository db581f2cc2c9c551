"""Each row of the table: what one is told of by default, in quiet hours, and while away."""

import pytest

from conversations.shapes import Level
from push.rules import Cause, Circumstances, Way, way

NOT, SOUND, SILENT, LATER = Way.NOT, Way.SOUND, Way.SILENT, Way.LATER


@pytest.mark.parametrize(
    ("cause", "by_default", "in_quiet_hours", "away"),
    [
        (Cause.ORDINARY, SOUND, LATER, NOT),
        (Cause.NAMED, SOUND, SILENT, NOT),
        (Cause.CORRECTED, SOUND, SILENT, NOT),
        (Cause.URGENT, SOUND, SOUND, NOT),
        (Cause.UNANSWERED, SOUND, SOUND, SOUND),
        (Cause.PERSONAL, SOUND, LATER, NOT),
        (Cause.BY_PATIENT, SOUND, LATER, NOT),
        (Cause.UNDELIVERED, SOUND, LATER, SOUND),
    ],
)
def test_each_row(cause: Cause, by_default: Way, in_quiet_hours: Way, away: Way) -> None:
    assert [
        way(cause, Circumstances()),
        way(cause, Circumstances(quiet=True)),
        way(cause, Circumstances(absent=True)),
    ] == [by_default, in_quiet_hours, away]


@pytest.mark.parametrize(
    ("cause", "mentions", "none"),
    [
        (Cause.ORDINARY, NOT, NOT),
        (Cause.BY_PATIENT, NOT, NOT),
        (Cause.NAMED, SOUND, NOT),
        (Cause.PERSONAL, SOUND, NOT),
        # Whoever read a wrong dose is to know; whoever is asked urgently is to act.
        (Cause.CORRECTED, SOUND, SILENT),
        (Cause.URGENT, SOUND, SOUND),
        (Cause.UNANSWERED, SOUND, SOUND),
        (Cause.UNDELIVERED, SOUND, SOUND),
    ],
)
def test_what_one_asked_not_to_hear_of(cause: Cause, mentions: Way, none: Way) -> None:
    levels = (Level.MENTIONS, Level.NONE)
    assert [way(cause, Circumstances(level=level)) for level in levels] == [mentions, none]


def test_what_follows_within_two_minutes_is_silent_unless_it_is_for_them() -> None:
    of_late = Circumstances(lately=True)
    assert way(Cause.ORDINARY, of_late) == SILENT
    for cause in (Cause.NAMED, Cause.CORRECTED, Cause.URGENT, Cause.UNDELIVERED):
        assert way(cause, of_late) == SOUND


def test_of_what_patients_write_one_is_told_once_an_hour() -> None:
    assert way(Cause.BY_PATIENT, Circumstances(of_patients=True)) == LATER
    assert way(Cause.ORDINARY, Circumstances(of_patients=True)) == SOUND
