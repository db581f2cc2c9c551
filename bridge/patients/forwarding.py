"""What is about one patient never goes to another."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from bridge.addresses import PATIENTS, domain_of, same
from bridge.patients.addresses import qualified_behind
from bridge.patients.refusals import OtherPatient, SeveralPatientsPassedOn
from conversations import correspondents
from conversations.about import about_of
from conversations.membership import conversation_of
from conversations.models import Correspondent
from directory.models import Professional


def must_be_theirs(
    person: Professional,
    conversations: Collection[UUID],
    xdm: dict[str, Any] | None,
    addresses: Iterable[str],
) -> None:
    """Of whom only the address is known, nobody can say that what has no number is about them."""
    for address in addresses:
        if domain_of(address) == PATIENTS and not (
            are_about(person, conversations, address)
            and are_with(conversations, address)
            and is_of(xdm, address)
        ):
            raise OtherPatient


def must_be_of_one(archives: Collection[dict[str, Any] | None]) -> None:
    """What stands above a courrier (its subject, X-MSS-INS) says one patient, and programs file it
    all under that one. What one archive says of several is shown, and filed by nobody."""
    whose = {number_of(xdm) for xdm in archives}
    if len(archives) > 1 and (len(whose) > 1 or None in whose):
        raise SeveralPatientsPassedOn


def number_of(xdm: dict[str, Any] | None) -> tuple[str, str] | None:
    patient = xdm and xdm["patient"]
    return (patient["matricule"], patient["oid"]) if patient else None


def are_about(person: Professional, conversations: Collection[UUID], address: str) -> bool:
    places = [conversation_of(person, one).place for one in conversations]
    spoken_of = [about.patient for about in about_of(places).values() if about.patient]
    known = qualified_behind(person, address) if spoken_of else None
    return all(known and known.is_the_person_of(patient) for patient in spoken_of)


def are_with(conversations: Collection[UUID], address: str) -> bool:
    """Of courriers: no other patient wrote or was written to there."""
    patients = Correspondent.objects.filter(
        correspondence__conversation__in=conversations, address__endswith=correspondents.PATIENTS
    )
    return all(same(one, address) for one in patients.values_list("address", flat=True))


def is_of(xdm: dict[str, Any] | None, address: str) -> bool:
    """An archive says whose it is; in doubt, it is nobody's."""
    if xdm is None:
        return True
    patient = xdm["patient"]
    return bool(patient) and patient["matricule"][:13] == address[:13].upper()
