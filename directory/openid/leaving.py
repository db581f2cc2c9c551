"""Signing out on both sides: here what ended there, there what ends here."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from directory import sessions
from directory.openid import tokens
from directory.openid.keeping import unsealed
from directory.openid.providers import Provider, offered


def way_out(request: HttpRequest) -> str | None:
    """Where this browser goes next, so that the session it was opened with ends too.

    Else, on a shared computer, the next person would come in as the one before.
    """
    elsewhere = sessions.opened_elsewhere(request)
    if elsewhere is None:
        return None
    for provider in offered():
        if provider.id == elsewhere.provider and provider.end_session_endpoint:
            return (
                f"{provider.end_session_endpoint}?{urlencode(asked_of(provider, elsewhere.token))}"
            )
    return None


def asked_of(provider: Provider, kept: str) -> dict[str, str]:
    asked = {
        "client_id": provider.client_id,
        "post_logout_redirect_uri": f"{settings.PUBLIC_URL}/",
    }
    token = unsealed(kept)
    return asked | {"id_token_hint": token} if token else asked


def ended_there(provider: Provider, logout_token: str) -> None:
    """The provider says so: within seconds the sockets of these sessions close too."""
    ended = tokens.goodbye(provider, logout_token)
    sessions.end_opened_with(provider.id, session=ended.session, subject=ended.subject)
