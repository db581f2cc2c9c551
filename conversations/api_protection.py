"""For the data-protection officer and the second person. To all others nothing is here."""

from uuid import UUID

from ninja import Router, Status

from conversations import protection, unsealing
from conversations.api import REFUSALS
from conversations.correction_shapes import (
    MaskingByOfficer,
    NewUnsealing,
    Protection,
    Unsealed,
)
from directory.requests import SignedInRequest, signed_in

router = Router(tags=["data protection"], auth=signed_in)


@router.get("/protection", response={200: Protection, **REFUSALS})
def what_is_before_them(request: SignedInRequest) -> Protection:
    """What was masked, reported and asked for; never a text."""
    return protection.before(request.auth)


@router.post("/protection/masking", response={204: None, **REFUSALS})
def mask_reported(request: SignedInRequest, given: MaskingByOfficer) -> Status[None]:
    """Hide what was reported."""
    unsealing.mask_reported(request.auth, given)
    return Status(204, None)


@router.post("/protection/unsealings", response={200: UUID, **REFUSALS})
def ask(request: SignedInRequest, given: NewUnsealing) -> UUID:
    """The officer asks to open what was masked, and says why."""
    return unsealing.ask(request.auth, given)


@router.post("/protection/unsealings/{unsealing_id}/agreement", response={204: None, **REFUSALS})
def agree(request: SignedInRequest, unsealing_id: UUID) -> Status[None]:
    """The second person agrees."""
    unsealing.agree(request.auth, unsealing_id)
    return Status(204, None)


@router.post("/protection/unsealings/{unsealing_id}/reading", response={200: Unsealed, **REFUSALS})
def read(request: SignedInRequest, unsealing_id: UUID) -> Unsealed:
    """The officer reads it, within the hour. Each time is noted."""
    return unsealing.read(request.auth, unsealing_id)
