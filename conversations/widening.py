"""Giving somebody more of the history, later. Never less: what was shown was shown."""

from uuid import UUID

from django.db import transaction

from chat.errors import Refusal
from conversations import care, clock, giving, membership, timeline
from conversations.membership import conversation_of
from conversations.models import Event, Period, Place
from conversations.protocol import Accepted, WidenHistory
from conversations.timeline import LockedConversation
from directory.models import Professional


class NotThere(Refusal):
    code = "not_there"
    message = "Cette personne ne fait pas, ou plus, partie de la conversation."
    status = 409


class NotWider(Refusal):
    code = "not_wider"
    message = "Cette personne voit déjà davantage. Un historique s’étend, il ne se réduit jamais."
    status = 409


def widen(person: Professional, conversation: UUID, given: WidenHistory) -> Accepted:
    with transaction.atomic():
        room = timeline.lock_as_member(person, conversation)
        seat = conversation_of(person, conversation)
        care.refuse_if_opposed(seat.conversation)
        place = place_of_member(room, given.person)
        first = giving.given_by(seat, given.history).first or room.last_seq + 1
        if first > place.visible[-1][0]:
            raise NotWider
        if first < place.visible[-1][0]:
            give_more(room, place, first, by=person)
        timeline.save([room])
    return Accepted(ref=given.ref, conversation=conversation, seq=room.last_seq)


def place_of_member(room: LockedConversation, party: UUID) -> Place:
    if str(party) not in room.members:
        raise NotThere
    return Place.objects.select_for_update().get(conversation=room.id, party=party)


def give_more(room: LockedConversation, place: Place, first: int, *, by: Professional) -> None:
    now, party = clock.now(), place.party_id
    Period.objects.create(
        conversation_id=room.id,
        party_id=party,
        fact=Period.Fact.HISTORY,
        seq=first,
        by_id=by.id,
        at=now,
    )
    facts = membership.facts_of(room.id, party)
    arrival = max(fact.seq for fact in facts if fact.fact == Period.Fact.JOINED)
    history = giving.Given(first).history(room.id, arrival=arrival)
    place.visible = membership.visible_ranges(facts)
    place.version += 1
    place.save()
    room.append(
        Event(
            kind=Event.Kind.HISTORY_WIDENED,
            party_id=by.id,
            author_id=by.hand.id,
            at=now,
            counts=False,
            about_party_id=party,
            details={"history": history.model_dump(mode="json")},
        )
    )
