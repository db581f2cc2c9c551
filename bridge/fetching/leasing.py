"""Whose box it is to look at now, and when it is next. A lease runs out by itself."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from bridge.boxes.health import WELL
from bridge.models import Box
from bridge.providers.contract import ProviderError
from bridge.sending.health import SENDING

LEASE = timedelta(minutes=2)  # renewed for each mail: none takes that long to read
LATEST = timedelta(minutes=5)  # between two tries of a box that fails
FIRST = timedelta(seconds=10)
# Whoever must act may have acted elsewhere; a wrong password said once an hour locks nobody out.
NEEDS_HAND = timedelta(hours=1)


class Lost(Exception):
    """The box was given up, set up anew, or given to another process."""


@contextmanager
def database() -> Iterator[None]:
    """For as long as it is needed: those who wait for mail hold no connection."""
    try:
        yield
    finally:
        if not connection.in_atomic_block:
            connection.close()


def take(most: int, *, but: Iterable[UUID] = ()) -> list[Box]:
    """Those that have waited longest, as this process's. `but`: those it looks at already."""
    now = timezone.now()
    with transaction.atomic():
        others = waiting(now).exclude(id__in=list(but))
        taken = list(others.select_for_update(skip_locked=True, no_key=True)[:most])
        Box.objects.filter(id__in=[box.id for box in taken]).update(lease_until=now + LEASE)
    for box in taken:
        box.lease_until = now + LEASE
    return taken


def waiting(now: datetime) -> QuerySet[Box]:
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return Box.objects.filter(free, ended_at=None, next_at__lte=now).order_by("next_at")


def renew(box: Box) -> None:
    until = timezone.now() + LEASE
    if not mine(box).update(lease_until=until):
        raise Lost
    box.lease_until = until


def hold_on(box: Box) -> None:
    """While one waits for mail: seen to be still ours, and renewed once half of the lease is over.
    To read is the cheaper of the two, by far."""
    assert box.lease_until
    if box.lease_until - timezone.now() < LEASE / 2:
        renew(box)
    elif not mine(box).exists():
        raise Lost


def mine(box: Box) -> QuerySet[Box]:
    """Whoever sets it up anew ends the lease, whoever takes it has another one."""
    return Box.objects.filter(id=box.id, ended_at=None, lease_until=box.lease_until)


def looked(box: Box) -> None:
    """All of it was looked at: what was wrong with that is over. Of sending, sending says it."""
    box.polled_at = timezone.now()
    mine(box).update(polled_at=box.polled_at)
    if box.failed_step:  # as it was taken: what fails in our hands lets it go
        mine(box).exclude(failed_step__startswith=SENDING).update(**WELL)
        box.failing_since, box.failed_step = None, ""


def release(box: Box, *, after: timedelta) -> None:
    mine(box).update(lease_until=None, next_at=timezone.now() + after)


def let_go(boxes: Iterable[UUID]) -> None:
    """This process ends: another one need not wait for the leases to run out."""
    Box.objects.filter(id__in=list(boxes)).update(lease_until=None)


def failed(box: Box, error: ProviderError) -> None:
    """Tried again ever more rarely, at least each five minutes: an hour, if somebody must act."""
    now = timezone.now()
    since = box.failing_since or now
    later = NEEDS_HAND if error.permanent else min(LATEST, max(FIRST, now - since))
    mine(box).update(
        failing_since=since,
        failed_step=error.step,
        failed_reason=error.reason,
        needs_hand=error.permanent,
        lease_until=None,
        next_at=now + later,
    )
