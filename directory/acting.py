"""Which of their activities somebody acts as: it is what stands beside their name."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from chat.errors import NotFound
from directory import changes, people, professions
from directory.models import Activity, Professional
from directory.names import searchable
from directory.shapes import MyActivity, Person

TAKEN_ON = [
    *("acts_as", "profession", "structure", "town"),
    *("profession_code", "folded_profession"),
]


def mine(person: Professional) -> list[MyActivity]:
    """Mine today, in the order of the register. One is chosen: the first, if I never chose."""
    theirs = list(activities_of(person))
    chosen = person.acts_as_id or (theirs[0].id if theirs else None)
    return [shown(activity, chosen=activity.id == chosen) for activity in theirs]


def has_several(person: Professional) -> bool:
    return activities_of(person).count() > 1


def act_as(person: Professional, which: UUID) -> Person:
    """From now on, and until another is chosen. An import keeps to it."""
    with transaction.atomic():
        me = Professional.objects.select_for_update(of=("self",)).get(pk=person.pk)
        activity = activities_of(me).filter(pk=which).first()
        if activity is None:
            raise NotFound
        take_on(me, activity)
        changes.tell_of([me.id])
    return people.shown(me)


def take_on(me: Professional, activity: Activity) -> None:
    chosen = shown(activity, chosen=True)
    me.acts_as = activity
    me.profession, me.structure, me.town = chosen.profession, chosen.structure, chosen.town
    # Somebody the operator entered has no code: entering them was the decision to let them in.
    if me.profession_code:
        me.profession_code = activity.profession_code
    me.folded_profession = searchable(me.profession)
    me.save(update_fields=TAKEN_ON)


def activities_of(person: Professional) -> QuerySet[Activity]:
    return (
        person.activities.filter(ended_at__isnull=True).select_related("structure").order_by("rank")
    )


def shown(activity: Activity, *, chosen: bool) -> MyActivity:
    """As the register's import says them of a person (extracts/swap.py)."""
    place = activity.structure
    profession = professions.shown(
        code=activity.profession_code,
        label=activity.profession,
        speciality_code=activity.speciality_code,
        speciality=activity.speciality,
        category=activity.category_code,
    )
    return MyActivity(
        id=activity.id,
        profession=profession[:120],
        structure=(place.brand or place.name)[:160] if place else "",
        town=place.town[:80] if place else "",
        chosen=chosen,
    )
