"""What crosses of whom notifications reach. Of colleagues: never how many devices."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from directory.shapes import Shape


class WhyUntold(StrEnum):
    NEVER_CONNECTED = "never_connected"
    NO_NOTIFICATIONS = "no_notifications"  # no device of theirs answers
    NOBODY_ON_DUTY = "nobody_on_duty"  # a role that nobody holds now
    BY_MAIL = "by_mail"  # they have never come, and get by mail what one writes


class Untold(Shape):
    """Somebody of a conversation to whom nothing would say that a message came; or mail alone."""

    party: UUID
    why: WhyUntold


class UntoldPeople(Shape):
    people: list[Untold]


class Fate(StrEnum):
    """What became of what told somebody of an entry: the best of their devices."""

    SHOWN = "shown"  # a device of theirs said so
    SENT = "sent"  # the push service took it
    WAITING = "waiting"
    FAILED = "failed"
    NO_NOTIFICATIONS = "no_notifications"


class Told(Shape):
    party: UUID
    fate: Fate
    at: datetime | None  # of what was shown, or sent


class ToldPeople(Shape):
    people: list[Told]
