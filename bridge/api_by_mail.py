"""Conversations by mail, over HTTP: who reads so, and my own choice."""

from uuid import UUID

from ninja import Router

from bridge.colleagues import carried, choosing, telling
from bridge.shapes import Bylines, ByMail, CarriedOut, ChooseByMail
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem

router = Router(tags=["mail"], auth=signed_in)
REFUSALS = {404: Problem, 409: Problem, 422: Problem, 503: Problem}


@router.get("/conversations/{conversation}/bylines", response={200: Bylines, **REFUSALS})
def bylines(request: SignedInRequest, conversation: UUID) -> Bylines:
    """Who of the others reads this conversation by mail, and where."""
    return telling.bylines_of(request.person, conversation)


@router.get(
    "/conversations/{conversation}/entries/{seq}/carried-out",
    response={200: CarriedOut, **REFUSALS},
)
def carried_out(request: SignedInRequest, conversation: UUID, seq: int) -> CarriedOut:
    """To whom a message went by mail already: for who is about to mask it."""
    return carried.carried_out(request.person, conversation, seq)


@router.get("/by-mail", response={200: ByMail, **REFUSALS})
def mine(request: SignedInRequest) -> ByMail:
    """Whether I get my conversations by mail too."""
    return choosing.choice_of(request.person)


@router.put("/by-mail", response={200: ByMail, **REFUSALS})
def choose(request: SignedInRequest, given: ChooseByMail) -> ByMail:
    return choosing.choose(request.person, given)
