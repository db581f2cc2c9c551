"""An export as it is asked for and followed, and the document it holds (docs/export.md)."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from conversations.patient_shapes import Ins, PatientView
from conversations.shapes import Happening, Seq
from directory.shapes import Person, Shape, ShownUntil

Format = Literal["pdf", "json", "zip"]


class NewExport(Shape):
    """What is wanted of a conversation: all of it, each condition given narrowing it."""

    client_id: UUID
    from_seq: Seq | None = None
    to_seq: Seq | None = None
    seqs: Annotated[list[Seq], Field(min_length=1, max_length=500)] | None = None
    from_day: date | None = None  # in the time zone of the installation
    to_day: date | None = None
    files: bool = False


class ExportView(Shape):
    """How far it is. Ready: its contents can be fetched until it expires."""

    id: UUID
    conversation: UUID
    seq: Seq  # the line that tells everybody of it
    state: Literal["waiting", "working", "ready", "failed", "gone"]
    progress: int  # hundredths
    messages: int
    asked_at: datetime
    expires_at: datetime | None
    formats: list[Format]


# --- The document ------------------------------------------------------------------------------


class Presence(Shape):
    """A participant's presence, from one entry to another."""

    party: UUID
    from_seq: int
    joined_at: datetime
    to_seq: int | None  # null: there when it was exported
    left_at: datetime | None
    suspended: bool  # they did not leave by themselves


class VersionSaid(Shape):
    """One state of a message's words. Masked: no words."""

    version: int
    seq: int
    at: datetime
    in_place: bool
    text: str


class ReaderSaid(Shape):
    party: UUID
    hand: UUID | None  # the person who saw it, as a role
    displayed_at: datetime
    recorded_at: datetime
    joined_later: bool
    left: bool
    suspended: bool


class AttachedFile(Shape):
    id: UUID
    name: str
    type: str
    size: int
    sha256: str
    path: str | None  # in the zip; null: not in it


class ExportedEntry(Shape):
    """One entry of the timeline, what became of it, and who has seen it."""

    seq: Seq
    at: datetime
    composed_at: datetime | None
    party: UUID | None
    hand: UUID | None  # the person behind it, where the party is a role
    what: Happening
    versions: list[VersionSaid]  # of a message that was corrected, oldest first
    seen: list[ReaderSaid]
    not_seen: list[UUID]
    attachments: list[AttachedFile]
    previous_hash: str
    hash: str


class ChainHead(Shape):
    """The last entry the exporter could see: where the chain stood."""

    seq: int
    hash: str


class Document(Shape):
    format: Literal["liaison-export"] = "liaison-export"
    version: Literal[1] = 1
    export: UUID
    exported_at: datetime
    exported_by: UUID
    exported_by_hand: UUID | None  # the person who did, as a role
    conversation: UUID
    kind: Literal["chat", "mail"]
    subject: str
    patient: PatientView | None  # whom it is about, as the exporter may know
    ins: Ins | None
    selected: list[tuple[int, int]]
    whole: bool  # all that the exporter could see
    messages: int
    head: ChainHead
    people: list[Person]  # as they are shown when it is exported
    formerly: dict[UUID, list[ShownUntil]]  # and before, of whom it was something else
    participants: list[Presence]
    entries: list[ExportedEntry]
