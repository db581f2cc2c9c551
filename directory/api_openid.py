"""Being identified by Pro Santé Connect or PASS: going there, coming back, and leaving together."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from ninja import Form, Query, Router

from chat.errors import Refusal
from directory import acting, telling_once
from directory.openid import arrivals, departures, leaving, providers
from directory.openid.arrivals import Return
from directory.openid.providers import ProviderId
from directory.openid.refusals import NotProven
from directory.requests import from_our_page
from directory.shapes import Address, Departing, Problem, Provider, WaysIn

router = Router(tags=["identification elsewhere"])

Given = Annotated[str, Query(max_length=4096)]


@router.get("/sign-in", response=WaysIn, auth=None)
def ways_in(request: HttpRequest) -> WaysIn:
    """Whom one may be identified by. Why the last return failed is told once."""
    offered = [Provider(id=one.id, name=one.name) for one in providers.offered()]
    return WaysIn(providers=offered, refused=telling_once.told(request))


@router.post(
    "/sign-in/{provider}",
    response={200: Address, 403: Problem, 404: Problem, 429: Problem},
    auth=from_our_page,
)
def depart(request: HttpRequest, provider: ProviderId, given: Departing) -> Address:
    """Where to go to be identified. Only this browser can come back, and within ten minutes."""
    to = providers.named(provider)
    return Address(address=departures.depart(request, to, shared=given.shared))


@router.get("/sign-in/{provider}/return", response={302: None, 404: Problem}, auth=None)
def come_back(
    request: HttpRequest,
    provider: ProviderId,
    state: Given = "",
    code: Given = "",
    error: Given = "",
    iss: Given = "",
) -> HttpResponse:
    """Where the provider sends the browser. On to the page, signed in or not: it asks which.

    Who has several activities is asked there which one they act as.
    """
    by = providers.named(provider)
    try:
        given = Return(state=state, code=code, error=error, issuer=iss)
        account = arrivals.arrive(request, by, given)
    except Refusal as no:
        telling_once.keep(request, no)
        return HttpResponseRedirect("/")
    several = account is not None and acting.has_several(account.professional)
    return HttpResponseRedirect("/reception/activite" if several else "/")


@router.post(
    "/sign-in/{provider}/logout", response={200: None, 400: Problem, 404: Problem}, auth=None
)
def logged_out_there(
    request: HttpRequest,
    provider: ProviderId,
    logout_token: Annotated[str, Form(max_length=16_384)],
) -> HttpResponse:
    """The provider ends a session (OpenID Connect Back-Channel Logout): ours end with it."""
    try:
        leaving.ended_there(providers.named(provider), logout_token)
    except NotProven as no:
        no.status = 400
        raise
    return HttpResponse(status=200)
