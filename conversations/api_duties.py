"""Roles over HTTP: which I may hold, taking and handing over, and for whom I act."""

from uuid import UUID

from ninja import Router

from conversations import holding
from conversations.duty_shapes import ActFor, DutyView, HandOver
from directory import duties, sessions, sign_in
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Me, Problem

router = Router(tags=["roles"], auth=signed_in)
REFUSALS = {401: Problem, 404: Problem, 412: Problem}


@router.get("/duties", response={200: list[DutyView], **REFUSALS})
def list_duties(request: SignedInRequest) -> list[DutyView]:
    return holding.mine(request.person.hand)


@router.post("/duties/{role}/take", response={200: Me, **REFUSALS})
def take(request: SignedInRequest, role: UUID) -> Me:
    """I am on duty from now on, and this browser acts for the role."""
    holding.take(request.person.hand, role)
    sessions.act_for(request.browser, role)
    return sign_in.me(request)


@router.post("/duties/{role}/hand-over", response={200: Me, **REFUSALS})
def hand_over(request: SignedInRequest, role: UUID, given: HandOver) -> Me:
    """To a colleague, or to nobody. This browser acts for myself again."""
    holding.hand_over(request.person.hand, role, given.to)
    if request.browser.acts_for_id == role:
        sessions.act_for(request.browser, None)
    return sign_in.me(request)


@router.post("/session/acting-for", response={200: Me, **REFUSALS})
def act_for(request: SignedInRequest, given: ActFor) -> Me:
    """For a role I am on duty for, or for myself; the duty stays as it is."""
    if given.role is not None:
        duties.must_be_on_duty(request.person.hand, given.role)
    sessions.act_for(request.browser, given.role)
    return sign_in.me(request)
