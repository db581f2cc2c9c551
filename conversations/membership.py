"""Who takes part, and what they may see: the only way in to a conversation."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from chat.errors import NotFound
from conversations import clock
from conversations.models import Conversation, Party, Period, Place
from conversations.ranges import Ranges
from conversations.rows import as_ids
from directory.models import Professional


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a conversation that is theirs."""

    conversation: Conversation
    place: Place

    @property
    def last_seq(self) -> int:
        """The last entry they may see."""
        return last_visible(self.place.visible, self.conversation.last_seq)


def conversation_of(person: Professional, conversation: UUID, *, lock: bool = False) -> Seat:
    """The only way in. What is absent and what is not theirs are told alike.

    With `lock`, the person's place is held until the transaction ends.
    """
    places = Place.objects.select_related("conversation")
    if lock:
        places = places.select_for_update(of=("self",))
    place = places.filter(party=person.id, conversation=conversation).first()
    if place is None:
        raise NotFound
    return Seat(place.conversation, place)


def visible_ranges(facts: Iterable[Period]) -> Ranges:
    """The one rule of what a party sees, from the facts of their presence in order.

    Joining opens a range, history widens the open one backwards, leaving closes it.
    """
    ranges: list[tuple[int, int | None]] = []
    for fact in facts:
        match Period.Fact(fact.fact):
            case Period.Fact.JOINED:
                ranges.append((fact.seq, None))
            case Period.Fact.HISTORY:
                ranges[-1] = (min(fact.seq, ranges[-1][0]), ranges[-1][1])
            case Period.Fact.LEFT:
                ranges[-1] = (ranges[-1][0], fact.seq)
    return merged(ranges)


def merged(ranges: Sequence[tuple[int, int | None]]) -> Ranges:
    """The same numbers, in as few ranges as hold them."""
    joined: list[tuple[int, int | None]] = []
    for first, last in sorted(ranges, key=lambda r: r[0]):
        if joined and (joined[-1][1] is None or first <= joined[-1][1] + 1):
            before_first, before_last = joined[-1]
            ends = None if last is None or before_last is None else max(last, before_last)
            joined[-1] = (before_first, ends)
        else:
            joined.append((first, last))
    return joined


def last_visible(visible: Ranges, last_seq: int) -> int:
    last = visible[-1][1]
    return last_seq if last is None else min(last, last_seq)


def found(conversation: Conversation, *, parties: Sequence[UUID], at: datetime) -> None:
    """Seat the first members: they see everything from the first entry on."""
    facts = [
        Period(
            conversation=conversation,
            party_id=party,
            fact=Period.Fact.JOINED,
            seq=1,
            by_id=conversation.founder_id,
            at=at,
        )
        for party in parties
    ]
    Period.objects.bulk_create(facts)
    Place.objects.bulk_create(
        Place(
            conversation=conversation,
            party_id=fact.party_id,
            visible=visible_ranges([fact]),
            is_founder=fact.party_id == conversation.founder_id,
            active_on=clock.day(conversation.content_at),
        )
        for fact in facts
    )


def parties_of(people: Iterable[UUID]) -> None:
    """See to it that these professionals can take part: each lends their party their id."""
    # In one order for everybody: those who choose each other at once do not wait for each other.
    Party.objects.bulk_create(
        (Party(id=person, professional_id=person) for person in sorted(people)),
        ignore_conflicts=True,
    )


MEMBERS_OF = """
    select conversation_id, array_agg(party_id::text) from conversations_place
    where conversation_id = any(%s::uuid[]) and upper_inf(visible) group by conversation_id
"""


def members_of(conversations: Collection[UUID]) -> dict[UUID, list[str]]:
    """The present members of each conversation, as the hub knows them."""
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS_OF, [as_ids(conversations)])
        return dict(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Stay:
    """A party's presence, ends included: from their first entry as a reader to their last."""

    party: UUID
    from_seq: int
    to_seq: int | None

    def holds(self, seq: int) -> bool:
        return self.from_seq <= seq and (self.to_seq is None or seq <= self.to_seq)


def members_over_time(conversation: UUID, *, upto: int) -> list[Stay]:
    """Who was there from when to when, in order of arrival, as known at the entry `upto`."""
    stays: dict[UUID, Stay] = {}
    for fact in Period.objects.filter(conversation=conversation, seq__lte=upto).order_by("id"):
        if fact.fact == Period.Fact.JOINED:
            stays[fact.party_id] = Stay(fact.party_id, fact.seq, None)
        elif fact.fact == Period.Fact.LEFT:
            stays[fact.party_id] = Stay(fact.party_id, stays[fact.party_id].from_seq, fact.seq)
    return list(stays.values())
