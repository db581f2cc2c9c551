"""An open conversation, as one person has it."""

from datetime import datetime
from uuid import UUID

from conversations.patient_shapes import Ins
from conversations.shapes.messages import Wrong
from conversations.shapes.readers import Receipts
from conversations.shapes.rows import Preview, Row
from directory.absence_shapes import Absence
from directory.shapes import Person, Shape, ShownUntil


class Member(Shape):
    person: Person
    from_seq: int  # first entry of which they are a reader
    to_seq: int | None  # null: still a member
    suspended: bool  # that is why it ends
    absence: Absence | None  # they are away today
    formerly: list[ShownUntil]  # since the conversation began, the first to end first


class Closing(Shape):
    """Closed for all, with its conclusion: until somebody reopens it or writes."""

    seq: int
    party: UUID
    at: datetime
    conclusion: str


class AwaitedView(Shape):
    """« Pris en compte » is still awaited of this party for this entry."""

    seq: int
    about: int  # the first version of what it says
    party: UUID


class ReportedError(Shape):
    """Somebody says that a message of mine is wrong. I alone am told."""

    about: int  # its first version
    party: UUID
    hand: Person | None  # the person who says so, where the party is a role
    reason: Wrong
    at: datetime


class ConversationView(Shape):
    """What a browser needs to open a conversation, but for its entries."""

    row: Row
    members: list[Member]
    visible: list[tuple[int, int | None]]
    receipts: Receipts | None  # of my last message
    ins: Ins | None  # the patient's, when it is qualified
    awaited: list[AwaitedView]  # none where one left
    closed: Closing | None
    reported: list[ReportedError]  # of my messages, what I have not answered


class Leaving(Shape):
    """What is still open here for one who is about to leave."""

    todo: bool  # the conversation itself
    todo_messages: list[Preview]
    asked: list[Preview]  # « prise en compte » asked of them, and not given
