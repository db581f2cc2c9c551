"""Sign in and out, who I am."""

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from directory import sign_in
from directory.door_shapes import Halfway
from directory.requests import from_our_page
from directory.shapes import Address, DemoSignIn, Me, Person, Problem, SignIn

router = Router(tags=["session and people"])


@router.get("/session", response={200: Me, 401: Problem}, auth=None)
def session(request: HttpRequest) -> Me:
    """Who I am. Also sets the CSRF cookie, whose value every write sends back as X-CSRFToken."""
    return sign_in.me(request)


@router.post(
    "/session",
    response={
        200: Me,
        202: Halfway,
        401: Problem,
        403: Problem,
        422: Problem,
        429: Problem,
        503: Problem,
    },
    auth=from_our_page,
)
def start_session(request: HttpRequest, given: SignIn) -> Me | Status[Halfway]:
    """The first half of signing in: 202 says what the other one is. Only invented people are in.

    The session's id and the CSRF cookie are new from there on.
    """
    answer = sign_in.with_password(request, given)
    return answer if isinstance(answer, Me) else Status(202, answer)


@router.delete("/session", response={200: Address, 204: None, 403: Problem}, auth=from_our_page)
def end_session(request: HttpRequest, response: HttpResponse) -> Status[Address | None]:
    """Sign out, at once and wherever this session is open. A second time: nothing more.

    200: it was opened with a provider's, which the browser ends too by going to that address.
    """
    onward = sign_in.leave(request)
    response["Clear-Site-Data"] = '"cache"'
    return Status(200, Address(address=onward)) if onward else Status(204, None)


@router.get("/demo", response={200: list[Person], 404: Problem}, auth=None)
def demo_people(request: HttpRequest) -> list[Person]:
    """The invented people one may sign in as. Absent unless DEMO=1."""
    return sign_in.demo_people()


@router.post("/demo", response={200: Me, 403: Problem, 404: Problem}, auth=from_our_page)
def start_demo_session(request: HttpRequest, given: DemoSignIn) -> Me:
    return sign_in.as_demo_person(request, given)
