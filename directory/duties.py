"""Taking a role and handing it over. Who is on duty is what the facts say, and nothing else."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from chat.errors import NotFound
from directory import people
from directory.entitlement import entitled
from directory.ids import among
from directory.models import Duty, Holder, Professional, Role
from directory.search.drawing import draw
from directory.shapes import Person

OnDuty = dict[UUID, set[UUID]]  # by role


def add(
    *, name: str, kind: str, structure: str = "", town: str = "", phone: str = "", exclusive: bool
) -> Role:
    """Enter a role in the directory: it is found, shown and written to as people are."""
    professional = people.add(
        given_name="", family_name=name, profession=kind, structure=structure, town=town
    )
    role = Role.objects.create(professional=professional, phone=phone, exclusive=exclusive)
    draw([role.pk])
    return role


def allow(role: UUID, people: Collection[UUID]) -> None:
    """These may hold it, and nobody else: who did and no longer may is off duty at once."""
    with transaction.atomic():
        held = Role.objects.select_for_update().get(pk=role)
        # Or, allowed again one day, they would be on duty without having taken it.
        for struck in sorted(noted_on([role])[role] - set(people)):
            note(held, struck, on=False, by=struck, look_at=timezone.now())
        Holder.objects.filter(role=held).exclude(professional__in=people).delete()
        Holder.objects.bulk_create(
            (Holder(role=held, professional_id=person) for person in people), ignore_conflicts=True
        )


def take(person: Professional, role: UUID) -> None:
    """From now on they are on duty. Of a role that one holds alone, the other is relieved."""
    with transaction.atomic():
        held = hold(person, role)
        # Also who is kept out today: let in again, they would hold it too.
        relieved = noted_on([role])[role] - {person.id} if held.exclusive else set()
        for other in sorted(relieved):
            note(held, other, on=False, by=person.id)
        if person.id not in on_duty(role):
            note(held, person.id, on=True, by=person.id)


def hand_over(person: Professional, role: UUID, to: UUID | None = None) -> None:
    """To a colleague who may hold it, or to nobody. Again, it changes nothing."""
    with transaction.atomic():
        held = hold(person, role)
        now_on = on_duty(role)
        if person.id not in now_on:
            return
        if to is not None and to not in now_on:
            if not may_hold(role).filter(pk=to).exists():
                raise NotFound
            note(held, to, on=True, by=person.id)
        if to != person.id:
            note(held, person.id, on=False, by=person.id)


def end_those_of(people: Collection[UUID]) -> None:
    """Let in again one day, they are on duty for nothing that they did not take."""
    last = Duty.objects.filter(among("professional", people))
    noted = last.order_by("role", "professional", "-id").distinct("role", "professional")
    now = timezone.now()
    Duty.objects.bulk_create(
        Duty(
            role_id=one.role_id,
            professional_id=one.professional_id,
            on=False,
            by_id=one.professional_id,
            at=now,
            look_at=now,
        )
        for one in noted
        if one.on
    )


def to_look_at() -> list[UUID]:
    """The roles of which a duty ended without being handed over, and nobody was told."""
    ended = Duty.objects.filter(look_at__isnull=False)
    return list(ended.order_by("role").values_list("role", flat=True).distinct())


def hold_ended(role: UUID) -> list[int]:
    """Those facts, to be looked at by one worker; nobody takes the role meanwhile."""
    Role.objects.select_for_update().get(pk=role)
    ended = Duty.objects.filter(role=role, look_at__isnull=False)
    return list(ended.values_list("pk", flat=True))


def looked_at(ended: Collection[int]) -> None:
    Duty.objects.filter(pk__in=ended).update(look_at=None)


def on_duty(role: UUID) -> set[UUID]:
    return those_on_duty([role]).get(role, set())


def in_the_hand_of(person: Professional, role: UUID) -> Professional | None:
    """The role, as whoever acts as it; none: it is not theirs now."""
    if person.id not in on_duty(role):
        return None
    held = Professional.objects.get(pk=role)
    held.held_by = person
    return held


def those_on_duty(roles: Iterable[UUID]) -> OnDuty:
    """Of each holder, the last that was noted; who may no longer come in, or hold it, is off. A
    role that is suspended is held by nobody."""
    wanted = set(roles)
    on = {(role, person) for role, some in noted_on(wanted).items() for person in some}
    named = {one for pair in on for one in pair}
    admitted = set(entitled().filter(pk__in=named).values_list("pk", flat=True))
    allowed = set(Holder.objects.filter(role__in=wanted).values_list("role", "professional"))
    found: OnDuty = defaultdict(set)
    for role, person in on & allowed:
        if {role, person} <= admitted:
            found[role].add(person)
    return dict(found)


def noted_on(roles: Iterable[UUID]) -> defaultdict[UUID, set[UUID]]:
    """Of each, those whose last fact says that they are, whoever may come in today."""
    last = Duty.objects.filter(role__in=set(roles)).order_by("role", "professional", "-id")
    noted: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for duty in last.distinct("role", "professional"):
        if duty.on:
            noted[duty.role_id].add(duty.professional_id)
    return noted


def roles_among(parties: Iterable[UUID]) -> set[UUID]:
    return set(Role.objects.filter(pk__in=set(parties)).values_list("pk", flat=True))


def reached_by(party: UUID) -> set[UUID]:
    """Whom what is said to this party reaches: themselves, or those who hold it now."""
    return on_duty(party) if roles_among([party]) else {party}


def hold(person: Professional, role: UUID) -> Role:
    """One at a time takes or hands over. A role one may not hold is not there."""
    held = Role.objects.select_for_update().filter(pk=role).first()
    if held is None or not may_hold(role).filter(pk=person.id).exists():
        raise NotFound
    return held


def must_be_on_duty(person: Professional, role: UUID) -> None:
    if person.id not in on_duty(role):
        raise NotFound


def holders_of(roles: Iterable[UUID]) -> dict[UUID, list[Person]]:
    """Those who may hold each, by name."""
    ids = list(roles)
    found: dict[UUID, list[Person]] = {role: [] for role in ids}
    allowed = Holder.objects.filter(role__in=ids, professional__in=entitled().values("pk"))
    named = allowed.select_related("professional").order_by("professional__folded_name")
    for holder in named:
        found[holder.role_id].append(people.shown(holder.professional))
    return found


def may_hold_some(person: Professional) -> bool:
    return Holder.objects.filter(professional=person).exists()


def may_hold(role: UUID) -> QuerySet[Professional]:
    return entitled().filter(pk__in=Holder.objects.filter(role=role).values("professional"))


def note(role: Role, person: UUID, *, on: bool, by: UUID, look_at: datetime | None = None) -> None:
    Duty.objects.create(
        role=role, professional_id=person, on=on, by_id=by, at=timezone.now(), look_at=look_at
    )
