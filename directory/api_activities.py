"""What I do and where, and which of it I act as."""

from uuid import UUID

from ninja import Router

from directory import acting
from directory.requests import SignedInRequest, signed_in
from directory.shapes import MyActivity, Person, Problem

router = Router(tags=["my activities"])


@router.get("/activities", response={200: list[MyActivity], 401: Problem}, auth=signed_in)
def my_activities(request: SignedInRequest) -> list[MyActivity]:
    return acting.mine(request.person.hand)


@router.post(
    "/activities/{activity}",
    response={200: Person, 401: Problem, 403: Problem, 404: Problem},
    auth=signed_in,
)
def act_as(request: SignedInRequest, activity: UUID) -> Person:
    """I act as this one now. As others see me from here on."""
    return acting.act_as(request.person.hand, activity)
