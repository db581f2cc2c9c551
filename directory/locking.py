"""A locked screen: nothing of it is told until who signed in says so again.

The session goes on, for its twelve hours: what was being written is found again.
"""

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F
from django.utils import timezone

from chat.errors import Refusal
from directory import attempts, people, sessions
from directory.models import Account, Session
from directory.passwords import hashing
from directory.requests import SignedInRequest, address_of
from directory.shapes import ChooseCode, LockedScreen, Me, Unlock
from directory.sign_in import described

TRIES = 5
RUNS = ("0123456789", "9876543210")


class WrongCode(Refusal):
    code = "wrong_code"
    status = 403

    def __init__(self, left: int) -> None:
        tries = "1\u00a0essai" if left == 1 else f"{left}\u00a0essais"
        self.message = f"Ce n’est pas le bon code. Encore {tries} avant la déconnexion."


class TooManyTries(Refusal):
    code = "too_many_tries"
    message = "Trop d’essais\u00a0: la session est fermée. Identifiez-vous de nouveau."
    status = 401


class GuessableCode(Refusal):
    code = "guessable_code"
    message = "Ce code se devine trop vite\u00a0: ni suite, ni chiffre répété."
    status = 422


def lock(browser: Session) -> LockedScreen:
    """At once, also from elsewhere. A second time changes nothing."""
    Session.objects.filter(pk=browser.pk, locked_at=None).update(locked_at=timezone.now())
    account = sessions.account_of(browser)
    return LockedScreen(
        person=people.shown(account.professional),
        shared=browser.shared,
        code=bool(browser.unlock_code),
        password=account.has_usable_password(),
    )


def unlock(request: SignedInRequest, given: Unlock) -> Me:
    browser, account = request.browser, request.auth
    left = count_try(browser)
    if not is_right(request, given):
        refuse(browser, left)
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
        refuse(browser, 0)
    return TRIES - Session.objects.values_list("unlock_tries", flat=True).get(pk=browser.pk)


def refuse(browser: Session, left: int) -> None:
    if left > 0:
        raise WrongCode(left)
    Session.objects.filter(pk=browser.pk).delete()
    raise TooManyTries


def is_right(request: SignedInRequest, given: Unlock) -> bool:
    secret = given.secret.get_secret_value()
    if given.by == "password":
        return is_password(request, request.auth, secret)
    with hashing:
        return check_password(secret, request.browser.unlock_code)


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
