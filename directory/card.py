"""All that is said of one person: what they do and where, and how they are reached."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch

from chat.errors import NotFound
from directory import favourites, finding
from directory.entitlement import entitled
from directory.models import Activity, Professional
from directory.people_shapes import ActivityShown, Card
from directory.search.namesakes import namesakes_of


def of(me: Professional, which: UUID, *, known: Collection[UUID]) -> Card:
    """Of those who may be proposed, and of those one has to do with. The others are nobody."""
    activities = Activity.objects.filter(ended_at__isnull=True).select_related("structure")
    theirs = Prefetch("activities", queryset=activities.order_by("rank"))
    one = Professional.objects.filter(pk=which).prefetch_related(theirs, "mailboxes").first()
    if one is None or not may_see(me, one, known):
        raise NotFound
    return Card(
        found=finding.shown(me, [one])[0],
        rpps=one.rpps or "",
        activities=[activity_shown(activity) for activity in one.activities.all()],
        mailboxes=sorted(box.address for box in one.mailboxes.all() if not box.gone_at),
        namesakes=namesakes_of(one),
    )


def may_see(me: Professional, one: Professional, known: Collection[UUID]) -> bool:
    mine = one.id == me.id or one.id in known or one.id in favourites.of(me)
    return mine or entitled().filter(pk=one.pk).exists()


def activity_shown(activity: Activity) -> ActivityShown:
    place = activity.structure
    return ActivityShown(
        profession=activity.profession,
        speciality=activity.speciality,
        role=activity.role,
        structure=(place.brand or place.name) if place else "",
        address=place.address if place else "",
        town=f"{place.postcode} {place.town}".strip() if place else "",
        phone=activity.phone or (place.phone if place else ""),
    )
