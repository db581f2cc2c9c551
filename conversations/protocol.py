"""Every frame and shape that crosses to the browser, by socket or HTTP. Exported to TypeScript.

Command comes in, Answer goes out; both are told apart by `type`. A frame about an entry is the same
for everybody who gets it: nothing in it depends on who reads.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from directory.shapes import Person, Shape

TEXT_MAX = 10_000
PARTICIPANTS_MAX = 100
VERSION = 1

Seq = Annotated[int, Field(ge=1, le=2_147_483_646)]
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


# --- The timeline ---------------------------------------------------------------------------


class ConversationOpened(Shape):
    type: Literal["conversation_opened"] = "conversation_opened"


class MessagePosted(Shape):
    type: Literal["message_posted"] = "message_posted"
    message: UUID
    client_id: UUID  # the author's own name for it, by which their outbox knows it
    text: str


Happening = Annotated[ConversationOpened | MessagePosted, Field(discriminator="type")]


class Entry(Shape):
    """One entry of the timeline."""

    seq: Seq
    at: datetime
    composed_at: datetime | None  # when it was written, by the author's clock
    party: UUID | None  # who speaks; null: the system
    counts: bool
    what: Happening


class EntriesPage(Shape):
    """Entries in order, within what one may see, and what lies around them."""

    entries: list[Entry]
    visible: list[tuple[int, int | None]]  # ranges of seq, ends included; null: open
    last_seq: int  # the last seq one may see
    more_before: bool
    more_after: bool


# --- One person's view -----------------------------------------------------------------------


class PlaceView(Shape):
    """My own marks on a conversation: absolute values, the greatest version wins."""

    read_upto: int
    unread: int  # stops at 100, shown « 99+ »
    favourite: bool
    todo: bool
    todo_seqs: list[int]
    archived: bool
    keep_archived: bool
    version: int


class Counts(Shape):
    """The figure beside each filter; conversations, not messages. Stops at 100."""

    inbox: int
    unread: int
    conversations: int
    mail: int
    todo: int


class Preview(Shape):
    """The last entry that counts, as the list shows it."""

    seq: int
    at: datetime
    party: UUID | None
    text: str  # its first 140 characters


class Row(Shape):
    """A conversation in the list."""

    id: UUID
    kind: Literal["chat", "mail"]
    subject: str
    people: list[Person]  # up to twelve others, the first of them first
    member_count: int
    last: Preview | None
    content_at: datetime
    last_seq: int
    left: bool
    place: PlaceView


class InboxFilter(StrEnum):
    INBOX = "inbox"
    UNREAD = "unread"
    ALL = "all"
    CONVERSATIONS = "conversations"
    MAIL = "mail"
    FAVOURITES = "favourites"
    TODO = "todo"
    ARCHIVED = "archived"


class InboxPage(Shape):
    rows: list[Row]
    next: str | None  # give it back as `after`
    counts: Counts


class Member(Shape):
    person: Person
    from_seq: int  # first entry of which they are a reader
    to_seq: int | None  # null: still a member


class SeenBy(Shape):
    party: UUID
    at: datetime


class Receipts(Shape):
    """Who has seen one message, of those who were to: the line under my last message."""

    seq: int
    readers: int  # members when it was sent, less its author, less who left without seeing
    seen: list[SeenBy]
    delivered: list[UUID]  # fetched, not seen


class ConversationView(Shape):
    """What a browser needs to open a conversation, but for its entries."""

    row: Row
    members: list[Member]
    visible: list[tuple[int, int | None]]
    receipts: Receipts | None  # of my last message


class NotDelivered(StrEnum):
    NEVER_CONNECTED = "never_connected"
    NOT_CONNECTED = "not_connected"


class Reader(Shape):
    person: Person
    displayed_at: datetime | None
    recorded_at: datetime | None  # when the server was told
    left: bool
    reason: NotDelivered | None


class Readers(Shape):
    """The detail of « vu par » for one message."""

    seq: int
    seen: list[Reader]
    delivered: list[Reader]
    not_delivered: list[Reader]
    later: list[Reader]  # joined after it was sent, and have seen it since


# --- From the browser: orders ------------------------------------------------------------------


class SendMessage(Shape):
    type: Literal["send_message"] = "send_message"
    id: UUID  # the client's; also the `ref` of the answer
    conversation: UUID
    text: Text
    composed_at: Moment


class Span(Shape):
    from_seq: Seq
    to_seq: Seq
    displayed_at: Moment

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


class Goodbye(Shape):
    type: Literal["goodbye"] = "goodbye"
    reason: Literal["signed_out", "too_many_sockets", "too_many_errors", "too_fast"]


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
    | Positions
    | Goodbye
    | Pong,
    Field(discriminator="type"),
]


# --- Over HTTP only ------------------------------------------------------------------------------


class StartConversation(Shape):
    client_id: UUID
    people: Annotated[list[UUID], Field(min_length=1, max_length=PARTICIPANTS_MAX - 1)]
    subject: Subject = ""


class NewMessage(Shape):
    id: UUID
    text: Text
    composed_at: Moment


class NewSpans(Shape):
    ref: UUID
    said_at: Moment
    spans: Annotated[list[Span], Field(min_length=1, max_length=50)]
