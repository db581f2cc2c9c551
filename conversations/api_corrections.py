"""Correct, cancel, mask, report a message; remind; its versions."""

from uuid import UUID

from ninja import Router

from conversations import correcting, masking, reminding, reporting, retelling
from conversations.api import REFUSALS
from conversations.correction_shapes import (
    NewCancellation,
    NewCorrection,
    NewMasking,
    NewReminder,
    NewReport,
    Versions,
)
from conversations.protocol import Accepted
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem

router = Router(tags=["corrections"], auth=signed_in)
ENTRY = "/conversations/{conversation}/entries/{seq}"
OF_AN_ACT = {200: Accepted, 403: Problem, **REFUSALS}


@router.get(f"{ENTRY}/versions", response={200: Versions, **REFUSALS})
def versions(request: SignedInRequest, conversation: UUID, seq: int) -> Versions:
    """All versions of a message, who had seen which, and for its author who saw the wrong only."""
    return retelling.versions_of(request.person, conversation, seq)


@router.post(f"{ENTRY}/correction", response=OF_AN_ACT)
def correct(
    request: SignedInRequest, conversation: UUID, seq: int, given: NewCorrection
) -> Accepted:
    """In place while nobody else has seen it; after that at the end, unread again for all."""
    return correcting.correct(request.person, conversation, seq, given)


@router.post(f"{ENTRY}/cancellation", response=OF_AN_ACT)
def cancel(
    request: SignedInRequest, conversation: UUID, seq: int, given: NewCancellation
) -> Accepted:
    """Declared wrong by its author, with no other in its place."""
    return correcting.cancel(request.person, conversation, seq, given)


@router.post(f"{ENTRY}/masking", response=OF_AN_ACT)
def mask(request: SignedInRequest, conversation: UUID, seq: int, given: NewMasking) -> Accepted:
    """Hidden from everybody at once, by its author."""
    return masking.mask(request.person, conversation, seq, given)


@router.post(f"{ENTRY}/report", response=OF_AN_ACT)
def report(request: SignedInRequest, conversation: UUID, seq: int, given: NewReport) -> Accepted:
    """To its author alone; after a day without an answer, all see that it was reported."""
    return reporting.report(request.person, conversation, seq, given)


@router.post(f"{ENTRY}/reminder", response=OF_AN_ACT)
def remind(request: SignedInRequest, conversation: UUID, seq: int, given: NewReminder) -> Accepted:
    """Those who saw the wrong version only, by its author."""
    return reminding.remind(request.person, conversation, seq, given)
