"""Taking a place among the others: the facts, the place they make, and the line that says so."""

from dataclasses import dataclass
from uuid import UUID

from chat.errors import Refusal
from conversations import clock
from conversations.giving import Given
from conversations.membership import facts_of, visible_ranges
from conversations.models import Event, Period, Place
from conversations.protocol import PARTICIPANTS_MAX
from conversations.shapes import CareLink
from conversations.timeline import LockedConversation
from directory.models import Professional


class Full(Refusal):
    code = "full"
    message = f"Une conversation compte {PARTICIPANTS_MAX} participants au plus."
    status = 409


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who comes, by whose act, with what history and given by whom."""

    party: UUID
    by: Professional
    given: Given
    giver: UUID
    care: CareLink | None

    @property
    def comes_back(self) -> bool:
        """They accepted by themselves: nothing is to be told to them."""
        return self.party == self.by.id


def must_hold(room: LockedConversation, more: int) -> None:
    if len(room.members) + more > PARTICIPANTS_MAX:
        raise Full


def arrive(room: LockedConversation, who: Arrival) -> Event:
    """From this very line on they are a member. It counts for them alone."""
    seq, now = room.last_seq + 1, clock.now()
    history = who.given.history(room.id, arrival=seq)
    facts = [(Period.Fact.JOINED, seq, who.by.id)]
    if history.from_seq < seq:
        facts.append((Period.Fact.HISTORY, history.from_seq, who.giver))
    for fact, at_seq, by in facts:
        Period.objects.create(
            conversation_id=room.id, party_id=who.party, fact=fact, seq=at_seq, by_id=by, at=now
        )
    take_place(room, who, seq=seq)
    room.admit(who.party)
    return room.append(
        Event(
            kind=Event.Kind.ADDED,
            party_id=who.by.id,
            author_id=who.by.hand.id,
            at=now,
            counts=not who.comes_back,
            counts_for_id=None if who.comes_back else who.party,
            about_party_id=who.party,
            details=details_of(who, history.model_dump(mode="json")),
        )
    )


def details_of(who: Arrival, history: dict[str, int]) -> dict[str, object]:
    return {"history": history} | ({"care": who.care} if who.care else {})


def take_place(room: LockedConversation, who: Arrival, *, seq: int) -> None:
    """A fresh place, also for who had one: read up to just before their arrival."""
    now = clock.now()
    place, _ = Place.objects.get_or_create(
        conversation_id=room.id,
        party_id=who.party,
        defaults={"visible": [], "active_on": clock.day(now)},
    )
    place.visible = visible_ranges(facts_of(room.id, who.party))
    place.read_upto, place.marked_unread_at, place.unsettled = seq - 1, None, True
    place.added_at, place.active_on = now, clock.day(now)
    place.opened_at = now if who.comes_back else None
    place.archived_at, place.keep_archived = None, False
    place.frozen_at, place.frozen_subject, place.frozen_delivered = None, "", None
    place.invited_at = place.invited_by = None
    place.version += 1
    place.save()
