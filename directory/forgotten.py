"""A forgotten password: a link by e-mail, which is no second factor and replaces none.

The request does the same whether the name is somebody's or not. The worker makes the token, keeps
its hash and writes the mail: no token waits anywhere.
"""

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from chat.errors import Refusal
from directory import accounts, attempts, mailing, sealing, second_factor
from directory.links import GOOD_FOR, address_of, still_open
from directory.models import Account, Link
from directory.requests import address_of as origin_of

SUBJECT = "Liaison : choisir un nouveau mot de passe"
BODY = """Bonjour,

Quelqu’un, sans doute vous, a demandé à choisir un nouveau mot de passe pour votre compte Liaison.

Pour continuer, ouvrez ce lien dans l’heure. Il ne sert qu’une fois :

{link}

Votre second facteur (clé d’accès, application de codes ou code de secours) vous sera demandé.

Si vous n’avez rien demandé, ne faites rien : votre mot de passe n’a pas changé.
"""


class NoMail(Refusal):
    code = "no_mail"
    message = (
        "Ce service n’envoie pas de courriel. Demandez un nouveau lien d’invitation "
        "à votre administrateur."
    )
    status = 409


def ask(request: HttpRequest, username: str) -> None:
    if not settings.EMAIL_HOST:
        raise NoMail
    address, name = origin_of(request), accounts.normal(username)
    attempts.begin(username=name, address=address, kind="forgotten")
    attempts.failed(address=address)
    account = Account.objects.filter(username=name).first()
    now = timezone.now()
    Link.objects.create(
        kind=Link.Kind.RESET,
        professional=account.professional if account else None,
        made_at=now,
        expires_at=now + GOOD_FOR[Link.Kind.RESET],
    )


def send_due() -> bool:
    """For the worker. Was there something?"""
    due = Q(token=None, closed_at=None, expires_at__gt=timezone.now())
    links = Link.objects.filter(due).select_related("professional").order_by("made_at")[:20]
    for link in links:
        send(link)
    return bool(links)


def send(link: Link) -> None:
    """Links of before are good no more. If the mail does not leave, the next round tries again."""
    account = Account.objects.filter(professional=link.professional).first()
    if account is None or not may_reset(account):
        Link.objects.filter(pk=link.pk).delete()  # whoever asks for any name fills no table
        return
    given, token = sealing.token()
    mine = still_open().filter(professional=link.professional, kind=Link.Kind.RESET)
    mine.exclude(pk=link.pk).update(closed_at=timezone.now())
    if not Link.objects.filter(pk=link.pk, token=None).update(token=token):
        return  # another worker's
    body = BODY.format(link=address_of(link, given))
    if not mailing.sent(account.email, subject=SUBJECT, body=body):
        Link.objects.filter(pk=link.pk).update(token=None)


def may_reset(account: Account) -> bool:
    """Without a second factor the mailbox alone would open the account: then, an invitation."""
    return bool(
        account.email
        and account.is_active
        and account.has_usable_password()
        and second_factor.of(account)
    )
