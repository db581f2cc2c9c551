"""Signing in and out."""

from base64 import b64encode
from typing import Literal

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest
from django.middleware.csrf import get_token

from chat.errors import NotFound, Refusal
from directory import accounts, attempts, duties, enrolling, halfway, people, security, sessions
from directory.door_shapes import Enrolled, Enrolment, Halfway, PasswordChange, SecondHalf
from directory.models import Account, Professional, Protection, idle_of
from directory.openid import leaving
from directory.passwords import hashing
from directory.requests import address_of
from directory.shapes import DemoSignIn, Me, Person, SignIn


class WrongCredentials(Refusal):
    code = "wrong_credentials"
    message = "Identifiant ou mot de passe incorrect."
    status = 401


def me(request: HttpRequest) -> Me:
    get_token(request)  # sets the CSRF cookie, also when the answer is 401: signing in needs it
    browser = sessions.admitted(request.session.session_key or "")
    return described(request, sessions.account_of(browser), sessions.person_or_oneself(browser))


def with_password(request: HttpRequest, given: SignIn) -> Me | Halfway:
    """An unknown name, a wrong password, a closed account: told alike, in the same time.

    The right one is half of it. Invented people alone are in with it, where everybody is.
    """
    username, address = accounts.normal(given.username), address_of(request)
    attempts.begin(username=username, address=address)
    with hashing:
        account = authenticate(
            request, username=username, password=given.password.get_secret_value()
        )
    if not isinstance(account, Account):
        attempts.failed(address=address)
        raise WrongCredentials
    attempts.succeeded(username=username)
    if settings.DEMO and account.is_demo:
        return enter(request, account, shared=given.shared)
    return halfway.after_password(account, shared=given.shared)


def with_second_half(request: HttpRequest, given: SecondHalf) -> Me:
    proved = halfway.complete(request, given)
    return enter(request, proved.account, shared=proved.shared)


def by_enrolment(request: HttpRequest, given: Enrolment) -> Enrolled:
    proved, codes = enrolling.enrol(given)
    me = enter(request, proved.account, shared=proved.shared)
    return Enrolled(me=me, recovery_codes=codes)


def with_new_password(request: HttpRequest, account: Account, given: PasswordChange) -> Me:
    """The old password's sessions are over, this one too: it begins again."""
    shared = request.session.get("shared", False)
    elsewhere = sessions.opened_elsewhere(request)
    security.change_password(account, given)
    account.refresh_from_db()
    sessions.open_for(account, request, shared=shared, elsewhere=elsewhere)
    return described(request, account)


def leave(request: HttpRequest) -> str | None:
    """Where to sign out too, if they were identified elsewhere."""
    onward = leaving.way_out(request)
    logout(request)
    return onward


def demo_people() -> list[Person]:
    if not settings.DEMO:
        raise NotFound
    cast = Account.objects.filter(is_demo=True, is_active=True).order_by("created_at")
    return [people.shown(account.professional) for account in cast]


def as_demo_person(request: HttpRequest, given: DemoSignIn) -> Me:
    if not settings.DEMO:
        raise NotFound
    account = Account.objects.filter(
        is_demo=True, is_active=True, professional=given.person
    ).first()
    if account is None:
        raise NotFound
    return enter(request, account, shared=given.shared)


def enter(request: HttpRequest, account: Account, *, shared: bool) -> Me:
    sessions.open_for(account, request, shared=shared)
    return described(request, account)


def described(request: HttpRequest, account: Account, acts_as: Professional | None = None) -> Me:
    """Whoever has just signed in acts as themselves."""
    shared = request.session.get("shared", False)
    me = acts_as or account.professional
    return Me(
        person=people.shown(me),
        hand=people.shown(me.held_by) if me.held_by else None,
        roles=duties.may_hold_some(me.hand),
        shared=shared,
        lock_after=idle_of(shared).seconds,
        protection=role_of(account),
        draft_key=draft_key(account, me),
    )


def role_of(account: Account) -> Literal["officer", "second"] | None:
    match account.protection:
        case Protection.OFFICER:
            return "officer"
        case Protection.SECOND:
            return "second"
        case _:
            return None


def draft_key(account: Account, acts_as: Professional) -> str:
    """The key for what this person's browsers keep: drafts, and messages not sent yet.

    Bound to the account, not to the session: a nurse whose session ended in the middle of a
    message finds it again when she signs in. It is not stored, only given to who has signed in:
    a browser that is signed out, or somebody else's, holds nothing it can read. For each role they
    act for it is another: what was begun as the one is never sent as the other.
    """
    info = b"liaison drafts" + account.id.bytes + (acts_as.id.bytes if acts_as.held_by else b"")
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=info)
    return b64encode(key.derive(settings.SECRET_KEY.encode())).decode()
