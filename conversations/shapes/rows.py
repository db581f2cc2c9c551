"""The list of conversations, and one's own marks on each."""

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from conversations.patient_shapes import PatientView
from directory.shapes import Person, Shape


class Invitation(Shape):
    """To come back. Nothing new is seen before it is accepted."""

    by: Person
    at: datetime


class Level(StrEnum):
    """Of what somebody is told."""

    ALL = "all"
    MENTIONS = "mentions"  # of what names them, or corrects what they saw
    NONE = "none"


class Notify(Shape):
    level: Level
    until: datetime | None  # null: until one says otherwise


class PlaceView(Shape):
    """My own marks on a conversation: absolute values, the greatest version wins."""

    read_upto: int
    unread: int  # stops at 100, shown « 99+ »
    favourite: bool
    todo: bool
    todo_seqs: list[int]
    archived: bool
    keep_archived: bool
    urgent: bool  # asked for urgently here, and not taken yet: on top of every list
    notify: Notify | None  # what is wanted of this one; null: as of all others
    invitation: Invitation | None
    version: int


class Counts(Shape):
    """The figure beside each filter; conversations, not messages. Stops at 100."""

    inbox: int
    unread: int
    conversations: int
    mail: int
    todo: int
    undelivered: int = 0  # of the unread courriers, those that may not have reached somebody


class Preview(Shape):
    """The last entry that counts, as the list shows it."""

    seq: int
    root: int  # the first version of what it says
    at: datetime
    party: UUID | None
    # Its first 140 characters, as they stand now; masked: none; undelivered, uncertain: the reason
    text: str
    # vacated: an urgent request of the reader's is without anybody to answer; unanswered: nobody
    # has said « Pris en compte » in time; undelivered: a courrier did not arrive;
    # uncertain: nobody knows whether it did
    state: Literal[
        "said", "cancelled", "masked", "vacated", "unanswered", "undelivered", "uncertain"
    ]
    files: int  # how many it came with
    added: bool  # nothing was said: somebody added the reader


class Row(Shape):
    """A conversation in the list."""

    id: UUID
    kind: Literal["chat", "mail"]
    subject: str
    patient: PatientView | None
    opposed: bool  # the patient objects to what is shared here
    people: list[Person]  # up to twelve others, the first first; of a courrier, its correspondents
    member_count: int  # of a courrier, how many correspondents
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
