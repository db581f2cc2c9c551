"""Who is told of an entry: decided late, by reading who has still not seen it (docs/adr/0029).

The worker asks a few seconds after the entry is committed, and once more when the notice leaves.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import assert_never
from uuid import UUID

from django.db import transaction

from conversations.models import Event
from directory import absences
from push import following, situations, telling, uncovered, urgent
from push.circumstances import Things, around
from push.models import Notice, PutOff
from push.rules import Cause, Way, way
from push.situations import Entry, Situation


def decide(conversation: UUID, seq: int) -> None:
    decide_many([(conversation, seq)])


def decide_many(entries: Collection[Entry]) -> None:
    """For what waits together. Safe to do twice: who was told of an entry is not told again."""
    with transaction.atomic():
        following.begin(Event.objects.filter(pk__in=list(entries)))
        some = last_of_each(not_urgent([*situations.of(entries), *uncovered.by(entries)]))
        things = around(some)
        for one in some:
            how = way(one.cause, things.of(one))
            tell(one, how, things.until(one))
            if how in (Way.SOUND, Way.SILENT):
                things.was_told(one)


def not_urgent(some: Iterable[Situation]) -> list[Situation]:
    """Those whom urgent.py tells are told by it alone."""
    waiting = [one for one in some if not one.over]
    asked = {one.person for one in waiting if one.cause == Cause.URGENT}
    acting = urgent.those_who_act(waiting, absences.of(asked)) if asked else []
    return [one for one in waiting if one.cause != Cause.URGENT and one not in acting]


def last_of_each(some: Iterable[Situation]) -> list[Situation]:
    """Of a burst in one conversation a person is told once: each would renew the one before. For
    themselves and for a role: once each, as a colleague may read it for the role."""
    last = {(one.person, one.party, one.conversation, one.cause): one for one in some}
    # In one order for everybody: two workers do not wait for each other.
    return sorted(last.values(), key=lambda one: one.person)


def tell(one: Situation, how: Way, until: datetime) -> None:
    match how:
        case Way.NOT:
            pass
        case Way.LATER:
            put_off(one, until)
        case Way.SOUND | Way.SILENT:
            telling.tell(one, sound=how == Way.SOUND)
        case _:
            assert_never(how)


def put_off(one: Situation, until: datetime) -> None:
    """The last of each conversation is enough: one notice will stand for all."""
    PutOff.objects.update_or_create(
        person_id=one.person,
        party_id=one.party,
        conversation_id=one.conversation,
        defaults={"seq": one.seq, "at": until},
    )


def still_due(notice: Notice) -> bool:
    return bool(still_due_among([notice]))


def still_due_among(told: Collection[Notice]) -> set[UUID]:
    """They are about to leave: has anything changed since? What falls into quiet hours meanwhile is
    put off."""
    # Of no entry: a test of one's own notifications.
    tests = {notice.id for notice in told if notice.conversation_id is None}
    behind = situations.behind(told)
    some = [(notice, behind[notice.id]) for notice in told if notice.id in behind]
    # In one order for everybody: two workers do not wait for each other.
    waiting = sorted(
        ((notice, one) for notice, one in some if not one.over), key=lambda pair: pair[1].person
    )
    things = around([one for _, one in waiting], of_late=False)
    with transaction.atomic():
        leaving = {n.id for n, one in waiting if leaves(one, things, urgent=n.urgent)}
    return tests | leaving


def leaves(one: Situation, things: Things, *, urgent: bool) -> bool:
    if urgent and one.cause != Cause.URGENT:
        return one.awaited  # who stands in for somebody who is away
    how = way(one.cause, things.of(one))
    if how == Way.LATER:
        put_off(one, things.until(one))
    return how in (Way.SOUND, Way.SILENT)
