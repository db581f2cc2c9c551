"""Who signs in otherwise than before is told by e-mail, be it another who changed it.

What is due commits with what was changed; the worker sends it. A worker that is killed may send it
twice, never not at all. It says what and when: no link, no name, nothing to be signed in with.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from directory.mailing import sent
from directory.models import Account, SecurityMail

What = SecurityMail.What
AGAIN_AFTER = timedelta(minutes=5)
GIVEN_UP_AFTER = timedelta(days=1)
AT_ONCE = 20
SAID = {
    What.PASSWORD: "Le mot de passe de votre compte Liaison a été changé",
    What.PASSKEY_ADDED: "Une clé d’accès a été ajoutée à votre compte Liaison",
    What.PASSKEY_REMOVED: "Une clé d’accès a été retirée de votre compte Liaison",
    What.APP_ADDED: "Une application de codes a été ajoutée à votre compte Liaison",
    What.APP_REMOVED: "L’application de codes a été retirée de votre compte Liaison",
    What.CODES: "De nouveaux codes de secours remplacent ceux de votre compte Liaison",
    What.ALL: "Le mot de passe et les secondes preuves de votre compte Liaison ont été remplacés",
    What.EMAIL: "L’adresse de courriel de votre compte Liaison a été remplacée par une autre",
}
SUBJECT = "Liaison : votre façon de vous identifier a changé"
BODY = """Bonjour,

{said}, le {day} à {hour}.

Si c’est vous, vous n’avez rien à faire.

Si ce n’est pas vous, quelqu’un d’autre peut entrer dans votre compte. Sans attendre :

1. Ouvrez Liaison comme vous le faites d’habitude. Dans « Mon compte », changez votre mot de passe,
   retirez ce que vous ne reconnaissez pas, puis fermez toutes vos autres sessions.
2. Si vous ne pouvez plus entrer, appelez votre administrateur : il ferme le compte aussitôt.

Ce courriel ne contient aucun lien : nous ne vous demanderons jamais un mot de passe ni un code.
"""


def owe(account: Account, what: SecurityMail.What) -> None:
    """In the transaction that changes it, and before an address changes too."""
    if not account.email or not settings.EMAIL_HOST:
        return
    now = timezone.now()
    SecurityMail.objects.create(account=account, what=what, email=account.email, at=now, due_at=now)


def send_due() -> bool:
    """For the worker. Did something leave?"""
    waiting = SecurityMail.objects.filter(due_at__lte=timezone.now()).order_by("due_at")
    left = [send(one) for one in waiting.values_list("pk", flat=True)[:AT_ONCE]]
    return any(left)


def send(mail: int) -> bool:
    one = taken(mail)
    if one is None:
        return False
    left = sent(one.email, subject=SUBJECT, body=body(one))
    if left or timezone.now() - one.at > GIVEN_UP_AFTER:
        SecurityMail.objects.filter(pk=mail).update(due_at=None)
    return left


def taken(mail: int) -> SecurityMail | None:
    """By one worker, until it is tried again. No transaction waits for a mail server: it would be
    ended (settings.py), and the mail sent again and again."""
    now = timezone.now()
    due = SecurityMail.objects.filter(pk=mail, due_at__lte=now)
    if not due.update(due_at=now + AGAIN_AFTER):
        return None
    return SecurityMail.objects.get(pk=mail)


def body(one: SecurityMail) -> str:
    local = timezone.localtime(one.at)
    said = SAID[What(one.what)]
    return BODY.format(said=said, day=f"{local:%d/%m/%Y}", hour=f"{local:%H:%M}")
