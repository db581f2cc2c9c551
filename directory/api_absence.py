"""My absence."""

from ninja import Router, Status

from directory import absences
from directory.absence_shapes import MyAbsence, NewAbsence
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem

router = Router(tags=["directory"], auth=signed_in)


@router.get("/absence", response={200: MyAbsence, 401: Problem})
def my_absence(request: SignedInRequest) -> MyAbsence:
    return MyAbsence(absence=absences.mine(request.person.hand))


@router.post("/absence", response={200: MyAbsence, 401: Problem, 404: Problem, 422: Problem})
def say_absence(request: SignedInRequest, given: NewAbsence) -> MyAbsence:
    """Who writes to me is told until when, and who stands in; the stand-in is added nowhere."""
    return MyAbsence(absence=absences.say(request.person.hand, given))


@router.delete("/absence", response={204: None, 401: Problem})
def end_absence(request: SignedInRequest) -> Status[None]:
    absences.end(request.person.hand)
    return Status(204, None)
