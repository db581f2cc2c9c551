"""Enter a patient's identity, as somebody typed it."""

from uuid import uuid4

from chat.errors import Refusal
from conversations import clock
from conversations.identity import Patient
from conversations.patient_shapes import NewPatient
from directory.identifiers import OIDS, matricule_of
from directory.models import Professional
from directory.names import searchable, strict

BY_PEOPLE = {"PROV", "VALI"}


class NotApproved(Refusal):
    code = "not_approved"
    message = (
        "Une identité saisie est provisoire ou validée. Récupérée ou qualifiée, elle ne vient que"
        " d’un logiciel agréé."
    )
    status = 422


class WrongName(Refusal):
    code = "wrong_name"
    message = (
        "Le nom et les prénoms de naissance ne contiennent que des lettres, des espaces,"
        " des apostrophes et des traits d’union."
    )
    status = 422


class BornLater(Refusal):
    code = "born_later"
    message = "Cette date de naissance n’est pas encore venue."
    status = 422


class PlaceNeeded(Refusal):
    code = "place_needed"
    message = "Une identité validée a son lieu de naissance\u00a0: 99999 s’il n’est pas connu."
    status = 422


def enter(person: Professional, given: NewPatient, *, approved: bool = False) -> Patient:
    """Not saved yet. `approved`: it comes from a system that may say retrieved or qualified."""
    if given.status not in BY_PEOPLE and not approved:
        raise NotApproved
    if given.status != "PROV" and not given.birth_place:
        raise PlaceNeeded
    if given.birth_date > clock.day(clock.now()):
        raise BornLater
    name, first_names = strict(given.birth_name), strict(given.birth_first_names)
    if name is None or first_names is None:
        raise WrongName
    first_name = given.used_first_name or given.birth_first_names.split()[0]
    return Patient(
        id=uuid4(),
        birth_name=name,
        birth_first_names=first_names,
        birth_date=given.birth_date,
        sex=given.sex,
        birth_place=given.birth_place,
        used_name=given.used_name,
        used_first_name=first_name.title() if first_name.isupper() else first_name,
        status=given.status,
        folded_names=searchable(name, first_names, given.used_name, first_name),
        entered_by=person.hand,
        entered_at=clock.now(),
        **number_of(given),
    )


def number_of(given: NewPatient) -> dict[str, str]:
    """The matricule never goes without its OID."""
    if not given.matricule:
        return {}
    matricule = matricule_of(given.matricule, given.key, given.nature)
    return {"matricule": matricule, "oid": OIDS[given.nature]}
