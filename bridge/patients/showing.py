"""What is said of a patient to whoever may write to them: how, or why not."""

from uuid import UUID

from bridge.patients import opposing
from bridge.patients.refusals import PatientNotQualified, PatientOpposed
from bridge.patients.whose import Whose, whose
from bridge.patients.writing import may_write_to_patient
from bridge.shapes import FoundAddress, MailOpposed, PatientByMail
from conversations.identity import ins_of, shown
from conversations.models import Event, LetterState
from conversations.shapes import Addressee
from directory import people
from directory.models import Professional

NOT_ARRIVED = {LetterState.State.CANCELLED, LetterState.State.FAILED}


def found(person: Professional, conversation: UUID) -> FoundAddress:
    """The address one may write to. A refusal says why there is none."""
    one = whose(person, conversation)
    if one.address is None or not may_write_to_patient(person, one.address, conversation):
        raise PatientNotQualified
    if opposing.stands(one.address):
        raise PatientOpposed
    addressee = Addressee(address=one.address, name=one.name, person=None, patient=True)
    return FoundAddress(addressee=addressee, in_directory=False, secure=True)


def view(person: Professional, conversation: UUID) -> PatientByMail:
    one = whose(person, conversation)
    opposed = opposing.standing(one.address) if one.address else None
    return PatientByMail(
        name=one.name,
        address=one.address,
        patient=shown(one.patient) if one.patient else None,
        ins=ins_of(one.patient) if one.patient else None,
        why=why_not(person, one, conversation, opposed=opposed is not None),
        opposed=MailOpposed(by=people.shown(opposed.by), at=opposed.at) if opposed else None,
        closed=one.address is not None and is_closed(conversation, one.address),
    )


def why_not(person: Professional, one: Whose, conversation: UUID, *, opposed: bool) -> str:
    if opposed:
        return PatientOpposed.message
    if one.address and may_write_to_patient(person, one.address, conversation):
        return ""
    return PatientNotQualified.message


def is_closed(conversation: UUID, address: str) -> bool:
    """Did our last letter to them that may have arrived ask that they do not answer?"""
    sent = Event.objects.filter(conversation=conversation, message__letter__outgoing=True)
    for event in sent.select_related("message__letter").order_by("-seq"):
        assert event.message
        letter = event.message.letter
        positions = [
            position
            for position, one in enumerate(letter.addressees)
            if position and one["address"].lower() == address.lower()
        ]
        if positions and has_not_failed(conversation, event.seq, positions[0]):
            return letter.closes
    return False


def has_not_failed(conversation: UUID, seq: int, position: int) -> bool:
    said = LetterState.objects.filter(conversation=conversation, about_seq=seq, recipient=position)
    last = said.order_by("-seq").first()
    return last is None or last.state not in NOT_ARRIVED
