"""May one write to the patient of this address? Asked of every courrier, whatever the page did."""

from collections.abc import Iterable
from uuid import UUID

from bridge.addresses import PATIENTS, domain_of
from bridge.patients import opposing
from bridge.patients.addresses import qualified_behind
from bridge.patients.refusals import PatientNotQualified, PatientOpposed, SeveralPatients
from conversations.membership import conversation_of
from conversations.models import Event
from directory.models import Professional


def refuse_unless_writable(
    person: Professional, addresses: Iterable[str], *, conversation: UUID | None
) -> None:
    """`addresses`: all that a courrier goes to, of which some may be a patient's. `conversation`:
    the courrier it continues."""
    patients = {one.lower() for one in addresses if domain_of(one) == PATIENTS}
    if len(patients) > 1:
        raise SeveralPatients
    for address in patients:
        if opposing.stands(address):
            raise PatientOpposed
        if not may_write_to_patient(person, address, conversation):
            raise PatientNotQualified


def may_write_to_patient(person: Professional, address: str, conversation: UUID | None) -> bool:
    """Their identity is qualified in a conversation of this person's, or they have written here."""
    if qualified_behind(person, address) is not None:
        return True
    return conversation is not None and wrote_in(person, conversation, address)


def wrote_in(person: Professional, conversation: UUID, address: str) -> bool:
    seat = conversation_of(person, conversation)
    letters = Event.objects.filter(conversation=seat.conversation, kind=Event.Kind.LETTER)
    return letters.filter(party__correspondent__address=address.lower()).exists()
