"""Writing to a patient, whose address in Mon espace santé is drawn from their identity."""

from chat.errors import Refusal
from directory.models import Professional


class PatientNotQualified(Refusal):
    code = "patient_not_qualified"
    message = (
        "L’une de ces adresses est celle d’un patient\u00a0: on ne lui écrit qu’à partir de son"
        " identité qualifiée (INS). Retirez cette adresse."
    )
    status = 422


def may_write_to_patient(person: Professional, address: str) -> None:
    """Only from an identity that was qualified: no conversation gives one to write with yet."""
    raise PatientNotQualified
