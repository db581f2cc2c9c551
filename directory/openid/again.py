"""Who left a screen comes back to it by the provider that let them in.

The way there and back unlocks nothing by itself: it leaves a proof in the session, for the locked
screen to use, once and at once.
"""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from chat.errors import NotFound, Refusal
from directory import sessions
from directory.models import Account, Session
from directory.openid import departures
from directory.openid.providers import Provider, offered
from directory.sessions import Elsewhere

GOOD_FOR = timedelta(minutes=2)
KEPT_AS = "proved_again_at"


class AnotherPerson(Refusal):
    code = "another_person"
    status = 403

    def __init__(self, name: str) -> None:
        self.message = (
            f"{name} a identifié une autre personne que celle de cette session,"
            " qui reste verrouillée."
        )


def provider_of(browser: Session) -> Provider | None:
    """Whom it was opened by, if they are still asked."""
    return next((one for one in offered() if one.id == browser.provider), None)


def depart(request: HttpRequest, browser: Session) -> str:
    to = provider_of(browser)
    if to is None:
        raise NotFound
    return departures.depart(request, to, shared=browser.shared, again=True)


def prove(request: HttpRequest, account: Account, provider: Provider, elsewhere: Elsewhere) -> None:
    browser = sessions.found(request.session.session_key or "")
    if browser.account != account:
        raise AnotherPerson(provider.name)
    request.session["elsewhere"] = asdict(elsewhere)
    request.session[KEPT_AS] = timezone.now().isoformat()


def is_proved(request: HttpRequest) -> bool:
    at = request.session.get(KEPT_AS)
    return at is not None and timezone.now() - datetime.fromisoformat(at) <= GOOD_FOR


def use_up(request: HttpRequest) -> bool:
    proved = is_proved(request)
    request.session.pop(KEPT_AS, None)
    return proved
