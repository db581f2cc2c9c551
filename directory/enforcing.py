"""The list of professions, applied to those who are in already: at once when it changes."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from directory import suspending
from directory.entitlement import practising_what_comes_in
from directory.models import Entitlement, Professional, Suspended
from directory.search.drawing import draw_those_who_practise

# What an import changed of somebody's professions is seen by then.
AGAIN_AFTER = timedelta(minutes=10)
AT_ONCE = 500


class Watch:
    """The worker's: looks at the list, which is short; at people, only when it has changed."""

    def __init__(self) -> None:
        self.admitted: frozenset[str] | None = None
        self.looked_at: datetime | None = None

    def look(self) -> None:
        now, admitted = timezone.now(), admitted_codes()
        stale = self.looked_at is None or now - self.looked_at > AGAIN_AFTER
        if admitted != self.admitted or stale:
            enforce()
            self.admitted, self.looked_at = admitted, now


def admitted_codes() -> frozenset[str]:
    return frozenset(
        Entitlement.objects.filter(admitted=True).values_list("profession_code", flat=True)
    )


def enforce() -> None:
    """Of those who have an account: nobody else is in."""
    coming_in = practising_what_comes_in().values("pk")
    known = Professional.objects.filter(account__isnull=False)
    inside = known.filter(suspended_at=None).exclude(pk__in=coming_in)
    outside = known.filter(suspended_because=Suspended.UNLISTED, pk__in=coming_in)
    while some := list(inside.values_list("pk", flat=True)[:AT_ONCE]):
        suspending.suspend(some, because=Suspended.UNLISTED)
    while some := list(outside.values_list("pk", flat=True)[:AT_ONCE]):
        suspending.restore(some, because=Suspended.UNLISTED)


def draw_decided() -> None:
    """Search finds those who practise what is admitted, and nobody else. Of a big profession this
    takes a while: whoever is inside is not waited for here."""
    for decided in Entitlement.objects.exclude(drawn=F("admitted")):
        draw_those_who_practise(decided.profession_code)
        Entitlement.objects.filter(pk=decided.pk).update(drawn=decided.admitted)
