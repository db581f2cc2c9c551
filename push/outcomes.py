"""How an attempt ended, and what follows for its device."""

import logging
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from push import devices
from push.models import Delivery, Device, Ended
from push.transports import TransportError

log = logging.getLogger(__name__)
Outcome = TransportError | None  # none: accepted
BROKEN = "broken"
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=5)
State = Delivery.State


def record(ended: Collection[tuple[Delivery, Outcome]]) -> None:
    with transaction.atomic():
        accepted([one for one, outcome in ended if outcome is None])
        for one, outcome in ended:
            if outcome is None:
                continue
            if outcome.reason == "gone":
                gone(one)
            elif outcome.permanent:
                log.error("delivery %d parked: %s %s", one.id, outcome.reason, outcome.error)
                close(one, State.FAILED, outcome.reason)
            else:
                later(one, outcome)


def accepted(some: Collection[Delivery]) -> None:
    now = timezone.now()
    Delivery.objects.filter(id__in=[one.id for one in some]).update(
        state=State.ACCEPTED, accepted_at=now, reason="", lease_until=None
    )
    Device.objects.filter(id__in=[one.device_id for one in some]).update(
        last_success_at=now, failures=0, not_before=None
    )


def gone(one: Delivery) -> None:
    """The browser gave its subscription up: nothing will ever reach it there."""
    there = Device.objects.filter(id=one.device_id, endpoint_hash=one.device.endpoint_hash)
    if not devices.end(there, because=Ended.GONE) and is_elsewhere(one):
        Delivery.objects.filter(id=one.id).update(lease_until=None, reason="gone")
        return
    Delivery.objects.filter(device=one.device_id, state=State.WAITING).update(
        state=State.GONE, reason="gone", lease_until=None
    )


def is_elsewhere(one: Delivery) -> bool:
    """Its browser has told of another address meanwhile: it is sent there."""
    return Device.objects.filter(id=one.device_id, ended_at__isnull=True).exists()


def later(one: Delivery, why: TransportError) -> None:
    """The device is left alone for a while, ever longer; all that waits for it goes together."""
    now = timezone.now()
    wait = why.wait or min(FIRST_WAIT * 2 ** min(one.device.failures, 10), LONGEST_WAIT)
    Delivery.objects.filter(id=one.id).update(
        lease_until=None, reason=why.reason, attempts=F("attempts") - 1
    )
    mine = Device.objects.filter(id=one.device_id)
    mine.update(failures=F("failures") + 1, not_before=now + wait)
    if why.reason == "refused":
        # Ours to mend: the device is as good as before.
        log.error("a push service (%s) refuses our key", one.device.host)
        mine.update(refused_at=now)


def again(one: Delivery) -> None:
    """It could not be said whether it is still due."""
    later = timezone.now() + timedelta(seconds=2 ** (one.attempts + 1))
    Delivery.objects.filter(id=one.id).update(attempts=F("attempts") + 1, next_at=later)


def close(one: Delivery, state: Delivery.State, reason: str) -> None:
    Delivery.objects.filter(id=one.id).update(state=state, reason=reason, lease_until=None)
