"""What is asked of a provider from server to server: tokens for a code, who it is, its keys.

Nothing of it is logged but which provider, what was asked and the status.
"""

import logging
import time
from functools import cache
from threading import Lock
from typing import Any

import httpx
from jwt import PyJWK, PyJWKSet
from jwt.exceptions import PyJWTError

from directory.openid.providers import Provider
from directory.openid.refusals import NotProven, ProviderAway

log = logging.getLogger(__name__)

PATIENCE = httpx.Timeout(3.0)
KEYS_LAST = 3600.0
# A token may name any key: that makes us ask for the keys again, but not at anybody's pace.
ASKED_AGAIN_AFTER = 30.0


@cache
def line() -> httpx.Client:
    """One for the process: reading the machine's certificates takes longer than a request."""
    return httpx.Client(timeout=PATIENCE)


def tokens(provider: Provider, *, code: str, verifier: str) -> dict[str, Any]:
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": provider.return_address,
        "client_id": provider.client_id,
        "client_secret": provider.client_secret,
        "code_verifier": verifier,
    }
    return ask(
        provider, "tokens", line().build_request("POST", provider.token_endpoint, data=asked)
    )


def renewed(provider: Provider, *, refresh: str) -> dict[str, Any]:
    """Other tokens of the same session there. NotProven: it has ended."""
    asked = {
        "grant_type": "refresh_token",
        "refresh_token": refresh,
        "client_id": provider.client_id,
        "client_secret": provider.client_secret,
    }
    return ask(
        provider, "renewal", line().build_request("POST", provider.token_endpoint, data=asked)
    )


def userinfo(provider: Provider, *, access_token: str) -> dict[str, Any]:
    proof = {"Authorization": f"Bearer {access_token}"}
    return ask(
        provider,
        "userinfo",
        line().build_request("GET", provider.userinfo_endpoint, headers=proof),
    )


def ask(provider: Provider, what: str, request: httpx.Request) -> dict[str, Any]:
    try:
        answer = line().send(request)
    except httpx.HTTPError as why:
        log.warning("%s, %s: %s", provider.id, what, type(why).__name__)
        raise ProviderAway(provider.name) from None
    if answer.status_code != 200:
        log.warning("%s, %s: status %s", provider.id, what, answer.status_code)
        raise ProviderAway(provider.name) if answer.is_server_error else NotProven(provider.name)
    return understood(provider, what, answer)


def understood(provider: Provider, what: str, answer: httpx.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        said = None
    if not isinstance(said, dict):
        log.warning("%s, %s: not the JSON that was expected", provider.id, what)
        raise NotProven(provider.name)
    return said


class Keys:
    """The provider's public keys, asked for when they are old or when one is missing."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, PyJWK] = {}
        self._asked_at = -KEYS_LAST

    def named(self, provider: Provider, name: str | None) -> PyJWK:
        with self._lock:
            age = time.monotonic() - self._asked_at
            if age >= KEYS_LAST or (name not in self._known and age >= ASKED_AGAIN_AFTER):
                self._known = fetched(provider)
                self._asked_at = time.monotonic()
            key = self._known.get(name or "")
        if key is None:
            log.warning("%s: a token names no key of theirs", provider.id)
            raise NotProven(provider.name)
        return key


@cache
def keys_of(jwks_uri: str) -> Keys:
    return Keys()


def fetched(provider: Provider) -> dict[str, PyJWK]:
    said = ask(provider, "keys", line().build_request("GET", provider.jwks_uri))
    try:
        keys = PyJWKSet.from_dict(said).keys
    except PyJWTError:
        raise NotProven(provider.name) from None
    return {key.key_id: key for key in keys if key.key_id and key.public_key_use in {None, "sig"}}
