"""Somebody comes back from a provider: who they are, and whether they come in."""

import logging
import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from directory import sessions
from directory.models import Account
from directory.openid import again, asking, departures, entrants, renewing, tokens
from directory.openid.keeping import sealed
from directory.openid.providers import Provider
from directory.openid.refusals import Cancelled, NotProven
from directory.sessions import Elsewhere

log = logging.getLogger(__name__)

# What errors are named by the standards; anything else, anybody may have written.
ERROR = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True, slots=True)
class Return:
    """What the address they came back by says."""

    state: str
    code: str
    error: str
    issuer: str


def arrive(request: HttpRequest, provider: Provider, given: Return) -> Account | None:
    """Sign this browser in, as whom the provider says, or prove to its locked screen that they are
    back; or a Refusal says why not."""
    departure = departures.returned(request, provider, given.state)
    if given.error or not given.code or given.issuer not in {"", provider.issuer}:
        raise turned_back(provider, given)
    answer = asking.tokens(provider, code=given.code, verifier=departure.verifier)
    claims = tokens.identity(provider, answer.get("id_token"), nonce=departure.nonce)
    if departure.again:
        tokens.must_be_of_now(provider, claims, departure.left_at)
    account = entrants.account_of(provider, national_id(provider, claims, answer))
    elsewhere = Elsewhere(
        provider=provider.id,
        session=str(claims.get("sid", "")),
        subject=claims["sub"],
        token=sealed(answer["id_token"]),
    )
    if departure.again:
        again.prove(request, account, provider, elsewhere)
    else:
        sessions.open_for(account, request, shared=departure.shared, elsewhere=elsewhere)
    renewing.keep(request.session.session_key or "", account, provider, answer)
    return None if departure.again else account


def national_id(provider: Provider, claims: dict[str, Any], answer: dict[str, Any]) -> str:
    """The number that names one professional for life. Never an e-mail address, never a name."""
    person = asking.userinfo(provider, access_token=str(answer.get("access_token")))
    # Else a token of somebody else's, put in the place of the right one, would say who they are.
    if person.get("sub") != claims["sub"]:
        raise tokens.disbelieved(provider, "userinfo speaks of another")
    number = person.get(provider.identifier)
    if not isinstance(number, str) or not number:
        raise tokens.disbelieved(provider, "no national identifier")
    return number


def turned_back(provider: Provider, given: Return) -> Cancelled | NotProven:
    if given.error == "access_denied":
        return Cancelled(provider.name)
    named = given.error if ERROR.fullmatch(given.error) else "something else"
    log.warning("%s: sent somebody back: %s", provider.id, named)
    return NotProven(provider.name)
