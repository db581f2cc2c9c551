"""Setting up a second factor: the first, at the door; others, by somebody who proved it is them."""

from django.db import transaction

from directory import code_app, links, passkeys, recovery, second_factor, security_mail, tickets
from directory.door_shapes import CodeAppSetUp, CodeProof, Enrolment, NewPasskey, PasskeyWanted
from directory.halfway import Proved
from directory.models import Account, CodeApp, Professional, Ticket
from directory.second_factor import WrongFactor
from directory.security_mail import What

Kind = Ticket.Kind
KINDS = Kind.ENROLMENT, Kind.SECURITY
ADDED = {"code": What.APP_ADDED, "passkey": What.PASSKEY_ADDED}


def want_passkey(key: str) -> PasskeyWanted:
    with transaction.atomic():
        ticket = tickets.locked(key, *KINDS)
        return passkeys.wanted(ticket, *whose(ticket))


def set_up_code_app(key: str) -> CodeAppSetUp:
    with transaction.atomic():
        ticket = tickets.locked(key, *KINDS)
        return code_app.set_up(ticket, whose(ticket)[1])


def whose(ticket: Ticket) -> tuple[Professional, str]:
    if ticket.account:
        return ticket.account.professional, ticket.account.username
    assert ticket.link
    assert ticket.link.professional
    return ticket.link.professional, links.name_of(ticket.link)


def enrol(given: Enrolment) -> tuple[Proved, list[str]]:
    """The first factor, with its recovery codes: account, password and factor in one commit."""
    with transaction.atomic():
        ticket = tickets.locked(given.ticket.get_secret_value(), Kind.ENROLMENT)
        account = enrolled_account(ticket)
        keep(account, ticket, given.factor)
        if ticket.account:  # with their password alone: perhaps it is not theirs alone
            security_mail.owe(account, ADDED[given.factor.by])
        codes = recovery.renew(account)
        ticket.delete()
    return Proved(account, ticket.shared), codes


def enrolled_account(ticket: Ticket) -> Account:
    """Whoever knows a password sets up a factor only as long as there is none: else, with two
    tickets, a thief would add theirs beside the owner's."""
    if ticket.link:
        return links.accept_invitation(ticket.link, ticket.password)
    assert ticket.account
    account = Account.objects.select_for_update(of=("self",)).get(pk=ticket.account.pk)
    if second_factor.of(account):
        raise tickets.TicketGone
    return account


def keep(account: Account, ticket: Ticket, factor: CodeProof | NewPasskey) -> None:
    match factor:
        case CodeProof(code=code):
            CodeApp.objects.filter(account=account).delete()
            kept = code_app.keep(account, ticket, code.get_secret_value())
        case NewPasskey():
            kept = passkeys.keep(account, ticket, factor)
    if not kept:
        raise WrongFactor
