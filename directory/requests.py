"""A request whose user is a professional, the guards that make it one, and where it came from."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from ninja.security import SessionAuth
from ninja.utils import check_csrf

from chat.errors import Refusal
from directory import sessions
from directory.models import Account, Professional, Session

SAFE = {"GET", "HEAD", "OPTIONS"}
# Whom a page believes it acts as: what it asks is not done in another's name.
MEANT = "X-Acting-As"


class NotFromOurPage(Refusal):
    code = "not_from_our_page"
    message = "Cette page n’est plus à jour. Rechargez-la, puis réessayez."
    status = 403


class SomebodyElse(Refusal):
    """Another tab of this browser acts for somebody else since."""

    code = "somebody_else"
    message = (
        "Vous agissez maintenant au nom de quelqu’un d’autre dans ce navigateur\u00a0: rien n’a été"
        " fait. La page se met à jour."
    )
    status = 412


class SignedInRequest(HttpRequest):
    """What every rule behind `signed_in` may count on. The person is a role, when one acts for it:
    its `hand` is oneself."""

    auth: Account
    browser: Session
    person: Professional


class SignedIn(SessionAuth):
    """The session cookie, with Django's CSRF check on every write."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Account:
        browser = sessions.admitted(key or "")
        account = recognised(request, browser)
        person = sessions.person_of(browser)
        if request.headers.get(MEANT, str(person.id)) != str(person.id):
            raise SomebodyElse
        cast(SignedInRequest, request).person = person
        return account


class SignedInOrLocked(SessionAuth):
    """For what is asked of a screen that may be locked: to lock it, to unlock it."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Account:
        return recognised(request, sessions.found(key or ""))


def recognised(request: HttpRequest, browser: Session) -> Account:
    from_our_page(request)
    if request.method not in SAFE:
        # Somebody does something. Reading does not count: a page reads by itself too.
        sessions.touch(browser.session_key)
    cast(SignedInRequest, request).browser = browser
    return sessions.account_of(browser)


def from_our_page(request: HttpRequest) -> bool:
    """The guard of signing in and out: no other site does it in somebody's name."""
    if check_csrf(request):
        raise NotFromOurPage
    return True


def address_of(request: HttpRequest) -> str:
    """Where a request came from, as precisely as one customer can be told from another.

    Behind our proxy that is the last hop it wrote: what stands before it, anybody can write.
    """
    given: str = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        given = request.headers.get("X-Forwarded-For", given).rpartition(",")[2].strip()
    try:
        address = ip_address(given)
    except ValueError:
        return given
    # With IPv6 a single subscriber has 2^64 addresses.
    return (
        str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else given
    )


# The CSRF check is made by `authenticate`, after the session's: who is signed out is told so.
signed_in = SignedIn(csrf=False)
signed_in_or_locked = SignedInOrLocked(csrf=False)
