"""The two halves of signing in here: a password opens nothing, it earns a ticket for the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest

from directory import attempts, links, second_factor, tickets
from directory.door_shapes import Halfway, PasskeyAsked, PasskeyRequest, Proof, SecondHalf
from directory.models import Account, Ticket
from directory.passkeys import asked
from directory.requests import address_of
from directory.second_factor import WrongFactor

Kind = Ticket.Kind


@dataclass(frozen=True, slots=True)
class Proved:
    """Both halves were given: `sign_in.enter` is next."""

    account: Account
    shared: bool


def after_password(account: Account, *, shared: bool) -> Halfway:
    """Who has no second factor yet sets one up now: nobody comes in without."""
    factors = second_factor.of(account)
    kind = Kind.SECOND_FACTOR if factors else Kind.ENROLMENT
    ticket = tickets.issue(kind, account, shared=shared)
    return Halfway(ticket=ticket, next="second_factor" if factors else "enrolment", factors=factors)


def ask_passkey(request: HttpRequest, given: PasskeyRequest) -> PasskeyAsked:
    """As the second half of something, or alone: then nobody has said yet who they are."""
    if given.ticket is None:
        attempts.knock(address=address_of(request))
        key = tickets.issue(Kind.PASSKEY, None, shared=given.shared)
    else:
        key = given.ticket.get_secret_value()
    kinds = Kind.SECOND_FACTOR, Kind.PASSKEY, Kind.CONFIRMATION
    with transaction.atomic():
        return asked(tickets.locked(key, *kinds), key)


def complete(request: HttpRequest, given: SecondHalf) -> Proved:
    key = given.ticket.get_secret_value()
    ticket = tickets.found(key, Kind.SECOND_FACTOR, Kind.PASSKEY)
    with counted(ticket, address=address_of(request)), transaction.atomic():
        account = proved(tickets.locked(key, Kind(ticket.kind)), given.proof)
        if ticket.link:
            links.reset_password(ticket.link, account, ticket.password)
        ticket.delete()
    return Proved(account, ticket.shared)


def proved(ticket: Ticket, proof: Proof) -> Account:
    account = second_factor.proved(ticket, proof)
    if account is None or not account.is_active or not account.has_usable_password():
        raise WrongFactor
    return account


@contextmanager
def counted(ticket: Ticket, *, address: str) -> Iterator[None]:
    """Under the account's name when it is known, and always under the address."""
    if ticket.account:
        second_factor.begin(ticket.account, address=address)
    else:
        attempts.refuse_flood(address=address)
    try:
        yield
    except WrongFactor:
        attempts.failed(address=address)
        raise
    if ticket.account:
        second_factor.succeeded(ticket.account)
