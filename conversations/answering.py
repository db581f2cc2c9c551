"""Answering an invitation to come back: nobody who left is put back without wanting it."""

from uuid import UUID

from django.db import transaction

from chat.errors import Refusal
from conversations import care, clock, timeline
from conversations.adding import tell_place
from conversations.arriving import Arrival, arrive, must_hold
from conversations.giving import Given
from conversations.membership import Seat, conversation_of
from conversations.models import Event, Period, Place
from conversations.protocol import Accepted, AnswerInvitation
from conversations.row import active_at
from conversations.shapes import CareLink
from conversations.timeline import LockedConversation
from directory.models import Professional


class NotInvited(Refusal):
    code = "not_invited"
    message = "Cette invitation n’est plus en cours."
    status = 409


def answer(person: Professional, conversation: UUID, given: AnswerInvitation) -> Accepted:
    with transaction.atomic():
        conversation_of(person, conversation)
        room = timeline.lock([conversation])[conversation]
        seat = conversation_of(person, conversation, lock=True)
        invited = seat.place.invited_at is not None
        if invited and given.accept:
            accept(room, seat, person)
        elif invited:
            decline(room, seat.place, person)
        elif given.accept and str(person.id) not in room.members:
            raise NotInvited
        timeline.save([room])
    return Accepted(ref=given.ref, conversation=conversation)


def accept(room: LockedConversation, seat: Seat, person: Professional) -> None:
    """With the history that was chosen when they were invited."""
    care.refuse_if_opposed(seat.conversation)
    must_hold(room, 1)
    party = seat.place.party_id
    invitation = (
        Event.objects.filter(conversation=room.id, kind=Event.Kind.INVITED, about_party=party)
        .order_by("-seq")
        .first()
    )
    assert invitation
    assert invitation.party_id
    asked = invitation.details or {}
    link = CareLink(asked["care"]) if "care" in asked else None
    given = Given(asked.get("from_seq"))
    arrive(room, Arrival(party, person, given, invitation.party_id, link))


def decline(room: LockedConversation, place: Place, person: Professional) -> None:
    """All is as it was when they left; the others are told."""
    event = room.append(
        Event(
            kind=Event.Kind.DECLINED,
            party_id=place.party_id,
            author_id=person.hand.id,
            at=clock.now(),
            counts=False,
        )
    )
    Period.objects.create(
        conversation_id=room.id,
        party_id=place.party_id,
        fact=Period.Fact.DECLINED,
        seq=event.seq,
        by_id=place.party_id,
        at=event.at,
    )
    place.invited_at = place.invited_by = None
    place.active_on = clock.day(active_at(place))
    place.version += 1
    place.save()
    tell_place(place)
