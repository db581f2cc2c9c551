"""Sending what is due, many at a time: the worker's lane « push ».

Requests are made by threads that touch no database; taking and recording are this thread's. One
device has one request under way, one service so many: who does not answer keeps nobody waiting. A
worker killed meanwhile: its leases run out, and another sends again what it may have sent. The tag
is the same, so that it is one notification on the screen.
"""

from collections.abc import Collection
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from directory import sealing
from push import devices, handing, outcomes
from push.checking import checked
from push.models import Delivery, Device
from push.notices import tag_of
from push.outcomes import Outcome
from push.transports import Ring, TransportError
from push.transports.webpush import KEPT, KEPT_URGENT, Subscription, WebPush

AT_ONCE = 32
EACH_HOST = 24  # of those: most of a service's devices are well when one is not
LEASE = timedelta(seconds=60)
ATTEMPTS_MOST = 8  # that end the worker, outlive the lease, or cannot be judged
# Seconds of waiting for a first answer before looking again at what is due; and, after it, for
# those that come with it: taking and recording cost the same for many as for one.
GLANCE, GATHER = 0.1, 0.02
# Just handed over: whether it is still due was asked a moment ago.
FRESH = timedelta(seconds=2)
State = Delivery.State


@dataclass(frozen=True, slots=True)
class Errand:
    delivery: Delivery
    ring: Ring
    subscription: Subscription

    @property
    def host(self) -> str:
        return self.delivery.device.host


class Sender:
    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="push")
        self.under_way: dict[Future[Outcome], Errand] = {}

    def go(self) -> bool:
        """Start what may start, record what has ended. Is there more?"""
        handed = handing.hand_over()
        started = errands(self.free(), busy=self.devices(), full=self.full_hosts())
        for errand in started:
            self.under_way[self.threads.submit(run, errand)] = errand
        self.record(GLANCE)
        return bool(handed or started or self.under_way)

    def record(self, patience: float) -> None:
        if not wait(self.under_way, timeout=patience, return_when=FIRST_COMPLETED).done:
            return
        ended = wait(self.under_way, timeout=GATHER).done
        outcomes.record([(self.under_way[one].delivery, one.result()) for one in ended])
        for one in ended:
            del self.under_way[one]

    def finish(self) -> None:
        """Until nothing is due and nothing under way."""
        while self.go():
            pass

    def free(self) -> int:
        return AT_ONCE - len(self.under_way)

    def devices(self) -> set[UUID]:
        return {errand.delivery.device_id for errand in self.under_way.values()}

    def full_hosts(self) -> set[str]:
        hosts = [errand.host for errand in self.under_way.values()]
        return {host for host in hosts if hosts.count(host) >= EACH_HOST}


def run(errand: Errand) -> Outcome:
    try:
        WebPush().send(errand.ring, errand.subscription)
    except TransportError as no:
        return no
    except Exception as no:  # noqa: BLE001 — one that fails harms only itself
        return TransportError(outcomes.BROKEN, permanent=True, error=type(no).__name__)
    return None


def errands(most: int, *, busy: Collection[UUID], full: Collection[str]) -> list[Errand]:
    """Lease what is due and may be sent now. What is due no longer is dropped."""
    with transaction.atomic():
        taken = one_each(take(most, busy=busy, full=full))[:most]
        return [errand_of(one) for one in lease(good(taken))]


def take(most: int, *, busy: Collection[UUID], full: Collection[str]) -> list[Delivery]:
    now = timezone.now()
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    rested = Q(device__not_before__isnull=True) | Q(device__not_before__lte=now)
    due = Delivery.objects.filter(free, rested, state=State.WAITING, next_at__lte=now)
    may = due.exclude(device__in=list(busy)).exclude(device__host__in=list(full))
    held = may.select_for_update(skip_locked=True, of=("self",)).select_related(
        "device", "notice__party"
    )
    return list(held.order_by("-notice__urgent", "next_at", "id")[: 2 * most])


def one_each(taken: list[Delivery]) -> list[Delivery]:
    """The first for each device: the others wait for its answer."""
    return list({one.device_id: one for one in reversed(taken)}.values())[::-1]


def good(taken: list[Delivery]) -> list[Delivery]:
    """Those to send. Of the others is written why not."""
    devices_there = Device.objects.filter(id__in=[one.device_id for one in taken])
    there = {device.id for device in devices.living(devices_there)}
    still = checked([one.notice for one in taken if not is_fresh(one)])
    return [one for one in taken if may_leave(one, there, still.get(one.notice_id, True))]


def may_leave(one: Delivery, there: Collection[UUID], due: bool | None) -> bool:
    if one.device_id not in there:
        outcomes.close(one, State.GONE, "ended")
    elif one.attempts >= ATTEMPTS_MOST:
        outcomes.close(one, State.FAILED, "lease")
    elif is_late(one):
        outcomes.close(one, State.DROPPED, "late")
    elif due is None:
        outcomes.again(one)
    elif not due:
        outcomes.close(one, State.DROPPED, "not_due")
    else:
        return True
    return False


def is_late(one: Delivery) -> bool:
    """A push service would no longer keep it either."""
    kept = KEPT_URGENT if one.notice.urgent else KEPT
    return one.notice.due_at + kept < timezone.now()


def is_fresh(one: Delivery) -> bool:
    return one.tried_at is None and one.next_at > timezone.now() - FRESH


def lease(chosen: list[Delivery]) -> list[Delivery]:
    now = timezone.now()
    Delivery.objects.filter(id__in=[one.id for one in chosen]).update(
        lease_until=now + LEASE, attempts=F("attempts") + 1, tried_at=now
    )
    return chosen


def errand_of(one: Delivery) -> Errand:
    ring = Ring(one.notice.id, tag_of(one.notice), one.notice.sound, one.notice.urgent)
    return Errand(one, ring, Subscription.of(sealing.opened(one.device.subscription)))
