"""What is asked of search, and what it answers."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from conversations.patient_shapes import FoundPatient
from conversations.protocol import Moment
from conversations.shapes import InboxFilter, Row, Seq
from directory.shapes import Person, Shape


class SearchAsked(Shape):
    """In the body of a request: what one looks for may be a patient."""

    words: Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")] = ""
    show: InboxFilter = InboxFilter.ALL
    person: UUID | None = None  # who wrote
    patient: UUID | None = None  # of a conversation of mine
    since: Moment | None = None
    until: Moment | None = None  # not included
    with_files: bool = False
    superseded: bool = False  # « inclure les versions corrigées »
    after: Annotated[str, Field(max_length=200)] | None = None


class Piece(Shape):
    """A stretch of text, and whether it is what was looked for."""

    text: str
    found: bool


class FoundMessage(Shape):
    """A message that says it, or that came with a file of that name."""

    conversation: UUID
    seq: Seq  # where it stands in the thread
    at: datetime
    author: Person | None
    hand: Person | None  # who wrote it, where the author is a role
    file: UUID | None
    snippet: list[Piece]  # of the text, or the file's name
    superseded: bool  # a version that was corrected or cancelled since


class Found(Shape):
    """All but the messages comes with the first page only."""

    people: list[Person]
    patients: list[FoundPatient]
    conversations: list[UUID]
    messages: list[FoundMessage]  # the last written first
    files: list[FoundMessage]  # by their names
    rows: list[Row]  # all the conversations named above
    next: str | None  # give it back as `after`
