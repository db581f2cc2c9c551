"""What crosses to the browser about how somebody wants to be told."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from conversations.shapes import Level
from directory.shapes import Shape

# By the clock on the wall in Paris: « 07:30 ».
Hour = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Offer(StrEnum):
    NOT_ASKED = "not_asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class QuietHours(Shape):
    """Not asked yet: it is to be offered, as filled in here."""

    state: Offer
    starts: Hour
    ends: Hour
    weekends: bool


class Preferences(Shape):
    conversations: Level
    large_groups: Level  # of more than twelve people
    show_sender: bool
    quiet: QuietHours
