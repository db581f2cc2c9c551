"""Writing to patients over HTTP. No matricule is ever in an address."""

from uuid import UUID

from ninja import Router

from bridge.patients import opposing, showing
from bridge.shapes import FoundAddress, OfConversation, PatientByMail, RecordMailOpposition
from conversations.protocol import Accepted
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem

router = Router(tags=["mail"], auth=signed_in)
REFUSALS = {404: Problem, 409: Problem, 422: Problem, 503: Problem}


@router.post("/patients/address", response={200: FoundAddress, **REFUSALS})
def address(request: SignedInRequest, given: OfConversation) -> FoundAddress:
    """How to write to the patient this conversation is about, if their identity is qualified."""
    return showing.found(request.person, given.conversation)


@router.get("/conversations/{conversation}/patient", response={200: PatientByMail, **REFUSALS})
def patient(request: SignedInRequest, conversation: UUID) -> PatientByMail:
    """The patient of a conversation or of a courrier: who, and whether one may write to them."""
    return showing.view(request.person, conversation)


@router.post("/patients/opposition", response={200: Accepted, **REFUSALS})
def oppose(request: SignedInRequest, given: RecordMailOpposition) -> Accepted:
    """The patient objects to being written to by mail, or does not any more."""
    return opposing.record(request.person, given)
