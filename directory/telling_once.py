"""Why one who comes back from elsewhere does not come in: kept in their session, told once."""

from django.http import HttpRequest

from chat.errors import Refusal
from directory import attempts
from directory.attempts import TooManyAttempts
from directory.requests import address_of
from directory.shapes import Problem

KEPT_AS = "refused"


def keep(request: HttpRequest, no: Refusal) -> None:
    """A row for whoever has no session here: anybody can come back from nowhere, without end."""
    if request.session.session_key is None:
        try:
            attempts.knock(address=address_of(request))
        except TooManyAttempts:
            return
    request.session[KEPT_AS] = {"code": no.code, "message": no.message}


def told(request: HttpRequest) -> Problem | None:
    said = request.session.pop(KEPT_AS, None)
    return Problem(**said) if said else None
