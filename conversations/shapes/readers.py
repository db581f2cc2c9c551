"""Who has seen what."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from directory.absence_shapes import Absence
from directory.shapes import Person, Shape


class SeenBy(Shape):
    party: UUID
    at: datetime
    hand: Person | None  # the person who saw it, as a role


class Receipts(Shape):
    """Who has seen one message, of those who were to: the line under my last message."""

    seq: int
    readers: int  # members when it was sent, less its author, less who left without seeing
    seen: list[SeenBy]
    delivered: list[UUID]  # fetched, not seen


class NotDelivered(StrEnum):
    NOBODY_ON_DUTY = "nobody_on_duty"
    NEVER_CONNECTED = "never_connected"
    NOT_CONNECTED = "not_connected"
    ABSENT = "absent"


class Reader(Shape):
    person: Person
    hand: Person | None  # the person who saw it, as a role
    displayed_at: datetime | None
    recorded_at: datetime | None  # when the server was told
    left: bool
    suspended: bool  # they did not leave by themselves
    reason: NotDelivered | None
    absence: Absence | None = None  # of one who is away, and to whom it was not delivered


class Readers(Shape):
    """The detail of « vu par » for one message."""

    seq: int
    seen: list[Reader]
    delivered: list[Reader]
    not_delivered: list[Reader]
    later: list[Reader]  # joined after it was sent, and have seen it since
