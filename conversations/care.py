"""Sharing what is about a patient: their objection, and why a newcomer may know.

Code de la santé publique, L.1110-4 and L.1110-12.
"""

from chat.errors import Refusal
from conversations.models import Conversation
from conversations.shapes import CareLink


class CareMissing(Refusal):
    code = "care_missing"
    message = (
        "Cette conversation concerne un patient\u00a0: dites si les personnes ajoutées font partie"
        " de son équipe de soins, ou s’il consent à ce qu’elles sachent."
    )
    status = 422


class PatientObjects(Refusal):
    code = "patient_objects"
    message = (
        "Le patient s’oppose au partage de ces informations\u00a0: personne ne peut être ajouté"
        " à cette conversation, et personne ne peut en voir davantage."
    )
    status = 409


def is_about_a_patient(conversation: Conversation) -> bool:
    return conversation.patient_id is not None


def refuse_if_opposed(conversation: Conversation) -> None:
    if conversation.opposed:
        raise PatientObjects


def care_link(conversation: Conversation, given: CareLink | None) -> CareLink | None:
    """What is recorded with an addition: asked where there is a patient, and only there."""
    if not is_about_a_patient(conversation):
        return None
    if given is None:
        raise CareMissing
    return given
