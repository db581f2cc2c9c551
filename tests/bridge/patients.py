"""Odette, of a qualified identity (ins_identities.csv), and what is done of mail to her."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from bridge.patients import opposing
from bridge.shapes import RecordMailOpposition
from conversations import clock, patients, timeline
from conversations.entering import enter
from conversations.patient_shapes import NewPatient
from directory.identifiers import Nature
from directory.models import Professional

ODETTE = "255083155599990@patient.mssante.fr"
MARCEL = "162123199999825@patient.mssante.fr"
HER_TRAITS = NewPatient(
    birth_name="Testu-Fictif",
    birth_first_names="Odette Marie",
    birth_date=date(1955, 8, 17),
    sex="F",
    birth_place="31555",
    matricule="2550831555999",
    key="90",
    nature=Nature.NIR,
    status="QUAL",
)


def identify(person: Professional, conversation: UUID, given: NewPatient = HER_TRAITS) -> None:
    """Say that it is about her, as an approved system does."""
    patient = enter(person, given, approved=True)
    with transaction.atomic():
        room, before = patients.held(person, conversation)
        patients.bear(room, person, patient, at=clock.now(), before=before)
        timeline.save([room])


def object_to_mail(person: Professional, conversation: UUID, *, recorded: bool = True) -> None:
    given = RecordMailOpposition(ref=uuid4(), conversation=conversation, recorded=recorded)
    opposing.record(person, given)
