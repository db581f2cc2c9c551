"""What a sender may know: whom nothing would tell of a message, whom something has told."""

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never
from uuid import UUID

from conversations import readers
from conversations.membership import Seat, conversation_of, members_of, members_over_time
from directory import duties, reachability
from directory.models import Professional
from directory.people_shapes import Reachability, ReachabilityState
from push.models import Delivery, Notice
from push.reach_shapes import Fate, Told, ToldPeople, Untold, UntoldPeople, WhyUntold

Behind = dict[UUID, set[UUID]]
# The best first: one device that showed it is enough.
BEST = [Fate.SHOWN, Fate.SENT, Fate.WAITING, Fate.FAILED]
FATES = {
    Delivery.State.WAITING: Fate.WAITING,
    Delivery.State.ACCEPTED: Fate.SENT,
    Delivery.State.GONE: Fate.FAILED,
    Delivery.State.FAILED: Fate.FAILED,
}


def untold_in(person: Professional, conversation: UUID) -> UntoldPeople:
    """Those of the others whom nothing would tell, and why. One who has left writes to nobody."""
    seat = conversation_of(person, conversation)
    if seat.place.frozen_at is not None:
        return UntoldPeople(people=[])
    others = {UUID(party) for party in members_of([conversation])[conversation]} - {person.id}
    why = why_untold(others)
    return UntoldPeople(
        people=[
            Untold(party=party, why=why[party])
            for party in in_order_of_arrival(seat)
            if party in why
        ]
    )


def why_untold(parties: Iterable[UUID]) -> dict[UUID, WhyUntold]:
    """Of these, those whom nothing would tell."""
    behind = behind_each(parties)
    reach = reachability.of(one for people in behind.values() for one in people)
    why = {
        party: why_none({why_one(reach[one], themselves=one == party) for one in people})
        for party, people in behind.items()
    }
    return {party: reason for party, reason in why.items() if reason}


def behind_each(parties: Iterable[UUID]) -> Behind:
    """Who hears what is said to each: themselves; of a role, those who have its duty."""
    wanted = set(parties)
    roles = duties.roles_among(wanted)
    on_duty = duties.those_on_duty(roles)
    return {one: on_duty.get(one, set()) if one in roles else {one} for one in wanted}


def why_none(reasons: set[WhyUntold | None]) -> WhyUntold | None:
    """One who hears of it is enough."""
    if not reasons:
        return WhyUntold.NOBODY_ON_DUTY
    if None in reasons:
        return None
    [reason, *others] = [one for one in reasons if one]
    return WhyUntold.NO_NOTIFICATIONS if others else reason


def why_one(reach: Reachability, *, themselves: bool) -> WhyUntold | None:
    """Who has a page open sees it come, whatever else; who is away is said to be, elsewhere. What
    is written to a role is mailed to nobody."""
    match reach.state:
        case ReachabilityState.NEVER | ReachabilityState.NO_ACCOUNT:
            by_mail = reach.by_mail and themselves
            return WhyUntold.BY_MAIL if by_mail else WhyUntold.NEVER_CONNECTED
        case ReachabilityState.NOBODY_ON_DUTY:
            return WhyUntold.NOBODY_ON_DUTY
        case ReachabilityState.CONNECTED | ReachabilityState.ABSENT:
            return None
        case ReachabilityState.THIS_WEEK | ReachabilityState.EARLIER | ReachabilityState.CLOSED:
            return None if reach.notified else WhyUntold.NO_NOTIFICATIONS
        case _:
            assert_never(reach.state)


def in_order_of_arrival(seat: Seat) -> list[UUID]:
    stays = members_over_time(seat.conversation.id, upto=seat.last_seq)
    return list(dict.fromkeys(stay.party for stay in stays if stay.to_seq is None))


def told_of(person: Professional, conversation: UUID, seq: int) -> ToldPeople:
    """For whoever can see this message. For one who left, what is known of « vu par » stands still,
    and nothing is said here."""
    seat = conversation_of(person, conversation)
    event = readers.message_at(seat, seq)
    if seat.place.frozen_at is not None:
        return ToldPeople(people=[])
    stays = members_over_time(conversation, upto=seat.last_seq)
    there = [stay.party for stay in stays if stay.holds(seq) and stay.to_seq is None]
    expected = [party for party in there if party != event.party_id]
    fates = fates_of(conversation, seq, expected)
    # Whose devices had nothing to tell, by a muted conversation or quiet hours: their own affair.
    silent = why_untold(party for party in expected if party not in fates)
    fates |= dict.fromkeys(silent, (Fate.NO_NOTIFICATIONS, None))
    return ToldPeople(
        people=[
            Told(party=party, fate=fate, at=at)
            for party in expected
            if party in fates
            for fate, at in [fates[party]]
        ]
    )


def fates_of(
    conversation: UUID, seq: int, parties: Iterable[UUID]
) -> dict[UUID, tuple[Fate, datetime | None]]:
    """What became of it on the device where it went best; not those for whom nothing was due."""
    rows = Delivery.objects.filter(
        notice__kind=Notice.Kind.ENTRY,
        notice__conversation=conversation,
        notice__seq=seq,
        notice__party__in=list(parties),
        state__in=list(FATES),
    ).values_list("notice__party", "state", "shown_at", "accepted_at")
    fates: dict[UUID, tuple[Fate, datetime | None]] = {}
    for party, state, shown_at, accepted_at in rows.order_by("id"):
        fate = Fate.SHOWN if shown_at else FATES[Delivery.State(state)]
        known = fates.get(party)
        if known is None or BEST.index(fate) < BEST.index(known[0]):
            fates[party] = fate, shown_at or accepted_at
    return fates
