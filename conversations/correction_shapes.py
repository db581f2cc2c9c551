"""What is said, and asked, about a message that was wrong."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from conversations.protocol import Moment, Words
from conversations.shapes import File, MaskReason, SeenBy, Seq, Wrong
from directory.shapes import Person, Shape

State = Literal["current", "corrected", "cancelled", "masked", "corrected_since"]
Reason = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00-\x08]+$"
    ),
]


class NewCorrection(Words):
    id: UUID  # the client's own name for it, as for a message
    composed_at: Moment
    reason: Wrong | None = None


class NewCancellation(Shape):
    id: UUID
    reason: Reason
    composed_at: Moment


class NewMasking(Shape):
    ref: UUID
    reason: MaskReason


class NewReport(Shape):
    ref: UUID
    reason: Wrong


class NewReminder(Shape):
    ref: UUID


class Version(Shape):
    """One state of a message's words."""

    number: int  # 1: as first written
    seq: int  # the entry that says it
    shown_at: int  # the entry in whose place it was shown
    at: datetime
    reason: Wrong | None
    in_place: bool
    text: str  # masked: none
    files: list[File]  # those shown with these words; masked: none
    seen: list[SeenBy]  # the words of this version, and no other


class Versions(Shape):
    """All versions of one message, oldest first, as far as the reader may see."""

    root: int
    author: UUID
    state: State
    versions: list[Version]
    # For the author: members who saw a wrong version and not what stands now.
    only_wrong: list[UUID]


class MaskedMessage(Shape):
    """For the data-protection officer: that it is there, never what it says."""

    conversation: UUID
    about: Seq
    author: Person
    said_at: datetime
    masked_at: datetime
    reason: MaskReason


class ReportToProtection(Shape):
    """A message that was reported as another patient's, or in the wrong conversation."""

    conversation: UUID
    about: Seq
    author: Person
    by: Person
    reason: Wrong
    at: datetime
    masked: bool


class UnsealingView(Shape):
    """A request to read what was masked, and where it stands."""

    id: UUID
    conversation: UUID
    about: Seq
    officer: Person
    reason: str
    at: datetime
    agreed_by: Person | None
    agreed_at: datetime | None
    readable_until: datetime | None


class Protection(Shape):
    """What the officer and the second person have before them."""

    masked: list[MaskedMessage]
    reports: list[ReportToProtection]
    unsealings: list[UnsealingView]


class NewUnsealing(Shape):
    conversation: UUID
    seq: Seq
    reason: Reason


class MaskingByOfficer(Shape):
    conversation: UUID
    seq: Seq
    reason: MaskReason


class Unsealed(Shape):
    """What was masked, opened."""

    author: Person
    said_at: datetime
    texts: list[str]  # version after version
