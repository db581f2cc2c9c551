"""Taking a role and handing it over. Who is on duty is what the facts say, and nothing else."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from chat.errors import NotFound
from directory.entitlement import entitled
from directory.models import Duty, Holder, Professional, Role


def take(person: Professional, role: UUID) -> None:
    """From now on they are on duty. Of a role that one holds alone, the other is relieved."""
    with transaction.atomic():
        held = hold(person, role)
        now_on = on_duty(role)
        relieved = now_on - {person.id} if held.exclusive else set()
        for other in sorted(relieved):
            note(held, other, on=False, by=person.id)
        if person.id not in now_on:
            note(held, person.id, on=True, by=person.id)


def hand_over(person: Professional, role: UUID, to: UUID | None = None) -> None:
    """To a colleague who may hold it, or to nobody. Again, it changes nothing."""
    with transaction.atomic():
        held = hold(person, role)
        if person.id not in on_duty(role):
            return
        if to is not None and to not in on_duty(role):
            if not may_hold(role).filter(pk=to).exists():
                raise NotFound
            note(held, to, on=True, by=person.id)
        note(held, person.id, on=False, by=person.id)


def on_duty(role: UUID) -> set[UUID]:
    """Of each holder, the last that was noted; who may no longer come in, or hold it, is off."""
    last = Duty.objects.filter(role=role).order_by("professional", "-id").distinct("professional")
    on = {person for person, on in last.values_list("professional", "on") if on}
    return on & set(may_hold(role).filter(pk__in=on).values_list("pk", flat=True))


def is_on_duty(person: Professional, role: UUID) -> bool:
    return person.id in on_duty(role)


def hold(person: Professional, role: UUID) -> Role:
    """One at a time takes or hands over. A role one may not hold is not there."""
    held = Role.objects.select_for_update().filter(pk=role).first()
    if held is None or not may_hold(role).filter(pk=person.id).exists():
        raise NotFound
    return held


def may_hold(role: UUID) -> QuerySet[Professional]:
    return entitled().filter(pk__in=Holder.objects.filter(role=role).values("professional"))


def note(role: Role, person: UUID, *, on: bool, by: UUID) -> None:
    Duty.objects.create(role=role, professional_id=person, on=on, by_id=by, at=timezone.now())
