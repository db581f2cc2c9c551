"""The patient a conversation is about: set, changed; and what the patient objects to."""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never
from uuid import UUID

from django.db import transaction

from chat.errors import NotFound, Refusal
from conversations import clock, timeline
from conversations.about import objects, patient_of
from conversations.entering import enter
from conversations.identity import Patient
from conversations.membership import conversation_of
from conversations.models import Conversation, Event
from conversations.patient_shapes import (
    KnownPatient,
    NewPatient,
    RecordOpposition,
    SetPatient,
    WhichPatient,
)
from conversations.protocol import Accepted
from conversations.timeline import LockedConversation
from directory.models import Professional


class PatientChanged(Refusal):
    code = "patient_changed"
    message = (
        "Le patient de cette conversation a changé entre-temps\u00a0: vérifiez l’identité affichée."
    )
    status = 409


class NoPatient(Refusal):
    code = "no_patient"
    message = "Cette conversation ne porte sur aucun patient."
    status = 409


def set_patient(person: Professional, conversation: UUID, given: SetPatient) -> Accepted:
    """Say whom it is about. Replaces nobody but the one whom the page knew."""
    conversation_of(person, conversation)
    with transaction.atomic():
        room, before = held(person, conversation)
        wanted = patient_for(person, given.patient)
        if before and (before.id == wanted.id or before.says_the_same_as(wanted)):
            return accepted(given.ref, last_about(conversation, Event.Kind.PATIENT), conversation)
        if given.known != (before and before.id):
            raise PatientChanged
        event = bear(room, person, wanted, at=clock.now(), before=before)
        timeline.save([room])
    return accepted(given.ref, event, conversation)


def record_opposition(
    person: Professional, conversation: UUID, given: RecordOpposition
) -> Accepted:
    """The patient objects to what is shared here, or no longer does. Nobody is added meanwhile."""
    conversation_of(person, conversation)
    with transaction.atomic():
        room, patient = held(person, conversation)
        if patient is None:
            raise NoPatient
        if patient.id != given.patient:
            raise PatientChanged
        if opposition_of(conversation, patient) == given.recorded:
            return accepted(
                given.ref, last_about(conversation, Event.Kind.OPPOSITION), conversation
            )
        details = {"recorded": given.recorded}
        event = append(room, person, Event.Kind.OPPOSITION, patient, details, clock.now())
        Conversation.objects.filter(id=conversation).update(opposed=given.recorded)
        timeline.save([room])
    return accepted(given.ref, event, conversation)


def patient_for(person: Professional, which: WhichPatient) -> Patient:
    """One of a conversation of theirs, or one they enter; not saved yet."""
    match which:
        case KnownPatient():
            return patient_of(person, which.id)
        case NewPatient():
            return enter(person, which)
        case _:
            assert_never(which)


def held(person: Professional, conversation: UUID) -> tuple[LockedConversation, Patient | None]:
    """Locked, for a member; and whom it is about."""
    room = timeline.lock([conversation])[conversation]
    if str(person.id) not in room.members:
        raise NotFound
    return room, Conversation.objects.select_related("patient").get(id=conversation).patient


def bear(
    room: LockedConversation,
    person: Professional,
    patient: Patient,
    *,
    at: datetime,
    before: Patient | None = None,
) -> Event:
    """From here on the conversation is about this patient, who may have objected here before."""
    if patient._state.adding:
        patient.save(force_insert=True)
    opposed = opposition_of(room.id, patient)
    details: dict[str, object] = {"previous": str(before.id)} if before else {}
    if opposed:
        details["opposed"] = True
    event = append(room, person, Event.Kind.PATIENT, patient, details or None, at)
    Conversation.objects.filter(id=room.id).update(patient=patient, opposed=opposed)
    return event


def append(
    room: LockedConversation,
    person: Professional,
    kind: Event.Kind,
    patient: Patient,
    details: Mapping[str, object] | None,
    at: datetime,
) -> Event:
    return room.append(
        Event(
            kind=kind,
            party_id=person.id,
            author_id=person.hand.id,
            at=at,
            counts=False,
            patient=patient,
            details=details,
        )
    )


def opposition_of(conversation: UUID, patient: Patient) -> bool:
    """Did this person object here? It holds when the conversation comes back to them."""
    entered = Patient.objects.of_the_same_person(patient)
    said = Event.objects.filter(
        conversation=conversation, kind=Event.Kind.OPPOSITION, patient__in=entered
    )
    last = said.order_by("-seq").first()
    return last is not None and objects(last.details)


def last_about(conversation: UUID, kind: Event.Kind) -> Event | None:
    said = Event.objects.filter(conversation=conversation, kind=kind, patient__isnull=False)
    return said.order_by("-seq").first()


def accepted(ref: UUID, event: Event | None, conversation: UUID) -> Accepted:
    return Accepted(
        ref=ref,
        conversation=conversation,
        seq=event.seq if event else None,
        at=event.at if event else None,
    )
