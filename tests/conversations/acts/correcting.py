"""They put right what was wrong."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from conversations import clock, correcting, masking, reporting, retelling
from conversations.correction_shapes import (
    NewCancellation,
    NewCorrection,
    NewMasking,
    NewReport,
    Versions,
)
from conversations.protocol import Accepted
from conversations.shapes import MaskReason, Wrong
from directory.models import Professional


def correct(
    author: Professional,
    conversation: UUID,
    seq: int,
    text: str,
    *,
    reason: str | None = None,
    named: UUID | None = None,
    files: Sequence[UUID] = (),
) -> Accepted:
    given = NewCorrection(
        id=named or uuid4(),
        text=text,
        files=tuple(files),
        composed_at=clock.now(),
        reason=None if reason is None else Wrong(reason),
    )
    return correcting.correct(author, conversation, seq, given)


def cancel(
    author: Professional,
    conversation: UUID,
    seq: int,
    reason: str = "Je me suis trompé.",
    *,
    named: UUID | None = None,
) -> Accepted:
    given = NewCancellation(id=named or uuid4(), reason=reason, composed_at=clock.now())
    return correcting.cancel(author, conversation, seq, given)


def mask(
    author: Professional,
    conversation: UUID,
    seq: int,
    reason: MaskReason = MaskReason.WRONG_PATIENT,
) -> Accepted:
    return masking.mask(author, conversation, seq, NewMasking(ref=uuid4(), reason=reason))


def report(
    person: Professional, conversation: UUID, seq: int, reason: Wrong = Wrong.CLINICAL
) -> Accepted:
    return reporting.report(person, conversation, seq, NewReport(ref=uuid4(), reason=reason))


def versions(person: Professional, conversation: UUID, seq: int) -> Versions:
    return retelling.versions_of(person, conversation, seq)
