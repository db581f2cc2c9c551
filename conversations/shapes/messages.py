"""What somebody said, and what was said of it since."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from directory.shapes import Person, Shape

Seq = Annotated[int, Field(ge=1, le=2_147_483_646)]


class Wrong(StrEnum):
    """What is wrong with a message, in one tap."""

    TYPO = "typo"
    CLINICAL = "clinical"
    WRONG_PATIENT = "wrong_patient"
    WRONG_CONVERSATION = "wrong_conversation"


class MaskReason(StrEnum):
    WRONG_RECIPIENT = "wrong_recipient"
    WRONG_PATIENT = "wrong_patient"


class Asked(Shape):
    """One of those whose « Pris en compte » was asked for."""

    party: UUID
    taken_at: datetime | None
    hand: Person | None  # who took it, as a role


class Request(Shape):
    """« Demander une prise en compte », of people named in the message itself."""

    urgent: bool
    people: list[Asked]


class Standing(Shape):
    """What became of what was said, as far as the reader may see."""

    state: Literal["current", "corrected", "cancelled", "masked", "corrected_since"]
    version: int  # 1: as first written
    by_seq: (
        int | None
    )  # the entry that says so; « corrected_since »: one left before it, it is not told
    at: datetime | None
    # Corrected before anybody had seen it: the text is the new one, in its place.
    in_place_at: datetime | None
    reported: bool  # somebody says that it is wrong, and its author has not answered


class File(Shape):
    """A file said with a message. Its bytes: GET /api/files/{id}/content, once it is ready."""

    id: UUID
    name: str
    type: str  # told by its content
    size: int
    state: Literal["checking", "ready", "refused"]
    reason: Literal["infected", "unsafe"] | None  # why it was refused
    preview: bool  # GET /api/files/{id}/preview: a small JPEG
    width: int | None  # of the preview
    height: int | None


class Body(Shape):
    """What somebody said. Masked: no text and no files, for everybody."""

    message: UUID
    client_id: UUID  # the author's own name for it, by which their outbox knows it
    text: str
    files: list[File]
    quote: int | None  # the seq it answers; to be asked for, as not everybody may see it
    mentions: list[UUID]
    request: Request | None
    standing: Standing
    by_mail: bool = False  # its author answered from their mailbox


class MessagePosted(Body):
    type: Literal["message_posted"] = "message_posted"


class MessageCorrected(Body):
    """In place (nobody else had seen it; the entry says nothing by itself), or at the end."""

    type: Literal["message_corrected"] = "message_corrected"
    about: Seq  # the first version
    in_place: bool
    replaces: Seq  # the entry that showed the version before
    replaced_at: datetime  # when that one was said
    reason: Wrong | None


class MessageCancelled(Shape):
    """Declared wrong by its author, with no other in its place."""

    type: Literal["message_cancelled"] = "message_cancelled"
    about: Seq
    reason: str


class MessageMasked(Shape):
    type: Literal["message_masked"] = "message_masked"
    about: Seq
    reason: MaskReason


class MessageReported(Shape):
    """Somebody said that it is wrong, and its author has not answered for a day."""

    type: Literal["message_reported"] = "message_reported"
    about: Seq


class CorrectionReminded(Shape):
    type: Literal["correction_reminded"] = "correction_reminded"
    about: Seq
    parties: list[UUID]


class MessageUnsealed(Shape):
    """What was masked was opened, by two people and for a reason."""

    type: Literal["message_unsealed"] = "message_unsealed"
    about: Seq


class MessageTaken(Shape):
    """« Pris en compte » by the entry's party."""

    type: Literal["message_taken"] = "message_taken"
    about: Seq


class RequestUnanswered(Shape):
    """They have not said « Pris en compte » in time, or are away. It counts for who asked, and for
    them alone. Whom to call: GET …/entries/{seq}/unanswered."""

    type: Literal["request_unanswered"] = "request_unanswered"
    about: Seq
    parties: list[UUID]
    asker: UUID
    urgent: bool
    absent: bool


class TakingUndone(Shape):
    type: Literal["taking_undone"] = "taking_undone"
    about: Seq
