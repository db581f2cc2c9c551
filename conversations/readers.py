"""« Vu par »: who has seen a message, who was given it, who was not and why."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q

from chat.errors import NotFound
from conversations import access
from conversations.membership import Seat, Stay, conversation_of, members_over_time
from conversations.models import Event, Place
from conversations.ranges import hold
from conversations.shapes import NotDelivered, Reader, Readers, Receipts, SeenBy
from directory import absences, duties, people
from directory.absence_shapes import Absence
from directory.accounts import ever_signed_in
from directory.models import Professional
from directory.shapes import Person

# A message, or what replaced one at the end: each has its own « vu par ».
SAID = Q(kind=Event.Kind.MESSAGE) | Q(kind=Event.Kind.CORRECTION, counts=True)


class Sight(NamedTuple):
    displayed: datetime
    recorded: datetime
    hand: UUID | None  # the person who saw it, as a role


def readers_of(person: Professional, conversation: UUID, seq: int) -> Readers:
    """The detail for one message, to anybody who can see it."""
    seat = conversation_of(person, conversation)
    event = message_at(seat, seq)
    access.note(person, access.Act.READERS, conversation, seq=seq)
    stays = members_over_time(conversation, upto=seat.last_seq)
    sights = sights_of(event, until=seat.until)
    expected = [stay for stay in stays if expects(stay, event, sights)]
    seen = [stay for stay in expected if stay.party in sights]
    held = delivered_to(seat, event, [s.party for s in expected if s.party not in sights])
    there = {stay.party for stay in stays if stay.holds(seq)}
    later = [s for s in stays if s.from_seq > seq and s.party in sights.keys() - there]
    show = Shown([*expected, *later], sights, of_then=seat.until is not None)
    return Readers.model_construct(
        seq=seq,
        seen=show(sorted(seen, key=lambda stay: sights[stay.party][:2])),
        delivered=show(stay for stay in expected if stay.party in held),
        not_delivered=show.undelivered(
            stay for stay in expected if stay.party not in sights and stay.party not in held
        ),
        later=show(later),
    )


def my_last_receipts(person: Professional, seat: Seat) -> Receipts | None:
    """The line under my last message."""
    event = (
        Event.objects.filter(SAID, conversation=seat.conversation, party=person.id)
        .order_by("-seq")
        .first()
    )
    if event is None:
        return None
    stays = members_over_time(seat.conversation.id, upto=seat.last_seq)
    sights = sights_of(event, until=seat.until)
    expected = [stay.party for stay in stays if expects(stay, event, sights)]
    unseen = [party for party in expected if party not in sights]
    hands = hands_of(sights)
    return Receipts.model_construct(
        seq=event.seq,
        readers=len(expected),
        seen=[seen_by(party, sights[party], hands) for party in expected if party in sights],
        delivered=list(delivered_to(seat, event, unseen)),
    )


def hands_of(sights: dict[UUID, Sight]) -> dict[UUID, Person]:
    return people.by_id(sight.hand for sight in sights.values() if sight.hand)


def seen_by(party: UUID, sight: Sight, hands: dict[UUID, Person]) -> SeenBy:
    hand = hands.get(sight.hand) if sight.hand else None
    return SeenBy.model_construct(party=party, at=sight.displayed, hand=hand)


def message_at(seat: Seat, seq: int) -> Event:
    event = Event.objects.filter(
        SAID | Q(kind=Event.Kind.CANCELLED), conversation=seat.conversation, seq=seq
    ).first()
    if event is None or not hold(seat.place.visible, seq, seq):
        raise NotFound
    return event


def expects(stay: Stay, event: Event, sights: dict[UUID, Sight]) -> bool:
    """Is this a reader who counts? There when it was sent, and not its author.

    Who left without having seen it no longer counts.
    """
    present = stay.holds(event.seq) and stay.party != event.party_id
    return present and (stay.to_seq is None or stay.party in sights)


def sights_of(event: Event, *, until: datetime | None) -> dict[UUID, Sight]:
    """When each party first saw it; `until`: as was known then."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select distinct on (party_id) party_id, displayed_at, recorded_at, author_id
               from conversations_seen
               where conversation_id = %s and from_seq <= %s and to_seq >= %s
                 and recorded_at <= coalesce(%s, 'infinity'::timestamptz)
               order by party_id, displayed_at""",
            [event.conversation_id, event.seq, event.seq, until],
        )
        return {party: Sight(*sight) for party, *sight in cursor.fetchall()}


def delivered_to(seat: Seat, event: Event, parties: Iterable[UUID]) -> set[UUID]:
    if seat.place.frozen_delivered is not None:
        then = seat.place.frozen_delivered
        return {party for party in parties if then.get(str(party), 0) >= event.seq}
    return set(
        Place.objects.filter(
            conversation=event.conversation_id,
            party__in=list(parties),
            delivered_upto__gte=event.seq,
        ).values_list("party", flat=True)
    )


class Shown:
    """Readers as they are shown, from their stays."""

    def __init__(self, stays: Iterable[Stay], sights: dict[UUID, Sight], *, of_then: bool) -> None:
        self.sights = sights
        self.of_then = of_then
        self.persons = people.by_id(stay.party for stay in stays)
        self.hands = hands_of(sights)

    def __call__(self, stays: Iterable[Stay]) -> list[Reader]:
        return [self.one(stay, None) for stay in stays]

    def undelivered(self, stays: Iterable[Stay]) -> list[Reader]:
        listed = list(stays)
        if self.of_then:  # why is known of today only
            return self(listed)
        known = ever_signed_in(stay.party for stay in listed)
        away = absences.of(known)
        roles = duties.roles_among(stay.party for stay in listed)
        unheld = roles - duties.those_on_duty(roles).keys()
        return [
            self.one(stay, why(stay.party, known | roles, away, unheld), away.get(stay.party))
            for stay in listed
        ]

    def one(
        self, stay: Stay, reason: NotDelivered | None, absence: Absence | None = None
    ) -> Reader:
        displayed, recorded, hand = self.sights.get(stay.party, (None, None, None))
        return Reader.model_construct(
            person=self.persons[stay.party],
            hand=self.hands.get(hand) if hand else None,
            displayed_at=displayed,
            recorded_at=recorded,
            left=stay.to_seq is not None and not stay.suspended,
            suspended=stay.suspended,
            reason=reason,
            absence=absence,
        )


def why(
    party: UUID, known: set[UUID], away: dict[UUID, Absence], unheld: set[UUID]
) -> NotDelivered:
    if party in unheld:
        return NotDelivered.NOBODY_ON_DUTY
    if party in away:
        return NotDelivered.ABSENT
    return NotDelivered.NOT_CONNECTED if party in known else NotDelivered.NEVER_CONNECTED
