"""What a conversation looks like to one person: its entries, its row in the list, its readers."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from directory.shapes import Person, Shape

Seq = Annotated[int, Field(ge=1, le=2_147_483_646)]


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
