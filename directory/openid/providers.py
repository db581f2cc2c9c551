"""Who else may say who somebody is."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings

from chat.errors import NotFound


class ProviderId(StrEnum):
    PSC = "psc"
    PASS = "pass"  # noqa: S105 — a name


@dataclass(frozen=True, slots=True)
class Provider:
    id: ProviderId
    name: str
    client_id: str
    client_secret: str = field(repr=False)
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    userinfo_endpoint: str
    jwks_uri: str
    end_session_endpoint: str  # empty: it offers none
    scope: str
    acr: str  # how surely it must have identified them
    identifier: str  # the claim that holds the national identifier

    @property
    def return_address(self) -> str:
        """Where it sends people back to. It knows this address, letter by letter."""
        return f"{settings.PUBLIC_URL}/api/sign-in/{self.id}/return"


def offered() -> list[Provider]:
    return [
        Provider(id=ProviderId(name), **given) for name, given in settings.OPENID_PROVIDERS.items()
    ]


def named(provider: ProviderId) -> Provider:
    for one in offered():
        if one.id == provider:
            return one
    raise NotFound
