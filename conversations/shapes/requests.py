"""What is asked for, and still awaited."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from directory.absence_shapes import Absence
from directory.shapes import Person, Shape


class OpenRequest(Shape):
    """« Pris en compte » is still awaited for what was said there."""

    conversation: UUID
    subject: str
    seq: int
    at: datetime
    urgent: bool
    by: Person
    waiting: list[Person]  # of those asked; where it is asked of me: me
    text: str  # its first 140 characters


class Whose(StrEnum):
    OF_ME = "of_me"
    BY_ME = "by_me"


class OpenRequests(Shape):
    requests: list[OpenRequest]
    next: str | None  # give it back as `after`
    of_me: int  # how many in all; both stop at 100
    by_me: int


class ToCall(Shape):
    """Who has not answered, and where they are called."""

    person: Person
    phone: str  # empty: none, or none that I am given
    absence: Absence | None  # as of now; who stands in is proposed, added nowhere by itself


class UrgentToday(Shape):
    """How many urgent ones I have sent today, and from how many on one is reminded of good use."""

    sent: int
    reminder_from: int
