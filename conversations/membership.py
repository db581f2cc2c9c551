"""Who takes part, and what they may see: the only way in to a conversation."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from chat.errors import NotFound
from conversations import clock
from conversations.models import Conversation, Event, Party, Period, Place
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

    @property
    def until(self) -> datetime | None:
        """When they left, for whom everything stands still since; null: a member."""
        if self.place.frozen_at is None:
            return None
        left = Event.objects.filter(conversation=self.conversation, seq=self.last_seq)
        return left.values_list("at", flat=True).get()


def conversation_of(person: Professional, conversation: UUID, *, lock: bool = False) -> Seat:
    """The only way in. What is absent and what is not theirs are told alike.

    With `lock`, the person's place is held until the transaction ends.
    """
    places = Place.objects.select_related("conversation")
    if lock:
        places = places.select_for_update(of=("self",))
    place = places.filter(SEES_SOMETHING, party=person.id, conversation=conversation).first()
    if place is None:
        raise NotFound
    return Seat(place.conversation, place)


def opened_by(person: Professional, conversation: UUID) -> Seat:
    """The way in for who reads. Noted first, and only then read: undoing an addition comes before
    or after, and nothing was seen by somebody of whom it is said that they saw nothing."""
    seat = conversation_of(person, conversation)
    if seat.place.added_at is None or seat.place.opened_at is not None:
        return seat
    Place.objects.filter(SEES_SOMETHING, id=seat.place.id, opened_at=None).update(
        opened_at=clock.now()
    )
    return conversation_of(person, conversation)


def visible_ranges(facts: Iterable[Period]) -> Ranges:
    """The one rule of what a party sees, from the facts of their presence in order.

    Joining opens a range, history widens the open one backwards, leaving closes it. A joining that
    was undone never was; being invited shows nothing. Who is suspended sees nothing more; given
    back, it is as if it had never been taken: they are answerable for what was said meanwhile.
    """
    ranges: list[tuple[int, int | None]] = []
    for fact in facts:
        match Period.Fact(fact.fact):
            case Period.Fact.JOINED:
                ranges.append((fact.seq, None))
            case Period.Fact.HISTORY:
                ranges[-1] = (min(fact.seq, ranges[-1][0]), ranges[-1][1])
            case Period.Fact.LEFT | Period.Fact.SUSPENDED:
                ranges[-1] = (ranges[-1][0], fact.seq)
            case Period.Fact.RESTORED:
                ranges[-1] = (ranges[-1][0], None)
            case Period.Fact.UNDONE:
                ranges.pop()
            case Period.Fact.INVITED | Period.Fact.DECLINED:
                pass
    return merged(ranges)


def facts_of(conversation: UUID, party: UUID) -> list[Period]:
    return list(Period.objects.filter(conversation=conversation, party=party).order_by("id"))


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


# Whose addition was undone has a place still, in which there is nothing: it is as absent.
SEES_SOMETHING = ~Q(visible=[])


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
    suspended: bool = False  # that is why it ends

    def holds(self, seq: int) -> bool:
        return self.from_seq <= seq and (self.to_seq is None or seq <= self.to_seq)


def members_over_time(conversation: UUID, *, upto: int) -> list[Stay]:
    """Who was there from when to when, in order of arrival, as known at the entry `upto`."""
    return stays_in(
        Period.objects.filter(conversation=conversation, seq__lte=upto)
        .order_by("id")
        .values_list("party", "fact", "seq")
    )


def stays_in(facts: Iterable[tuple[UUID, str, int]]) -> list[Stay]:
    """From facts in order, one stay for each coming. Who came back has stayed twice: nobody waited
    for them to read what was said while they were away."""
    stays: dict[tuple[UUID, int], Stay] = {}
    last: dict[UUID, tuple[UUID, int]] = {}
    for party, fact, seq in facts:
        if fact in (Period.Fact.JOINED, Period.Fact.RESTORED):
            last[party] = party, seq
            stays[party, seq] = Stay(party, seq, None)
        elif fact in (Period.Fact.LEFT, Period.Fact.SUSPENDED):
            suspended = fact == Period.Fact.SUSPENDED
            stays[last[party]] = replace(stays[last[party]], to_seq=seq, suspended=suspended)
        elif fact == Period.Fact.UNDONE:
            del stays[last[party]]
    return list(stays.values())
