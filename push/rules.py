"""Whether somebody is told of an entry, and how. Pure: what is decided here is decided nowhere else
(docs/adr/0029)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from conversations.shapes import Level


class Cause(StrEnum):
    """What an entry is to one person. The first that holds."""

    URGENT = "urgent"  # asked of them by name, and not taken
    UNANSWERED = "unanswered"  # what they asked urgently is not taken
    UNDELIVERED = "undelivered"  # a courrier of theirs did not arrive, or nobody knows
    CORRECTED = "corrected"  # something that they saw is wrong
    NAMED = "named"
    PERSONAL = "personal"  # it counts for them alone: they were added
    BY_PATIENT = "by_patient"  # a courrier that a patient wrote
    ORDINARY = "ordinary"


class Way(StrEnum):
    NOT = "not"
    SOUND = "sound"
    SILENT = "silent"
    LATER = "later"  # together with what else waits


@dataclass(frozen=True, slots=True)
class Circumstances:
    """As things are for this person when it is decided."""

    level: Level = Level.ALL
    quiet: bool = False
    absent: bool = False
    lately: bool = False  # they were told of this conversation within two minutes
    of_patients: bool = False  # they were told of a patient's courrier within the hour


def way(cause: Cause, now: Circumstances) -> Way:
    match cause:
        case Cause.URGENT:
            # It passes quiet hours and « muet »; who is away is not the one who acts (urgent.py).
            return Way.NOT if now.absent else Way.SOUND
        case Cause.UNANSWERED:
            return Way.SOUND
        case Cause.UNDELIVERED:
            return Way.LATER if now.quiet else Way.SOUND
        case Cause.CORRECTED:
            # Whoever read a wrong dose is to know, even where they asked for silence.
            heard = Way.SILENT if now.quiet or now.level == Level.NONE else Way.SOUND
            return Way.NOT if now.absent else heard
        case Cause.NAMED | Cause.PERSONAL:
            in_quiet = Way.SILENT if cause == Cause.NAMED else Way.LATER
            unwanted = now.absent or now.level == Level.NONE
            return Way.NOT if unwanted else in_quiet if now.quiet else Way.SOUND
        case Cause.ORDINARY | Cause.BY_PATIENT:
            return Way.NOT if now.absent or now.level != Level.ALL else ordinary(cause, now)
        case _:
            assert_never(cause)


def ordinary(cause: Cause, now: Circumstances) -> Way:
    if now.quiet or (cause == Cause.BY_PATIENT and now.of_patients):
        return Way.LATER
    return Way.SILENT if now.lately else Way.SOUND
