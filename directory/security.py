"""How one signs in, looked after by oneself. Changing it asks first for a second factor: a screen
that was left open is not enough to make it somebody else's."""

import logging

from django.db import transaction
from django.http import HttpRequest

from chat.errors import NotFound, Refusal
from directory import (
    accounts,
    enrolling,
    halfway,
    passwords,
    recovery,
    second_factor,
    security_mail,
    tickets,
)
from directory.door_shapes import (
    Confirmed,
    Enrolled,
    Enrolment,
    FactorRemoval,
    Halfway,
    PasskeyKept,
    PasswordChange,
    RecoveryCodes,
    SecondHalf,
    Security,
)
from directory.models import Account, CodeApp, Passkey, Ticket
from directory.requests import address_of
from directory.security_mail import What

log = logging.getLogger(__name__)
Kind = Ticket.Kind


class LastFactor(Refusal):
    code = "last_factor"
    message = (
        "C’est votre seul moyen de confirmer que c’est vous : "
        "ajoutez-en un autre avant de le retirer."
    )
    status = 409


def of(account: Account) -> Security:
    app = CodeApp.objects.filter(account=account).first()
    mine = Passkey.objects.filter(account=account).order_by("created_at")
    return Security(
        local=bool(second_factor.of(account)),
        username=account.username,
        passkeys=[
            PasskeyKept(
                id=passkey.id,
                name=passkey.name,
                created_at=passkey.created_at,
                last_used_at=passkey.last_used_at,
            )
            for passkey in mine
        ],
        code_app_since=app.created_at if app else None,
        recovery_left=recovery.left(account),
    )


def begin(account: Account) -> Halfway:
    """Who has no second factor (an invented person) has nothing to look after here."""
    factors = second_factor.of(account)
    if not factors:
        raise NotFound
    ticket = tickets.issue(Kind.CONFIRMATION, account)
    return Halfway(ticket=ticket, next="second_factor", factors=factors)


def confirm(request: HttpRequest, account: Account, given: SecondHalf) -> Confirmed:
    key = given.ticket.get_secret_value()
    ticket = mine(account, key, Kind.CONFIRMATION)
    with halfway.counted(ticket, address=address_of(request)), transaction.atomic():
        halfway.proved(tickets.locked(key, Kind.CONFIRMATION), given.proof)
        ticket.delete()
    return Confirmed(ticket=tickets.issue(Kind.SECURITY, account))


def mine(account: Account, key: str, kind: Ticket.Kind) -> Ticket:
    """A ticket is good for whoever it was made for, and at their own screen."""
    ticket = tickets.found(key, kind)
    if ticket.account != account:
        raise tickets.TicketGone
    return ticket


def add(account: Account, given: Enrolment) -> Enrolled:
    key = given.ticket.get_secret_value()
    mine(account, key, Kind.SECURITY)
    with transaction.atomic():
        enrolling.keep(account, tickets.locked(key, Kind.SECURITY), given.factor)
        security_mail.owe(account, enrolling.ADDED[given.factor.by])
    log.info("account %s: a %s was added", account.id, given.factor.by)
    return Enrolled(me=None, recovery_codes=[])


def remove(account: Account, given: FactorRemoval) -> Security:
    """A second time: the same answer. The last one stays."""
    mine(account, given.ticket.get_secret_value(), Kind.SECURITY)
    with transaction.atomic():
        Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        if given.passkey:
            gone, _ = Passkey.objects.filter(account=account, id=given.passkey).delete()
        else:
            gone, _ = CodeApp.objects.filter(account=account).delete()
        if not second_factor.of(account):
            raise LastFactor
        if gone:
            security_mail.owe(account, What.PASSKEY_REMOVED if given.passkey else What.APP_REMOVED)
    log.info("account %s: a second factor was removed", account.id)
    return of(account)


def renew_recovery_codes(account: Account, key: str) -> RecoveryCodes:
    mine(account, key, Kind.SECURITY)
    with transaction.atomic():
        codes = recovery.renew(account)
        security_mail.owe(account, What.CODES)
    log.info("account %s: new recovery codes", account.id)
    return RecoveryCodes(recovery_codes=codes)


def change_password(account: Account, given: PasswordChange) -> None:
    """Every other screen is signed out; this one too, unless it is opened again."""
    mine(account, given.ticket.get_secret_value(), Kind.SECURITY)
    password = passwords.hashed(given.password.get_secret_value(), username=account.username)
    with transaction.atomic():
        accounts.set_hashed_password(account, password)
        security_mail.owe(account, What.PASSWORD)
    log.info("account %s: another password", account.id)
