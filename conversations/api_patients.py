"""Patients over HTTP. No name is ever in an address."""

from uuid import UUID

from ninja import Router

from conversations import patients
from conversations.patient_shapes import (
    FoundPatient,
    RecordOpposition,
    SearchPatients,
    SetPatient,
)
from conversations.protocol import Accepted
from conversations.search import patients as known_patients
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem

router = Router(tags=["patients"], auth=signed_in)
REFUSALS = {404: Problem, 409: Problem, 422: Problem, 503: Problem}


@router.post("/conversations/{conversation}/patient", response={200: Accepted, **REFUSALS})
def set_patient(request: SignedInRequest, conversation: UUID, given: SetPatient) -> Accepted:
    """Say whom the conversation is about. `known`: whom the page shows now, who is replaced."""
    return patients.set_patient(request.person, conversation, given)


@router.post("/conversations/{conversation}/opposition", response={200: Accepted, **REFUSALS})
def record_opposition(
    request: SignedInRequest, conversation: UUID, given: RecordOpposition
) -> Accepted:
    """The patient objects to what is shared here, or does not any more."""
    return patients.record_opposition(request.person, conversation, given)


@router.post("/patients/search", response={200: list[FoundPatient], 422: Problem})
def find_patients(request: SignedInRequest, given: SearchPatients) -> list[FoundPatient]:
    """Patients of my conversations whose names begin so. By POST: no name is in an address."""
    return known_patients.search(request.person, given.letters)
