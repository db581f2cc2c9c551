"""The door: the second half of signing in, enrolment, links. Nobody is signed in here yet."""

from django.http import HttpRequest
from ninja import Router, Status

from directory import enrolling, forgotten, halfway, links, sign_in
from directory.door_shapes import (
    CodeAppSetUp,
    Enrolled,
    Enrolment,
    Forgotten,
    Halfway,
    LinkOpened,
    LinkToken,
    PasskeyAsked,
    PasskeyRequest,
    PasskeyWanted,
    PasswordChosen,
    SecondHalf,
    WithTicket,
)
from directory.requests import from_our_page
from directory.shapes import Me, Problem

router = Router(tags=["signing in"], auth=from_our_page)
NO = {403: Problem, 410: Problem, 422: Problem, 429: Problem}


@router.post("/session/passkey", response={200: PasskeyAsked, **NO})
def ask_passkey(request: HttpRequest, given: PasskeyRequest) -> PasskeyAsked:
    """What to ask the device for. Without a ticket: a passkey alone, of whoever has one."""
    return halfway.ask_passkey(request, given)


@router.post("/session/second", response={200: Me, **NO})
def give_second_half(request: HttpRequest, given: SecondHalf) -> Me:
    """The second factor. Only now does a session begin."""
    return sign_in.with_second_half(request, given)


@router.post("/enrolment/passkey", response={200: PasskeyWanted, **NO})
def want_passkey(request: HttpRequest, given: WithTicket) -> PasskeyWanted:
    return enrolling.want_passkey(given.ticket.get_secret_value())


@router.post("/enrolment/code", response={200: CodeAppSetUp, **NO})
def set_up_code_app(request: HttpRequest, given: WithTicket) -> CodeAppSetUp:
    """A new secret for an application. It counts once a code made with it has been sent back."""
    return enrolling.set_up_code_app(given.ticket.get_secret_value())


@router.post("/enrolment", response={200: Enrolled, **NO})
def enrol(request: HttpRequest, given: Enrolment) -> Enrolled:
    """The first factor is there: signed in. The recovery codes are shown this once."""
    return sign_in.by_enrolment(request, given)


@router.post("/link", response={200: LinkOpened, **NO})
def open_link(request: HttpRequest, given: LinkToken) -> LinkOpened:
    """Whose it is and what for. Opening it uses nothing up."""
    return links.opened(given.token.get_secret_value())


@router.post("/link/password", response={202: Halfway, **NO})
def choose_password(request: HttpRequest, given: PasswordChosen) -> Status[Halfway]:
    """Nothing is changed before the second factor: set up after an invitation, else proved."""
    return Status(202, links.choose_password(given))


@router.post("/forgotten", response={204: None, 409: Problem, **NO})
def forgot_password(request: HttpRequest, given: Forgotten) -> Status[None]:
    """The same answer whether anybody has this name, or an address to write to."""
    forgotten.ask(request, given.username)
    return Status(204, None)
