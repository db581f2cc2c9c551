"""The address of a patient in Mon espace santé: drawn from a qualified identity, never typed."""

from bridge.addresses import PATIENTS, is_patient
from conversations.about import shown_to
from conversations.identity import Patient
from conversations.patient_shapes import Ins
from directory.identifiers import key_of
from directory.models import Professional


def address_of(ins: Ins) -> str:
    return f"{ins.matricule}{ins.key}@{PATIENTS}"


def name_of(patient: Patient) -> str:
    """As the patient is called: it stands beside their address."""
    return f"{patient.used_first_name} {patient.used_name or patient.birth_name}"


def qualified_behind(person: Professional, address: str) -> Patient | None:
    """The identity this address was drawn from, if a conversation of theirs shows it."""
    if not is_patient(address):
        return None
    matricule, key = address[:13].upper(), address[13:15]
    if key_of(matricule) != key:
        return None
    named = shown_to(person).filter(matricule=matricule, status=Patient.Status.QUALIFIED)
    return named.order_by("-entered_at").first()
