"""The patient of a conversation or of a courrier, and their address."""

from dataclasses import dataclass
from uuid import UUID

from bridge.patients.addresses import address_of, name_of, qualified_behind
from bridge.patients.refusals import PatientNotQualified
from conversations.about import about_of
from conversations.correspondents import PATIENTS, called
from conversations.identity import Patient, ins_of
from conversations.membership import Seat, conversation_of
from conversations.patients import NoPatient
from directory.models import Professional


@dataclass(frozen=True, slots=True)
class Whose:
    """`address`: none, as long as no identity is qualified. `patient`: none, if the address alone
    is known, and the name that came with it."""

    name: str
    address: str | None
    patient: Patient | None


def whose(person: Professional, conversation: UUID) -> Whose:
    """By the addresses of a courrier first: one may write back to whom nobody has identified."""
    seat = conversation_of(person, conversation)
    return corresponding(person, seat) or spoken_of(seat)


def corresponding(person: Professional, seat: Seat) -> Whose | None:
    found = called().filter(
        conversation=seat.conversation, correspondent__address__endswith=PATIENTS
    )
    if (one := found.first()) is None:
        return None
    address = one.correspondent.address
    patient = qualified_behind(person, address)
    return Whose(name_of(patient) if patient else one.name, address, patient)


def spoken_of(seat: Seat) -> Whose:
    patient = about_of([seat.place])[seat.conversation.id].patient
    if patient is None:
        raise NoPatient
    ins = ins_of(patient)
    return Whose(name_of(patient), address_of(ins) if ins else None, patient)


def address_in(person: Professional, conversation: UUID) -> str:
    address = whose(person, conversation).address
    if address is None:
        raise PatientNotQualified
    return address
