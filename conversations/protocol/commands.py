"""From the browser, by the socket: orders."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from conversations.protocol.marks import Mark
from conversations.protocol.words import Moment, NewMessage
from conversations.shapes import Seq
from directory.shapes import Shape


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


class MarkPlace(Shape):
    type: Literal["mark"] = "mark"
    ref: UUID
    conversation: UUID
    mark: Mark


class Ping(Shape):
    type: Literal["ping"] = "ping"
    # A hand moved at this screen, which is not to be locked: who only reads says nothing else.
    here: bool = False


Command = Annotated[
    SendMessage | ReportSeen | Acknowledge | Typing | OpenConversation | MarkPlace | Ping,
    Field(discriminator="type"),
]
