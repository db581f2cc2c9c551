"""All that is said of one person: what they do and where, and how they are reached."""

from collections.abc import Collection
from uuid import UUID

from chat.errors import NotFound
from directory import favourites, finding, phones
from directory.entitlement import entitled
from directory.models import Activity, Professional
from directory.people_shapes import ActivityShown, Card
from directory.search.namesakes import namesakes_of


def of(me: Professional, which: UUID, *, known: Collection[UUID]) -> Card:
    """Of those who may be proposed, and of those one has to do with. The others are nobody."""
    there = Professional.objects.filter(pk=which)
    one = there.prefetch_related(phones.STILL_THEIRS, "mailboxes").first()
    if one is None or not may_see(me, one, known):
        raise NotFound
    activities = list(one.activities.all())
    given = phones.is_given(me, one, known=known)
    return Card(
        found=finding.shown(me, [one])[0],
        rpps=one.rpps or "",
        activities=[activity_shown(activity, phone=given) for activity in activities],
        phone_kept=not given and bool(phones.all_of(activities)),
        mailboxes=sorted(box.address for box in one.mailboxes.all() if not box.gone_at),
        namesakes=namesakes_of(one),
    )


def may_see(me: Professional, one: Professional, known: Collection[UUID]) -> bool:
    mine = one.id == me.id or one.id in known or one.id in favourites.of(me)
    return mine or entitled().filter(pk=one.pk).exists()


def activity_shown(activity: Activity, *, phone: bool) -> ActivityShown:
    place = activity.structure
    return ActivityShown(
        profession=activity.profession,
        speciality=activity.speciality,
        role=activity.role,
        structure=(place.brand or place.name) if place else "",
        address=place.address if place else "",
        town=f"{place.postcode} {place.town}".strip() if place else "",
        phone=phones.number_of(activity) if phone else "",
    )
