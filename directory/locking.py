"""A locked screen: nothing of it is told until who signed in says so again.

The session goes on, for its twelve hours: what was being written is found again.
"""

from typing import Literal, NoReturn, assert_never

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from chat.errors import Refusal
from directory import attempts, passkeys, people, sessions, telling_once, tickets
from directory.door_shapes import PasskeyAsked
from directory.lock_shapes import (
    LockedScreen,
    Unlock,
    UnlockByPasskey,
    UnlockByProvider,
    UnlockBySecret,
)
from directory.models import Account, Passkey, Session, Ticket
from directory.openid import again
from directory.passwords import hashing
from directory.requests import SignedInRequest, address_of
from directory.shapes import ChooseCode, Me, Provider
from directory.sign_in import described

TRIES = 5
RUNS = ("0123456789", "9876543210")
Kind = Ticket.Kind
By = Literal["code", "password", "passkey", "provider"]
WRONG: dict[By, str] = {
    "code": "Ce n’est pas le bon code.",
    "password": "Ce n’est pas le bon mot de passe.",
    "passkey": "Cette clé d’accès n’a pas été reconnue.",
    "provider": "Votre identification a expiré. Recommencez.",
}


class WrongCode(Refusal):
    code = "wrong_code"
    status = 403

    def __init__(self, by: By, left: int) -> None:
        tries = "1\u00a0essai" if left == 1 else f"{left}\u00a0essais"
        self.message = f"{WRONG[by]} Encore {tries} avant la déconnexion."


class TooManyTries(Refusal):
    code = "too_many_tries"
    message = "Trop d’essais\u00a0: la session est fermée. Identifiez-vous de nouveau."
    status = 401


class GuessableCode(Refusal):
    code = "guessable_code"
    message = "Ce code se devine trop vite\u00a0: ni suite, ni chiffre répété."
    status = 422


def lock(request: SignedInRequest) -> LockedScreen:
    """At once, also from elsewhere. A second time changes nothing."""
    browser, account, by = request.browser, request.auth, again.provider_of(request.browser)
    Session.objects.filter(pk=browser.pk, locked_at=None).update(locked_at=timezone.now())
    return LockedScreen(
        person=people.shown(account.professional),
        shared=browser.shared,
        code=bool(browser.unlock_code),
        password=account.has_usable_password(),
        passkey=Passkey.objects.filter(account=account).exists(),
        provider=Provider(id=by.id, name=by.name) if by else None,
        proved=again.is_proved(request),
        refused=telling_once.told(request),
    )


def unlock(request: SignedInRequest, given: Unlock) -> Me:
    browser, account = request.browser, request.auth
    left = count_try(browser)
    if not is_right(request, given):
        refuse(browser, given.by, left)
    Session.objects.filter(pk=browser.pk).update(
        locked_at=None, acted_at=timezone.now(), unlock_tries=0
    )
    return described(request, account, sessions.person_or_oneself(browser))


def choose_code(browser: Session, given: ChooseCode) -> None:
    """For this session alone: whoever sits at an open screen gets no key to another."""
    code = given.code.get_secret_value()
    if len(set(code)) == 1 or any(code in run for run in RUNS):
        raise GuessableCode
    with hashing:
        Session.objects.filter(pk=browser.pk).update(unlock_code=make_password(code))


def count_try(browser: Session) -> int:
    """Counted before it is looked at: no number of simultaneous tries passes the limit."""
    tries = Session.objects.filter(pk=browser.pk, unlock_tries__lt=TRIES)
    if not tries.update(unlock_tries=F("unlock_tries") + 1):
        close(browser)
    return TRIES - Session.objects.values_list("unlock_tries", flat=True).get(pk=browser.pk)


def refuse(browser: Session, by: By, left: int) -> NoReturn:
    if left > 0:
        raise WrongCode(by, left)
    close(browser)


def close(browser: Session) -> NoReturn:
    Session.objects.filter(pk=browser.pk).delete()
    raise TooManyTries


def is_right(request: SignedInRequest, given: Unlock) -> bool:
    match given:
        case UnlockByPasskey():
            return is_their_passkey(request.auth, given)
        case UnlockByProvider():
            return again.use_up(request)
        case UnlockBySecret(by="password"):
            return is_password(request, request.auth, given.secret.get_secret_value())
        case UnlockBySecret():
            with hashing:
                return check_password(given.secret.get_secret_value(), request.browser.unlock_code)
        case _:
            assert_never(given)


def ask_passkey(account: Account) -> PasskeyAsked:
    """One question at a time for each account: whoever asks again and again fills no table."""
    Ticket.objects.filter(account=account, kind=Kind.UNLOCK).delete()
    key = tickets.issue(Kind.UNLOCK, account)
    with transaction.atomic():
        return passkeys.asked(tickets.locked(key, Kind.UNLOCK), key)


def is_their_passkey(account: Account, given: UnlockByPasskey) -> bool:
    """A question is answered once, rightly or not."""
    with transaction.atomic():
        ticket = tickets.locked(given.ticket.get_secret_value(), Kind.UNLOCK)
        right = ticket.account == account and passkeys.owner(ticket, given) == account
        ticket.delete()
    return right


def is_password(request: SignedInRequest, account: Account, secret: str) -> bool:
    """As when signing in: the same door, the same counts."""
    attempts.begin(username=account.username, address=address_of(request))
    with hashing:
        right = account.check_password(secret)
    if right:
        attempts.succeeded(username=account.username)
    else:
        attempts.failed(address=address_of(request))
    return right
