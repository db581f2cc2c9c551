"""Adding colleagues: whoever takes part may, with the history they choose. All are told."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from chat.errors import NotFound, Refusal
from conversations import care, clock, giving, membership, sockets, timeline
from conversations.arriving import Arrival, arrive, must_hold
from conversations.giving import Given
from conversations.membership import conversation_of
from conversations.models import Event, Period, Place
from conversations.protocol import Accepted, AddPeople, PlaceChanged
from conversations.shapes import CareLink, HistoryChoices
from conversations.sockets import News
from conversations.timeline import LockedConversation
from conversations.unread import view_of
from directory import reachability
from directory.accounts import who_can_take_part
from directory.entitlement import entitled
from directory.models import Professional


class NoAccount(Refusal):
    code = "no_account"
    message = (
        "L’une de ces personnes n’est pas dans l’annuaire, ou n’a pas de compte Liaison actif"
        "\u00a0: elle ne peut pas être ajoutée."
    )
    status = 422


def preview(person: Professional, conversation: UUID, since: datetime | None) -> HistoryChoices:
    """What a newcomer would see with each choice, in numbers."""
    seat = conversation_of(person, conversation)
    if seat.until is not None:
        raise NotFound
    return giving.choices(seat, since)


def add(person: Professional, conversation: UUID, given: AddPeople) -> Accepted:
    """Add those who are not there. One who left by themselves is asked to come back."""
    with transaction.atomic():
        room = timeline.lock_as_member(person, conversation)
        seat = conversation_of(person, conversation)
        care.refuse_if_opposed(seat.conversation)
        link = care.care_link(seat.conversation, given.care)
        history = giving.given_by(seat, given.history)
        wanted = [p for p in dict.fromkeys(given.people) if str(p) not in room.members]
        must_be_able_to_come(wanted)
        must_hold(room, len(wanted))
        for party, place in known_places(room, wanted).items():
            if place and place.visible:
                invite(room, place, by=person, given=history, link=link)
            else:
                arrive(room, Arrival(party, person, history, person.id, link))
        timeline.save([room])
    return Accepted(ref=given.ref, conversation=conversation, seq=room.last_seq)


def must_be_able_to_come(people: Collection[UUID]) -> None:
    missing = set(people) - who_can_take_part(people)
    if not all(one.by_mail for one in reachability.of(missing).values()):
        raise NoAccount
    if entitled().filter(id__in=people).count() != len(people):
        raise NoAccount
    membership.parties_of(people)


def known_places(room: LockedConversation, people: Collection[UUID]) -> dict[UUID, Place | None]:
    """Held until the end, in the order in which reading holds them too."""
    held = (
        Place.objects.select_for_update(of=("self",))
        .select_related("conversation")
        .filter(conversation=room.id, party__in=people)
        .order_by("id")
    )
    places = {place.party_id: place for place in held}
    return {party: places.get(party) for party in people}


def invite(
    room: LockedConversation, place: Place, *, by: Professional, given: Given, link: CareLink | None
) -> None:
    """Ask one who left to come back. They see nothing new, not even this line."""
    if place.invited_at is not None:
        return
    now, details = clock.now(), {"from_seq": given.first, "care": link}
    event = room.append(
        Event(
            kind=Event.Kind.INVITED,
            party_id=by.id,
            author_id=by.hand.id,
            at=now,
            counts=False,
            about_party_id=place.party_id,
            details={name: value for name, value in details.items() if value},
        )
    )
    Period.objects.create(
        conversation_id=room.id,
        party_id=place.party_id,
        fact=Period.Fact.INVITED,
        seq=event.seq,
        by_id=by.id,
        at=now,
    )
    place.invited_at, place.invited_by_id, place.active_on = now, by.id, clock.day(now)
    place.archived_at, place.keep_archived = None, False
    place.version += 1
    place.save()
    tell_place(place)


def tell_place(place: Place) -> None:
    """To the pages of one who is no member: what their place says now."""
    last_seq = membership.last_visible(place.visible, place.conversation.last_seq)
    shown = view_of(place, unread=0, last_seq=last_seq)
    frame = PlaceChanged(conversation=place.conversation_id, place=shown).model_dump_json()
    news = News(to=[str(place.party_id)], frame=frame, recount=str(place.conversation_id))
    transaction.on_commit(lambda: sockets.tell([news]))
