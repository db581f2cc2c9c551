"""An urgent request: told again every five minutes until it is taken; after half an hour whoever
asked is told that it is not.

Seeing it is not enough. Who is away is not told: who stands in for them is, if they take part, and
whoever asked learns of it at once.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from conversations import clock, unanswered
from conversations.due import NotNow
from conversations.models import Awaited, Event
from directory import absences
from directory.absence_shapes import Absence
from push import situations, telling
from push.rules import Cause
from push.situations import Situation

SUBSCRIBER = "push.urgent.go_on"
EVERY = timedelta(minutes=5)
ROUNDS = 6


def go_on(conversation: UUID, seq: int) -> None:
    """For the worker, from the first moment on. Rounds that were missed are not made up for."""
    entry = Event.objects.get(pk=(conversation, seq))
    number = max(clock.now() - entry.at, timedelta(0)) // EVERY
    awaited = Awaited.objects.filter(conversation=conversation, seq=seq)
    asked = set(awaited.values_list("party", flat=True))
    if number >= ROUNDS:
        unanswered.tell_asker(conversation, seq, asked, absent=False)
        return
    told = tell_again(conversation, seq, number)
    # They are away, or a role whose duty nobody has.
    unanswered.tell_asker(conversation, seq, asked - told, absent=True)
    # All have taken it: one of them may still take that back.
    raise NotNow(entry.at + (number + 1) * EVERY - clock.now())


def tell_again(conversation: UUID, seq: int, number: int) -> set[UUID]:
    """Of those asked, the parties who were told."""
    there = situations.of([(conversation, seq)])
    acting = those_who_act(there, absences.of(one.person for one in there))
    with transaction.atomic():
        # In one order for everybody: two workers do not wait for each other.
        for one in sorted(acting, key=lambda one: one.person):
            telling.tell(one, sound=True, urgent=True, number=number)
    return {one.party for one in acting if one.cause == Cause.URGENT}


def those_who_act(there: Collection[Situation], away: Mapping[UUID, Absence]) -> list[Situation]:
    """Those asked, and, until they have seen it, those who stand in for who is away."""
    asked = [one for one in there if one.cause == Cause.URGENT]
    absent = [one for one in asked if one.for_themselves and one.person in away]
    standing_in = {
        (one.conversation, one.seq, stand_in.id)
        for one in absent
        if (stand_in := away[one.person].stand_in)
    }
    return [
        one
        for one in there
        if (one in asked and one not in absent)
        or ((one.conversation, one.seq, one.person) in standing_in and not one.seen)
    ]
