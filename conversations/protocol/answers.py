"""To the browser, by the socket: what happened."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from conversations.protocol.commands import Position
from conversations.shapes import Counts, Entry, File, PlaceView, ReportedError
from directory.shapes import Person, Shape

# What pages and servers agree on. Raised by hand, here and in frontend/src/protocol.ts, when an
# open page could misread what it is sent, or be misread: it then asks to be reloaded. What is only
# added, and sent to no page that was built before, leaves it.
VERSION = 2


class Welcome(Shape):
    type: Literal["welcome"] = "welcome"
    you: UUID
    version: int  # of this protocol: another one than the page's asks to reload


class Happened(Shape):
    type: Literal["happened"] = "happened"
    conversation: UUID
    entry: Entry


class Accepted(Shape):
    """Stored, after commit. The same order again gets the same answer."""

    type: Literal["accepted"] = "accepted"
    ref: UUID
    conversation: UUID
    seq: int | None = None
    message: UUID | None = None
    at: datetime | None = None


class Refused(Shape):
    type: Literal["refused"] = "refused"
    ref: UUID | None
    code: str
    message: str


class SomeoneTyping(Shape):
    type: Literal["typing"] = "typing"
    conversation: UUID
    party: UUID


class SeenSpan(Shape):
    party: UUID
    from_seq: int
    to_seq: int
    at: datetime
    hand: Person | None  # the person who saw it, as a role


class Delivered(Shape):
    party: UUID
    upto: int


class ReceiptsChanged(Shape):
    """What changed in one conversation since the last such frame, for those who have it open."""

    type: Literal["receipts"] = "receipts"
    conversation: UUID
    seen: list[SeenSpan]
    delivered: list[Delivered]


class MessageHidden(Shape):
    """Masked: told to those who left too. `about`: its first version."""

    type: Literal["message_hidden"] = "message_hidden"
    conversation: UUID
    about: int
    at: datetime


class ErrorReported(Shape):
    """To the author's own pages."""

    type: Literal["error_reported"] = "error_reported"
    conversation: UUID
    report: ReportedError


class PlaceChanged(Shape):
    type: Literal["place_changed"] = "place_changed"
    conversation: UUID
    place: PlaceView


class Unread(Shape):
    conversation: UUID
    read_upto: int
    unread: int
    version: int


class UnreadChanged(Shape):
    """Absolute values. `all`: every conversation not named here is at zero (sent on connecting)."""

    type: Literal["unread"] = "unread"
    all: bool
    conversations: list[Unread]
    counts: Counts


class Positions(Shape):
    """Every half minute: where the conversations that moved of late stand.

    A page that is behind asks."""

    type: Literal["positions"] = "positions"
    positions: list[Position]


class FileChanged(Shape):
    """A file of this entry was looked at: it may be opened from now on, or never."""

    type: Literal["file_changed"] = "file_changed"
    conversation: UUID
    seq: int
    file: File


class PersonChanged(Shape):
    """What stands beside the name of somebody one writes with, or whether they are away: a page
    that shows them asks again."""

    type: Literal["person_changed"] = "person_changed"
    person: UUID


class Goodbye(Shape):
    type: Literal["goodbye"] = "goodbye"
    reason: Literal[
        "signed_out",
        "locked",
        "somebody_else",  # this session acts for somebody else now: the next welcome says for whom
        "too_many_sockets",
        "too_many_errors",
        "too_fast",
    ]


class ConversationGone(Shape):
    """This conversation is not this person's any more: their addition was undone."""

    type: Literal["gone"] = "gone"
    conversation: UUID


class Pong(Shape):
    type: Literal["pong"] = "pong"


Answer = Annotated[
    Welcome
    | Happened
    | Accepted
    | Refused
    | SomeoneTyping
    | ReceiptsChanged
    | PlaceChanged
    | UnreadChanged
    | MessageHidden
    | ErrorReported
    | Positions
    | FileChanged
    | PersonChanged
    | Goodbye
    | ConversationGone
    | Pong,
    Field(discriminator="type"),
]
