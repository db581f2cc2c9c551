"""Tickets: half of a proof was given. Ten minutes for the other half, and for nothing else."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from chat.errors import Refusal
from directory import sealing
from directory.models import Account, Link, Ticket

GOOD_FOR = timedelta(minutes=10)


class TicketGone(Refusal):
    code = "ticket_gone"
    message = "Cette étape a expiré. Recommencez depuis le début."
    status = 410


def issue(
    kind: Ticket.Kind,
    account: Account | None,
    *,
    shared: bool = False,
    link: Link | None = None,
    password: str = "",
) -> str:
    """The ticket, which only the page that asked has. Old ones are swept as new ones are made."""
    Ticket.objects.filter(expires_at__lte=timezone.now()).delete()
    given, key = sealing.token()
    Ticket.objects.create(
        key=key,
        kind=kind,
        account=account,
        proof=account.get_session_auth_hash() if account else "",
        shared=shared,
        link=link,
        password=password,
        expires_at=timezone.now() + GOOD_FOR,
    )
    return given


def found(given: str, *kinds: Ticket.Kind) -> Ticket:
    return checked(Ticket.objects.all(), given, *kinds)


def locked(given: str, *kinds: Ticket.Kind) -> Ticket:
    """In a transaction: nobody else uses it meanwhile."""
    return checked(Ticket.objects.select_for_update(of=("self",)), given, *kinds)


def checked(among: QuerySet[Ticket], given: str, *kinds: Ticket.Kind) -> Ticket:
    now = timezone.now()
    mine = among.filter(key=sealing.hashed(given), kind__in=kinds, expires_at__gt=now)
    ticket = mine.select_related("account__professional", "link").first()
    if ticket is None or not still_holds(ticket):
        raise TicketGone
    return ticket


def still_holds(ticket: Ticket) -> bool:
    """Of whom it is nobody's yet, there is nothing that could have changed."""
    account = ticket.account
    if account is None:
        return True
    same = constant_time_compare(ticket.proof, account.get_session_auth_hash())
    return account.is_active and same
