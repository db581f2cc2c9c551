"""What I do and where, which of it I act as, and who is given my phone."""

from uuid import UUID

from ninja import Router

from directory import acting, phones
from directory.people_shapes import MyPhone, ShowPhone
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


@router.get("/phone", response={200: MyPhone, 401: Problem}, auth=signed_in)
def my_phone(request: SignedInRequest) -> MyPhone:
    return phones.mine(request.person.hand)


@router.post("/phone", response={200: MyPhone, 401: Problem, 403: Problem}, auth=signed_in)
def show_phone(request: SignedInRequest, given: ShowPhone) -> MyPhone:
    """To every professional, to those I write with, or to nobody. On my card from now on."""
    return phones.show_to(request.person.hand, given.shown_to)
