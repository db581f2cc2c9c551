"""What is still to be done for an entry. Our own leased rows: a killed worker's lease runs out."""

import logging
from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import timedelta
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string

from conversations.models import Due

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)
ATTEMPTS_MOST = 8
AT_ONCE = 100

# What takes its time has a lane of its own, so that it keeps nothing else waiting.
FILES = Q(subscriber__in=settings.FILE_SUBSCRIBERS)
EXPORTS = Q(subscriber="conversations.exports.making.make")
MAIL = Q(subscriber__in=settings.MAIL_SUBSCRIBERS)
FAST = ~(FILES | EXPORTS | MAIL)
ALL = Q()

# During an update processes of before write what is due under the name they know: what they leave
# would be parked, and never done.
CALLED = {"conversations.search_index.take": "conversations.search.index.take"}

# What a subscriber named in EVENT_SUBSCRIBERS does for one entry. Must be safe to do twice.
Subscriber = Callable[[UUID, int], None]
# Where its module has one of the same name, ending in `_many`: for what waits, together.
Many = Callable[[Collection[tuple[UUID, int]]], None]


class NotNow(Exception):
    """A subscriber asks to be called again later."""

    def __init__(self, later: timedelta) -> None:
        self.later = later


class Never(Exception):
    """A subscriber says that this will never succeed: it is parked for somebody to look at."""


def drain(lane: Q = ALL) -> int:
    """Do what is due now, and say how much it was."""
    taken = take(lane)
    waiting: defaultdict[str, list[Due]] = defaultdict(list)
    for due in taken:
        waiting[CALLED.get(due.subscriber, due.subscriber)].append(due)
    for subscriber, some in waiting.items():
        if not done_together(subscriber, some):
            for due in some:
                do(due, subscriber)
    return len(taken)


def take(lane: Q = ALL) -> list[Due]:
    """Lease what is due, so that no other worker does it while this one lives."""
    # What takes its time is leased one by one, or the last of many would outlive its lease.
    at_once = 1 if lane in (FILES, EXPORTS, MAIL) else AT_ONCE
    now = timezone.now()
    with transaction.atomic():
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
        taken = list(
            Due.objects.select_for_update(skip_locked=True)
            .filter(lane, free, parked_at__isnull=True, next_at__lte=now)
            .order_by("next_at")[:at_once]
        )
        for due in taken:
            if due.attempts >= ATTEMPTS_MOST:
                park(due, error="lease_ran_out")  # it ended the worker, or outlived its lease
        alive = [due for due in taken if due.parked_at is None]
        Due.objects.filter(id__in=[due.id for due in alive]).update(
            lease_until=now + LEASE, attempts=F("attempts") + 1
        )
    return alive


def done_together(subscriber: str, some: Collection[Due]) -> bool:
    """Whether they are done. What fails together is tried one by one: it tells who failed."""
    module, name = subscriber.rsplit(".", 1)
    try:
        many: Many = getattr(import_module(module), f"{name}_many")
        many([(due.conversation_id, due.seq) for due in some])
    except Exception:  # noqa: BLE001 — none of it was kept
        return False
    Due.objects.filter(id__in=[due.id for due in some]).delete()
    return True


def do(due: Due, subscriber: str) -> None:
    try:
        called: Subscriber = import_string(subscriber)
        called(due.conversation_id, due.seq)
    except NotNow as wait:
        again(due, after=wait.later, attempts=due.attempts)
    except Exception as no:  # noqa: BLE001 — one that fails harms only itself
        # Of the error only the class is kept: its words may hold what somebody wrote.
        failed(due, error=type(no).__name__, for_good=isinstance(no, Never))
    else:
        due.delete()


def renew(subscriber: str, conversation: UUID, seq: int, lease: timedelta = LEASE) -> None:
    """For what takes longer than a lease: said from time to time while it is being done, or once
    for as long as it may take."""
    Due.objects.filter(subscriber=subscriber, conversation=conversation, seq=seq).update(
        lease_until=timezone.now() + lease
    )


def again(due: Due, *, after: timedelta, attempts: int, error: str = "") -> None:
    due.next_at, due.lease_until = timezone.now() + after, None
    due.attempts, due.error = attempts, error
    due.save(update_fields=["next_at", "lease_until", "attempts", "error"])


def failed(due: Due, *, error: str, for_good: bool) -> None:
    attempts = due.attempts + 1
    if not for_good and attempts < ATTEMPTS_MOST:
        again(due, after=timedelta(seconds=2**attempts), attempts=attempts, error=error)
    else:
        park(due, error=error)


def park(due: Due, *, error: str) -> None:
    """Leave it for somebody to look at."""
    log.error("%s parked for entry %s/%d: %s", due.subscriber, due.conversation_id, due.seq, error)
    due.parked_at, due.error = timezone.now(), error
    due.save(update_fields=["parked_at", "error"])
