"""Sending somebody to be identified, and knowing them when they come back.

What is kept for the return lies in the session of this very browser, for ten minutes, and serves
once. It is no proof of anything until the provider's answer matches it.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from directory import attempts, sessions
from directory.openid.providers import Provider
from directory.openid.refusals import TooLate
from directory.requests import address_of

LONGEST = timedelta(minutes=10)
KEPT_AS = "departure"


@dataclass(frozen=True, slots=True)
class Departure:
    provider: str
    shared: bool
    at: str
    state: str  # this browser left from here: nobody is made to finish what another began
    nonce: str  # the token was made for this departure
    verifier: str  # whoever steals the code cannot use it (PKCE)
    again: bool = False  # from a locked screen: they must show there and then who they are

    @property
    def left_at(self) -> datetime:
        return datetime.fromisoformat(self.at)


def depart(request: HttpRequest, provider: Provider, *, shared: bool, again: bool = False) -> str:
    """The address to go to."""
    attempts.knock(address=address_of(request))
    sessions.ended().delete()
    departure = Departure(
        provider=provider.id,
        shared=shared,
        at=timezone.now().isoformat(),
        state=token_urlsafe(32),
        nonce=token_urlsafe(32),
        verifier=token_urlsafe(48),
        again=again,
    )
    request.session[KEPT_AS] = asdict(departure)
    return f"{provider.authorization_endpoint}?{urlencode(asked_of(provider, departure))}"


def asked_of(provider: Provider, departure: Departure) -> Mapping[str, str]:
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": provider.return_address,
        "scope": provider.scope,
        "acr_values": provider.acr,
        "state": departure.state,
        "nonce": departure.nonce,
        "code_challenge": challenge_of(departure.verifier),
        "code_challenge_method": "S256",
    }
    if departure.again:
        return asked | {"prompt": "login", "max_age": "0"}
    # On a « poste partagé » the provider may still know the person before: it must ask again.
    return asked | {"prompt": "login"} if departure.shared else asked


def challenge_of(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")


def returned(request: HttpRequest, provider: Provider, state: str) -> Departure:
    """What was kept for this return, which is used up whatever becomes of it."""
    kept: dict[str, Any] | None = request.session.pop(KEPT_AS, None)
    if kept is None:
        raise TooLate
    request.session.save()  # before anybody is asked: a second request finds nothing
    departure = Departure(**kept)
    if (
        departure.provider != provider.id
        or not constant_time_compare(departure.state, state)
        or timezone.now() - departure.left_at > LONGEST
    ):
        raise TooLate
    return departure
