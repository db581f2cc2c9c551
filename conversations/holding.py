"""The roles one may hold: who is on duty, what waits there, and handing over.

Who may see what of a role's conversations is not decided here: whoever is on duty acts as the role
(directory/sessions.py, person_of), and is let in as any member is.
"""

import logging
from collections import Counter
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import F

from conversations import timeline, unread
from conversations.duty_shapes import DutyView
from conversations.models import Awaited, Place
from conversations.vacating import tell_askers
from directory import duties, people
from directory.models import Holder, Professional, Role

log = logging.getLogger(__name__)


def mine(person: Professional) -> list[DutyView]:
    """Those I may hold, by name. What waits is told to who is on duty, and to nobody else."""
    held = Holder.objects.filter(professional=person).values("role")
    roles = list(
        Role.objects.filter(pk__in=held, professional__suspended_at__isnull=True)
        .select_related("professional")
        .order_by("professional__folded_name")
    )
    ids = [role.pk for role in roles]
    on_duty, holders = duties.those_on_duty(ids), duties.holders_of(ids)
    theirs = [role for role in ids if person.id in on_duty.get(role, ())]
    counts, urgent = unread.counts_of(theirs), urgent_in(theirs)
    return [
        DutyView(
            role=people.shown(role.professional),
            phone=role.phone,
            exclusive=role.exclusive,
            on_duty=[one for one in holders[role.pk] if one.id in on_duty.get(role.pk, ())],
            holders=[one for one in holders[role.pk] if one.id != person.id],
            mine=role.pk in counts,
            unread=counts[role.pk].unread if role.pk in counts else 0,
            urgent=urgent[role.pk],
        )
        for role in roles
    ]


def urgent_in(roles: Collection[UUID]) -> Counter[UUID]:
    places = Place.objects.filter(party__in=roles, urgent=True)
    return Counter(places.values_list("party", flat=True))


def take(person: Professional, role: UUID) -> None:
    with transaction.atomic():
        before = duties.on_duty(role)
        duties.take(person, role)
        hear_all(role, news=duties.on_duty(role) - before)


def hand_over(person: Professional, role: UUID, to: UUID | None) -> None:
    """Where that leaves nobody on duty, whoever asked urgently is told so."""
    with transaction.atomic():
        before = duties.on_duty(role)
        duties.hand_over(person, role, to)
        now_on = duties.on_duty(role)
        if not now_on:
            vacate(role)
        hear_all(role, news=now_on - before)


def tell_ended() -> None:
    """For the worker: who had a duty was suspended, or struck from who may hold it. Safe to do
    twice, and by two workers at once."""
    for role in duties.to_look_at():
        try:
            look_at(role)
        except Exception as no:  # noqa: BLE001 — one that fails keeps no other waiting
            log.error("role %s not looked at: %s", role, type(no).__name__)


def look_at(role: UUID) -> None:
    """Where that leaves nobody on duty, it is as if they had handed over to nobody."""
    with transaction.atomic():
        ended = duties.hold_ended(role)
        if ended and not duties.on_duty(role):
            vacate(role)
        duties.looked_at(ended)


def hear_all(role: UUID, *, news: Collection[UUID]) -> None:
    """What somebody on duty wanted silent was so for them: who comes after is told of it again."""
    if not news:
        return
    silent = Place.objects.filter(party=role).exclude(notify="")
    held = silent.select_for_update(no_key=True, of=("self",)).order_by("id")
    Place.objects.filter(pk__in=[place.pk for place in held]).update(
        notify="", notify_until=None, version=F("version") + 1
    )


def vacate(role: UUID) -> None:
    waiting = Awaited.objects.filter(party=role, urgent=True).values_list("conversation", flat=True)
    rooms = timeline.lock(set(waiting))
    for room in rooms.values():
        if str(role) in room.members:
            tell_askers(room, role)
    timeline.save(rooms.values())
