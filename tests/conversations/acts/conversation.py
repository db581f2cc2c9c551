"""They name it, close it, say whom it is about."""

from datetime import date
from uuid import UUID, uuid4

from conversations import closing, naming, patients
from conversations.patient_shapes import NewPatient, RecordOpposition, SetPatient, WhichPatient
from conversations.protocol import Accepted, ChangeSubject, CloseConversation, ReopenConversation
from directory.models import Professional
from tests.conversations.acts.reading import place_of


def call_it(person: Professional, conversation: UUID, subject: str) -> None:
    naming.change_subject(person, conversation, ChangeSubject(id=uuid4(), subject=subject))


def close(person: Professional, conversation: UUID, conclusion: str = "Plaie fermée.") -> None:
    closing.close(person, conversation, CloseConversation(id=uuid4(), conclusion=conclusion))


def reopen(person: Professional, conversation: UUID) -> None:
    closing.reopen(person, conversation, ReopenConversation(ref=uuid4()))


JEANNE = NewPatient(
    birth_name="Cadillac",
    birth_first_names="Jeanne Marie",
    used_name="Roussel",
    birth_date=date(1941, 3, 14),
    sex="F",
    birth_place="31555",
)


def about(
    person: Professional,
    conversation: UUID,
    patient: WhichPatient = JEANNE,
    *,
    known: UUID | None = None,
) -> UUID:
    """Say whom it is about, and give the id of that patient."""
    patients.set_patient(
        person, conversation, SetPatient(ref=uuid4(), known=known, patient=patient)
    )
    shown = place_of(person, conversation).conversation.patient
    assert shown
    return shown.id


def oppose(
    person: Professional, conversation: UUID, patient: UUID, *, recorded: bool = True
) -> Accepted:
    given = RecordOpposition(ref=uuid4(), patient=patient, recorded=recorded)
    return patients.record_opposition(person, conversation, given)
