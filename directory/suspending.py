"""Taking access away, at once, and giving it back. Nobody is removed from anything by it.

Conversations are told by the worker (conversations/suspended.py), which asks here whom to look at.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from chat.errors import Refusal
from directory import duties
from directory.entitlement import practising_what_comes_in
from directory.ids import among
from directory.models import Account, Professional, Session, Suspended, Suspension
from directory.search.drawing import draw

# Looked at again then, for what was begun before and committed after.
LOOKED_AT_AGAIN = timedelta(seconds=30)
AT_ONCE = 500

SUSPENDED = Q(suspended_at__isnull=False)


class AccessSuspended(Refusal):
    code = "access_suspended"
    message = "Votre accès est suspendu. Pour savoir pourquoi ou le rétablir, contactez le support."
    status = 403


class NotEntitled(Refusal):
    code = "not_entitled"
    message = (
        "Votre profession ne donne pas accès à ce service. En cas d’erreur, prévenez le support."
    )
    status = 403


def suspend(
    people: Collection[UUID], *, because: Suspended, reason: str = "", by: Account | None = None
) -> int:
    """From this commit on they are let in nowhere. Says of how many this is news.

    What the operator decides stays when the register has them again.
    """
    news = Q(suspended_at=None)
    if because == Suspended.OPERATOR:
        news |= ~Q(suspended_because=Suspended.OPERATOR)
    with transaction.atomic():
        chosen = hold(people, news)
        Professional.objects.filter(id__in=chosen).update(
            suspended_at=Coalesce("suspended_at", timezone.now()),
            suspended_because=because,
            suspension_reason=reason,
        )
        note(chosen, because=because, reason=reason, by=by)
        draw(chosen)
        Session.objects.filter(account__professional__in=chosen).delete()
    return len(chosen)


def restore(
    people: Collection[UUID],
    *,
    because: Suspended | None = None,
    reason: str = "",
    by: Account | None = None,
) -> int:
    """Let them in again; with `because`, only those who were kept out for that."""
    kept_out = SUSPENDED if because is None else SUSPENDED & Q(suspended_because=because)
    with transaction.atomic():
        chosen = hold(people, kept_out)
        Professional.objects.filter(id__in=chosen).update(
            suspended_at=None, suspended_because="", suspension_reason=""
        )
        note(chosen, given_back=True, reason=reason, by=by)
        draw(chosen)
    return len(chosen)


def follow_register(people: Collection[UUID]) -> None:
    """Some of these an import has just suspended or restored, with the register: noted as any
    decision is. A DIRECTORY_SUBSCRIBER, in the transaction of the import."""
    out, back = apart(people)
    last = Suspension.objects.filter(among("professional", people)).order_by("professional", "-id")
    taken = last.distinct("professional").values_list("professional", "given_back")
    known_out = {person for person, given_back in taken if not given_back}
    note(sorted(out - known_out), because=Suspended.GONE)
    note(sorted(back & known_out), given_back=True)
    Session.objects.filter(account__professional__in=out - known_out).delete()


def hold(people: Collection[UUID], which: Q) -> list[UUID]:
    """In one order for everybody: two who decide at once do not wait for each other."""
    wanted = Professional.objects.select_for_update().filter(which, id__in=people)
    return list(wanted.order_by("id").values_list("id", flat=True))


def note(
    people: Collection[UUID],
    *,
    given_back: bool = False,
    because: str = "",
    reason: str = "",
    by: Account | None = None,
) -> None:
    now = timezone.now()
    if not given_back:
        duties.end_those_of(people)
    Suspension.objects.bulk_create(
        Suspension(
            professional_id=person,
            given_back=given_back,
            because=because,
            reason=reason,
            by=by,
            at=now,
            look_at=now,
        )
        for person in people
    )


def is_suspended(person: UUID) -> bool:
    return Professional.objects.filter(SUSPENDED, id=person).exists()


def refuse_if_kept_out(account: Account) -> None:
    """Asked afresh: whoever holds the account may have read it before the decision."""
    if is_suspended(account.professional_id):
        raise AccessSuspended
    if not practising_what_comes_in().filter(pk=account.professional_id).exists():
        raise NotEntitled


def apart(people: Collection[UUID]) -> tuple[set[UUID], set[UUID]]:
    """Those who are suspended now, and those who are not."""
    these = among("id", people)
    out = Professional.objects.filter(SUSPENDED, these).values_list("id", flat=True)
    return (found := set(out)), set(people) - found


def to_look_at() -> list[Suspension]:
    return list(
        Suspension.objects.filter(look_at__lte=timezone.now()).order_by("look_at", "id")[:AT_ONCE]
    )


def looked_at(changes: Iterable[Suspension]) -> None:
    """A first time: once more a little later. A second time: done."""
    for change in changes:
        again = change.at + LOOKED_AT_AGAIN
        first = change.look_at is not None and change.look_at < again
        Suspension.objects.filter(id=change.id).update(look_at=again if first else None)
