"""Every frame and shape that crosses to the browser, by socket or HTTP. Exported to TypeScript.

Command comes in, Answer goes out; both are told apart by `type`. A frame about an entry is the same
for everybody who gets it: nothing in it depends on who reads.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from conversations.patient_shapes import WhichPatient
from conversations.shapes import (
    CareLink,
    Counts,
    Entry,
    File,
    LeaveReason,
    PlaceView,
    ReportedError,
    Seq,
)
from directory.shapes import Shape

TEXT_MAX = 10_000
PARTICIPANTS_MAX = 100
VERSION = 1

# PostgreSQL cannot hold NUL; a message of blanks says nothing.
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=TEXT_MAX, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$"),
]
# A browser's clock: with its zone, and of a year that every zone can name.
Moment = Annotated[
    AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC))
]
Subject = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00-\x1f]*$")
]

# One line, pinned over the thread.
Conclusion = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*$"
    ),
]


FILES_MOST = 10


class Words(Shape):
    """What somebody says: words, files, or both."""

    text: Text | Literal[""]
    # Uploads of mine, finished.
    files: Annotated[tuple[UUID, ...], Field(max_length=FILES_MOST)] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.text and not self.files:
            raise ValueError("nothing is said")
        if len(set(self.files)) < len(self.files):
            raise ValueError("a file is said once")
        return self


# --- From the browser: orders ------------------------------------------------------------------


class NewRequest(Shape):
    """« Demander une prise en compte », of people who take part."""

    people: Annotated[list[UUID], Field(min_length=1, max_length=PARTICIPANTS_MAX)]
    urgent: bool


class NewMessage(Words):
    """What somebody says, and what goes with it."""

    id: UUID  # the client's; also the `ref` of the answer
    composed_at: Moment
    quote: Seq | None = None  # the entry it answers
    # Those named with @: the text holds their names, by which they are found when it is shown.
    mentions: list[UUID] = Field(default_factory=list, max_length=PARTICIPANTS_MAX)
    request: NewRequest | None = None


class SendMessage(NewMessage):
    type: Literal["send_message"] = "send_message"
    conversation: UUID


class Span(Shape):
    from_seq: Seq
    to_seq: Seq
    displayed_at: Moment
    # Of its entries, those displayed as corrected in place, with the number of that version; all
    # others were displayed as first written. Null: not known, the time decides.
    versions: dict[int, int] | None = None

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.to_seq < self.from_seq:
            raise ValueError("a span runs forward")
        return self


class ReportSeen(Shape):
    """Entries whose end was displayed for a second, page visible, person active."""

    type: Literal["report_seen"] = "report_seen"
    ref: UUID
    conversation: UUID
    said_at: Moment  # the page's clock as it says so: by how much its times are off
    spans: Annotated[list[Span], Field(min_length=1, max_length=50)]


class Position(Shape):
    conversation: UUID
    seq: int


class Acknowledge(Shape):
    """This page holds these conversations up to these numbers."""

    type: Literal["acknowledge"] = "acknowledge"
    positions: Annotated[list[Position], Field(min_length=1, max_length=100)]


class Typing(Shape):
    type: Literal["typing"] = "typing"
    conversation: UUID


class OpenConversation(Shape):
    """The conversation this page shows: its receipts are sent here. Null: none."""

    type: Literal["open_conversation"] = "open_conversation"
    conversation: UUID | None


class SetFavourite(Shape):
    do: Literal["favourite"] = "favourite"
    on: bool


class SetTodo(Shape):
    do: Literal["todo"] = "todo"
    on: bool
    seq: Seq | None = None  # null: the conversation itself


class Archive(Shape):
    do: Literal["archive"] = "archive"
    known_seq: int  # the last entry this page knows: something newer refuses the archive
    keep: bool = False  # stays archived on an ordinary message


class Unarchive(Shape):
    do: Literal["unarchive"] = "unarchive"


class MarkRead(Shape):
    do: Literal["read"] = "read"
    upto: Seq


class MarkUnread(Shape):
    do: Literal["unread"] = "unread"
    from_seq: Seq


Mark = Annotated[
    SetFavourite | SetTodo | Archive | Unarchive | MarkRead | MarkUnread, Field(discriminator="do")
]


class MarkPlace(Shape):
    type: Literal["mark"] = "mark"
    ref: UUID
    conversation: UUID
    mark: Mark


class Ping(Shape):
    type: Literal["ping"] = "ping"


Command = Annotated[
    SendMessage | ReportSeen | Acknowledge | Typing | OpenConversation | MarkPlace | Ping,
    Field(discriminator="type"),
]


# --- To the browser: what happened ---------------------------------------------------------------


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


class Goodbye(Shape):
    type: Literal["goodbye"] = "goodbye"
    reason: Literal["signed_out", "too_many_sockets", "too_many_errors", "too_fast"]


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
    | Goodbye
    | ConversationGone
    | Pong,
    Field(discriminator="type"),
]


# --- Over HTTP only ------------------------------------------------------------------------------


class StartConversation(Shape):
    client_id: UUID
    people: Annotated[list[UUID], Field(min_length=1, max_length=PARTICIPANTS_MAX - 1)]
    subject: Subject = ""
    patient: WhichPatient | None = None


class Take(Shape):
    ref: UUID
    on: bool  # « Pris en compte », or not after all


class NewSpans(Shape):
    ref: UUID
    said_at: Moment
    spans: Annotated[list[Span], Field(min_length=1, max_length=50)]


class GiveAll(Shape):
    """All that the one who gives it may see."""

    give: Literal["all"] = "all"


class GiveSince(Shape):
    give: Literal["since"] = "since"
    since: Moment


class GiveNothing(Shape):
    """From now on."""

    give: Literal["now"] = "now"


HistoryGiven = Annotated[GiveAll | GiveSince | GiveNothing, Field(discriminator="give")]


class AddPeople(Shape):
    ref: UUID
    people: Annotated[list[UUID], Field(min_length=1, max_length=PARTICIPANTS_MAX - 1)]
    history: HistoryGiven
    care: CareLink | None = None  # where the conversation is about a patient


class WidenHistory(Shape):
    ref: UUID
    person: UUID
    history: GiveAll | GiveSince


class UndoAddition(Shape):
    ref: UUID
    person: UUID


class Leave(Shape):
    ref: UUID
    reason: LeaveReason | None = None
    replaced_by: UUID | None = None  # proposed to the team


class AnswerInvitation(Shape):
    ref: UUID
    accept: bool


class ChangeSubject(Shape):
    id: UUID  # the client's, as for a message
    subject: Subject


class CloseConversation(Shape):
    id: UUID  # the client's, as for a message
    conclusion: Conclusion


class ReopenConversation(Shape):
    ref: UUID
