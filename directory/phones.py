"""Who is given somebody's phone: every professional, those they write with, or nobody."""

from collections.abc import Collection, Iterable, Sequence
from typing import assert_never
from uuid import UUID

from django.db.models import Prefetch

from directory.models import Activity, PhoneShownTo, Professional, Role
from directory.people_shapes import MyPhone

STILL_THEIRS = Prefetch(
    "activities",
    queryset=Activity.objects.filter(ended_at=None).select_related("structure").order_by("rank"),
)


def is_given(me: Professional, one: Professional, *, known: Collection[UUID]) -> bool:
    """The one rule, wherever a number is told. `known`: those I am in a conversation with."""
    shown_to = PhoneShownTo(one.phone_shown_to)
    if one.id == me.id:
        return True
    match shown_to:
        case PhoneShownTo.EVERYBODY:
            return True
        case PhoneShownTo.COMPANIONS:
            return one.id in known
        case PhoneShownTo.NOBODY:
            return False
        case _:
            assert_never(shown_to)


def numbers(me: Professional, those: Iterable[UUID], *, known: Collection[UUID]) -> dict[UUID, str]:
    """To call them, where they are today. Who gives me none, or has none, is not in it."""
    people = Professional.objects.filter(pk__in=set(those)).prefetch_related(STILL_THEIRS)
    found = {one.id: first_of(one) for one in people if is_given(me, one, known=known)}
    return {one: number for one, number in found.items() if number}


def of_roles(parties: Iterable[UUID]) -> dict[UUID, str]:
    """Of a service, not of anybody: to be called by all."""
    roles = Role.objects.filter(pk__in=set(parties)).exclude(phone="")
    return dict(roles.values_list("pk", "phone"))


def first_of(one: Professional) -> str:
    """Of what they act as, or else of the first place that has one."""
    theirs = sorted(one.activities.all(), key=lambda activity: activity.id != one.acts_as_id)
    return next(iter(all_of(theirs)), "")


def all_of(activities: Sequence[Activity]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(number_of, activities))))


def number_of(activity: Activity) -> str:
    place = activity.structure
    return activity.phone or (place.phone if place else "")


def mine(person: Professional) -> MyPhone:
    one = Professional.objects.prefetch_related(STILL_THEIRS).get(pk=person.pk)
    return MyPhone(
        shown_to=PhoneShownTo(one.phone_shown_to), numbers=all_of(list(one.activities.all()))
    )


def show_to(person: Professional, shown_to: PhoneShownTo) -> MyPhone:
    """All their numbers: one that the register gives for a place may be their own."""
    Professional.objects.filter(pk=person.pk).update(phone_shown_to=shown_to)
    return mine(person)
