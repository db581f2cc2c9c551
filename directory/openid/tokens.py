"""What a token must say, and be signed by, to be believed."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import time
from typing import Any

import jwt
from django.utils.crypto import constant_time_compare
from jwt.exceptions import PyJWTError

from directory.openid.asking import keys_of
from directory.openid.providers import Provider
from directory.openid.refusals import NotProven

log = logging.getLogger(__name__)

# Signed with a key that only the provider has; never « none », never a secret that is shared.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"]
CLOCKS_DIFFER_BY = 30  # seconds
GOODBYE = "http://schemas.openid.net/event/backchannel-logout"
GOODBYE_LASTS = 300  # seconds: an old one, said again, ends nothing


@dataclass(frozen=True, slots=True)
class Ended:
    """A session that ended there: its name, or else all those of a person."""

    session: str
    subject: str


def identity(provider: Provider, token: object, *, nonce: str) -> dict[str, Any]:
    """The claims of an identity token that was made for this departure, surely enough."""
    claims = verified(provider, token, needs=["iss", "aud", "exp", "iat", "sub", "nonce"])
    if not constant_time_compare(str(claims["nonce"]), nonce):
        raise disbelieved(provider, "nonce")
    if claims.get("acr") != provider.acr:
        raise disbelieved(provider, "acr")
    return claims


def must_be_of_now(provider: Provider, claims: dict[str, Any], since: datetime) -> None:
    """They showed who they are after `since`. That was asked for in an address that whoever sits at
    the screen can change: without it, a provider that still knows them would let anybody in."""
    shown_at = claims.get("auth_time")
    earliest = since.timestamp() - CLOCKS_DIFFER_BY
    if not isinstance(shown_at, int) or shown_at < earliest:
        raise disbelieved(provider, "auth_time")


def goodbye(provider: Provider, token: str) -> Ended:
    """What a logout token ends (OpenID Connect Back-Channel Logout 1.0, 2.6)."""
    claims = verified(provider, token, needs=["iss", "aud", "iat", "jti", "events"])
    events = claims["events"]
    if not isinstance(events, dict) or not isinstance(events.get(GOODBYE), dict):
        raise disbelieved(provider, "events")
    if "nonce" in claims:
        raise disbelieved(provider, "an identity token for a logout token")
    if int(claims["iat"]) < time() - GOODBYE_LASTS:
        raise disbelieved(provider, "iat")
    ended = Ended(session=str(claims.get("sid", "")), subject=str(claims.get("sub", "")))
    if not ended.session and not ended.subject:
        raise disbelieved(provider, "neither sid nor sub")
    return ended


def verified(provider: Provider, token: object, *, needs: Sequence[str]) -> dict[str, Any]:
    try:
        name = jwt.get_unverified_header(str(token)).get("kid")
        claims: dict[str, Any] = jwt.decode(
            str(token),
            keys_of(provider.jwks_uri).named(provider, name),
            algorithms=ALGORITHMS,
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=CLOCKS_DIFFER_BY,
            options={"require": list(needs)},
        )
    except PyJWTError as why:
        raise disbelieved(provider, type(why).__name__) from None
    # Made for several, or asked for by another: not for us alone.
    if claims["aud"] not in (provider.client_id, [provider.client_id]):
        raise disbelieved(provider, "aud")
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise disbelieved(provider, "azp")
    return claims


def disbelieved(provider: Provider, why: str) -> NotProven:
    log.warning("%s: a token is not believed: %s", provider.id, why)
    return NotProven(provider.name)
