"""Start a conversation."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from chat.errors import Refusal
from conversations import clock, membership, patients, timeline
from conversations.entering import enter
from conversations.models import Conversation, Event, Period, Place
from conversations.patient_shapes import KnownPatient
from conversations.posting import IdReused
from conversations.protocol import StartConversation
from conversations.row import rows_of
from conversations.shapes import Row
from directory.entitlement import entitled
from directory.models import Professional
from directory.suspending import apart


class UnknownPerson(Refusal):
    code = "unknown_person"
    message = "L’une de ces personnes n’est pas, ou n’est plus, dans l’annuaire."
    status = 422


class NotReachable(Refusal):
    code = "not_reachable"
    message = (
        "L’accès de l’une de ces personnes à Liaison est suspendu\u00a0: elle ne recevrait rien."
        " Retirez-la pour commencer."
    )
    status = 409


class Alone(Refusal):
    code = "alone"
    message = "Choisissez au moins une autre personne."
    status = 422


def start(person: Professional, given: StartConversation) -> Row:
    """Open a conversation with these people. The same client_id again gives the same one."""
    try:
        with transaction.atomic():
            place = started_before(person, given) or found(person, given)
    except IntegrityError:
        # The same request, twice at once: the other one was first.
        first = started_before(person, given)
        if first is None:
            raise
        place = first
    return rows_of(person, [place])[0]


def started_before(person: Professional, given: StartConversation) -> Place | None:
    place = (
        Place.objects.select_related("conversation")
        .filter(
            conversation__founder=person.id,
            conversation__client_id=given.client_id,
            party=person.id,
        )
        .first()
    )
    if place and not asks_the_same(person, place.conversation, given):
        raise IdReused
    return place


def asks_the_same(
    person: Professional, conversation: Conversation, given: StartConversation
) -> bool:
    """With the same people: or one would write to somebody what is meant for somebody else."""
    first = Period.objects.filter(conversation=conversation, fact=Period.Fact.JOINED, seq=1)
    if not about_the_same(person, conversation, given):
        return False
    founder = conversation.founder_id
    chosen = {founder, *first.values_list("party", flat=True)}
    return (conversation.subject, chosen) == (given.subject, {founder, *given.people})


def about_the_same(
    person: Professional, conversation: Conversation, given: StartConversation
) -> bool:
    """About the same patient: said in the moment of the start, or not at all."""
    said = Event.objects.select_related("patient").filter(
        conversation=conversation, kind=Event.Kind.PATIENT, at=conversation.created_at
    )
    first = next((event.patient for event in said), None)
    if first is None or given.patient is None:
        return first is None and given.patient is None
    if isinstance(given.patient, KnownPatient):
        return first.id == given.patient.id
    return first.says_the_same_as(enter(person, given.patient))


def found(person: Professional, given: StartConversation) -> Place:
    people = those_named(person, given)
    patient = given.patient and patients.patient_for(person, given.patient)
    membership.parties_of([person.id, *people])
    now = clock.now()
    conversation = Conversation.objects.create(
        id=uuid4(),
        subject=given.subject,
        founder_id=person.id,
        client_id=given.client_id,
        created_at=now,
        content_at=now,
    )
    membership.found(conversation, parties=[person.id, *people], at=now)
    rooms = timeline.lock([conversation.id])
    rooms[conversation.id].append(
        Event(
            kind=Event.Kind.OPENED,
            party_id=person.id,
            author_id=person.hand.id,
            at=now,
            counts=False,
        )
    )
    if patient:
        patients.bear(rooms[conversation.id], person, patient, at=now)
    timeline.save(rooms.values())
    return membership.conversation_of(person, conversation.id).place


def those_named(person: Professional, given: StartConversation) -> Sequence[UUID]:
    """The others, once each, in the order they were chosen."""
    others = [one for one in dict.fromkeys(given.people) if one != person.id]
    if not others:
        raise Alone
    known, suspended = Professional.objects.filter(id__in=others), apart(others)[0]
    if known.count() != len(others):
        raise UnknownPerson
    if suspended:
        raise NotReachable
    if entitled().filter(id__in=others).count() != len(others):
        raise UnknownPerson
    return others
