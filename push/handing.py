"""From a notice that is due to a delivery for each device: one silent device delays no other.

Nothing leaves here: a worker killed at any line has handed all of it, or none.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from push import deciding, devices
from push.models import Delivery, Device, Notice

log = logging.getLogger(__name__)
AT_ONCE = 100
ATTEMPTS_MOST = 8
State = Notice.State


def hand_over() -> int:
    """How many were due."""
    with transaction.atomic():
        due = take()
        theirs = devices_of({notice.person_id for notice in due})
        became: defaultdict[Notice.State, list[Notice]] = defaultdict(list)
        good = still_due(due)
        for notice in due:
            if state := state_of(notice, theirs[notice.person_id], good):
                became[state].append(notice)
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


def still_due(due: list[Notice]) -> set[UUID] | None:
    """Asked together; none: that failed, and each is asked by itself, which tells who fails."""
    try:
        with transaction.atomic():
            return deciding.still_due_among(due)
    except Exception:  # noqa: BLE001 — none of it was kept
        return None


def state_of(
    notice: Notice, theirs: list[Device], good: Collection[UUID] | None
) -> Notice.State | None:
    """What becomes of it. None: it failed, and is tried again."""
    try:
        with transaction.atomic():
            due = deciding.still_due(notice) if good is None else notice.id in good
    except Exception as no:  # noqa: BLE001 — one that fails harms only itself
        return failed(notice, type(no).__name__)
    if not due:
        return State.DROPPED
    return State.HANDED if theirs else State.NO_DEVICE


def failed(notice: Notice, error: str) -> Notice.State | None:
    log.error("notice %s: %s", notice.id, error)
    attempts = notice.attempts + 1
    if attempts >= ATTEMPTS_MOST:
        return State.PARKED
    later = timezone.now() + timedelta(seconds=2**attempts)
    Notice.objects.filter(id=notice.id).update(attempts=attempts, next_at=later)
    return None


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
