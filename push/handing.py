"""From a notice that is due to a delivery for each device: one silent device delays no other.

Nothing leaves here: a worker killed at any line has handed all of it, or none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from push import devices
from push.checking import checked
from push.models import Delivery, Device, Notice

AT_ONCE = 100
ATTEMPTS_MOST = 8
State = Notice.State


def hand_over() -> int:
    """How many were due."""
    with transaction.atomic():
        due = take()
        theirs = devices_of({notice.person_id for notice in due})
        still = checked(due)
        became: defaultdict[Notice.State, list[Notice]] = defaultdict(list)
        for notice in due:
            became[state_of(notice, still[notice.id], theirs[notice.person_id])].append(notice)
        hand(became[State.HANDED], theirs)
        for state, some in became.items():
            Notice.objects.filter(id__in=[notice.id for notice in some]).update(state=state)
    return len(due)


def take() -> list[Notice]:
    now = timezone.now()
    waiting = Notice.objects.filter(state=State.WAITING, next_at__lte=now)
    held = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("party")
    return list(held.order_by("next_at")[:AT_ONCE])


def devices_of(people: Collection[UUID]) -> defaultdict[UUID, list[Device]]:
    theirs: defaultdict[UUID, list[Device]] = defaultdict(list)
    for device in devices.living(Device.objects.filter(account__professional__in=people)):
        theirs[device.account.professional_id].append(device)
    return theirs


def state_of(notice: Notice, due: bool | None, theirs: list[Device]) -> Notice.State:
    if due is None:
        return again(notice)
    if not due:
        return State.DROPPED
    return State.HANDED if theirs else State.NO_DEVICE


def again(notice: Notice) -> Notice.State:
    """It could not be said whether it is due: tried again, ever later, and parked in the end."""
    attempts = notice.attempts + 1
    later = timezone.now() + timedelta(seconds=2**attempts)
    Notice.objects.filter(id=notice.id).update(attempts=attempts, next_at=later)
    return State.WAITING if attempts < ATTEMPTS_MOST else State.PARKED


def hand(notices: Iterable[Notice], theirs: defaultdict[UUID, list[Device]]) -> None:
    now = timezone.now()
    Delivery.objects.bulk_create(
        (
            Delivery(notice=notice, device=device, next_at=now)
            for notice in notices
            for device in theirs[notice.person_id]
        ),
        ignore_conflicts=True,
    )
