"""Sign in and out, who I am, find a colleague."""

from django.http import HttpRequest
from ninja import Router

from directory import search, sign_in
from directory.requests import SignedInRequest, signed_in
from directory.shapes import DemoSignIn, Me, Person, Problem, SignIn

router = Router(tags=["session and people"])


@router.get("/session", response={200: Me, 401: Problem}, auth=None)
def session(request: HttpRequest) -> Me:
    """Who I am. Also sets the CSRF cookie, whose value every write sends back as X-CSRFToken."""
    return sign_in.me(request)


@router.post("/session", response={200: Me, 401: Problem, 429: Problem}, auth=None)
def start_session(request: HttpRequest, given: SignIn) -> Me:
    return sign_in.with_password(request, given)


@router.delete("/session", response={204: None}, auth=None)
def end_session(request: HttpRequest) -> tuple[int, None]:
    sign_in.leave(request)
    return 204, None


@router.get("/demo", response={200: list[Person], 404: Problem}, auth=None)
def demo_people(request: HttpRequest) -> list[Person]:
    """The invented people one may sign in as. Absent unless DEMO=1."""
    return sign_in.demo_people()


@router.post("/demo", response={200: Me, 404: Problem}, auth=None)
def start_demo_session(request: HttpRequest, given: DemoSignIn) -> Me:
    return sign_in.as_demo_person(request, given)


@router.get("/people", response=list[Person], auth=signed_in)
def find_people(request: SignedInRequest, q: str, limit: int = 20) -> list[Person]:
    """Colleagues whose names hold these letters, in any order, accents forgiven; never myself."""
    return search.people(request.person, q, limit=limit)
