"""Telling somebody of an entry: kept in the caller's transaction, done by the worker."""

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from push.models import Delivery, Notice

KEPT = timedelta(days=30)
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Telling:
    """One person, one entry. `round`: an urgent request, told again; `at`: not before; `party`: the
    role whose duty they have, when it is told on its behalf."""

    person: UUID
    conversation: UUID
    seq: int
    sound: bool
    urgent: bool = False
    round: int = 0
    at: datetime | None = None
    party: UUID | None = None


def tell(
    person: UUID,
    conversation: UUID,
    seq: int,
    *,
    sound: bool,
    urgent: bool,
    round: int = 0,  # noqa: A002 — of an urgent request; nothing is rounded here
    at: datetime | None = None,
    party: UUID | None = None,
) -> None:
    """Once for each entry and round, however often it is called."""
    tell_all([Telling(person, conversation, seq, sound, urgent, round, at, party)])


def tell_all(tellings: Iterable[Telling]) -> None:
    now = timezone.now()
    Notice.objects.bulk_create(
        (
            Notice(
                person_id=one.person,
                party_id=one.party or one.person,
                conversation_id=one.conversation,
                seq=one.seq,
                round=one.round,
                sound=one.sound,
                urgent=one.urgent,
                due_at=one.at or now,
                next_at=one.at or now,
            )
            for one in tellings
        ),
        ignore_conflicts=True,
    )


def tag_of(notice: Notice) -> str:
    """The same for one person and conversation, so that a burst is one notification. Whoever reads
    it, a push service among them, learns that two are of the same, and not of which."""
    subject = f"{notice.person_id}/{notice.conversation_id or notice.id}"
    told = salted_hmac("push.tag", subject, algorithm="sha256").digest()
    return urlsafe_b64encode(told[:16]).decode().rstrip("=")


def sweep() -> None:
    """For the worker: what became of the notices of last month is nobody's concern."""
    ids = list(of_last_month().values_list("pk", flat=True))
    Delivery.objects.filter(notice__in=ids).delete()
    Notice.objects.filter(pk__in=ids).delete()


def of_last_month() -> QuerySet[Notice]:
    old = Notice.objects.filter(due_at__lt=timezone.now() - KEPT).exclude(state="waiting")
    return old.order_by("due_at")[:AT_ONCE]
