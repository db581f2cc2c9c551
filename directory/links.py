"""Links: sent to one person, good once, not for long. They invite, or let a password be chosen.

Opening one and choosing a password changes nothing yet: that is done at the end, with the second
factor, in one commit.
"""

from datetime import timedelta

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from chat.errors import Refusal
from directory import accounts, passwords, people, sealing, second_factor, security_mail, tickets
from directory.door_shapes import Halfway, LinkOpened, PasswordChosen
from directory.entitlement import is_entitled
from directory.models import Account, CodeApp, Link, Passkey, Professional, Ticket
from directory.search.drawing import draw
from directory.security_mail import What

GOOD_FOR = {Link.Kind.INVITATION: timedelta(days=7), Link.Kind.RESET: timedelta(hours=1)}
# What follows # never leaves the browser: no server, no proxy and no log sees a token.
PLACES = {Link.Kind.INVITATION: "invitation", Link.Kind.RESET: "mot-de-passe"}


class LinkGone(Refusal):
    code = "link_gone"
    message = (
        "Ce lien ne fonctionne plus\u00a0: il a déjà servi, ou il a expiré. Demandez-en un nouveau."
    )
    status = 410


def invite(professional: Professional, *, username: str = "", email: str = "") -> str:
    """The address to give to this person, and to nobody else. One of before is good no more.

    Of who has an account already, it replaces password and factors: for who has lost all of them,
    once the operator is sure who is asking.
    """
    account = Account.objects.filter(professional=professional).first()
    if account and not account.is_active:
        raise CommandError("Their account is closed: open it first (deactivate_account --undo).")
    if not is_entitled(professional):
        raise CommandError("They may not come in: their profession is not admitted, or suspended.")
    given, token = sealing.token()
    now = timezone.now()
    with transaction.atomic():
        still_open().filter(professional=professional).update(closed_at=now)
        link = Link.objects.create(
            kind=Link.Kind.INVITATION,
            professional=professional,
            username=account.username if account else accounts.free_name(professional, username),
            email=email,
            made_at=now,
            token=token,
            expires_at=now + GOOD_FOR[Link.Kind.INVITATION],
        )
    return address_of(link, given)


def address_of(link: Link, given: str) -> str:
    return f"{settings.PUBLIC_URL}/{PLACES[Link.Kind(link.kind)]}#{given}"


def still_open() -> QuerySet[Link]:
    return Link.objects.filter(closed_at=None, expires_at__gt=timezone.now())


def found(given: str) -> Link:
    mine = still_open().filter(token=sealing.hashed(given)).select_related("professional")
    link = mine.first()
    if link is None or link.professional is None or not is_entitled(link.professional):
        raise LinkGone
    return link


def opened(given: str) -> LinkOpened:
    link = found(given)
    assert link.professional
    return LinkOpened(
        kind="invitation" if link.kind == Link.Kind.INVITATION else "reset",
        person=people.shown(link.professional),
        username=name_of(link),
    )


def name_of(link: Link) -> str:
    assert link.professional
    account = Account.objects.filter(professional=link.professional).first()
    return account.username if account else link.username


def choose_password(given: PasswordChosen) -> Halfway:
    """The password waits in the ticket, hashed, for the second factor: enrolled or proved."""
    link = found(given.token.get_secret_value())
    password = passwords.hashed(given.password.get_secret_value(), username=name_of(link))
    # Who is invited has no account, or has lost what opened it.
    resets = link.kind == Link.Kind.RESET
    account = Account.objects.get(professional=link.professional) if resets else None
    ticket = tickets.issue(
        Ticket.Kind.SECOND_FACTOR if account else Ticket.Kind.ENROLMENT,
        account,
        shared=given.shared,
        link=link,
        password=password,
    )
    if account is None:
        return Halfway(ticket=ticket, next="enrolment", factors=[])
    return Halfway(ticket=ticket, next="second_factor", factors=second_factor.of(account))


def use(link: Link) -> Link:
    """In a transaction: of two who use it at once, one is refused."""
    mine = still_open().select_for_update(of=("self",)).select_related("professional")
    locked = mine.filter(pk=link.pk).first()
    if locked is None:
        raise LinkGone
    locked.closed_at = timezone.now()
    locked.save(update_fields=["closed_at"])
    return locked


def reset_password(link: Link, account: Account, password: str) -> None:
    """The second factor was proved. Whoever was signed in is signed out everywhere."""
    use(link)
    accounts.set_hashed_password(account, password)
    security_mail.owe(account, What.PASSWORD)


def accept_invitation(link: Link, password: str) -> Account:
    """The account: a new one, or theirs of before, of which nothing opens any more."""
    link = use(link)
    assert link.professional
    if not is_entitled(link.professional):
        raise LinkGone
    account = Account.objects.filter(professional=link.professional).first()
    if account is None:
        username = accounts.free_name(link.professional, link.username)
        account = Account(username=username, professional=link.professional)
        account.password, account.email = password, link.email
        account.save(force_insert=True)
        draw([link.professional.id])
        return account
    if not account.is_active:
        raise LinkGone
    security_mail.owe(account, What.ALL)
    CodeApp.objects.filter(account=account).delete()
    Passkey.objects.filter(account=account).delete()
    if link.email:
        accounts.set_email(account, link.email)
    accounts.set_hashed_password(account, password)
    return account
