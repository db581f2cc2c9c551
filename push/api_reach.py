"""Over HTTP: whom a message would be told to, and whom it was told to."""

from uuid import UUID

from ninja import Router

from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem
from push import told
from push.reach_shapes import ToldPeople, UntoldPeople

router = Router(tags=["push"], auth=signed_in)
REFUSALS = {401: Problem, 404: Problem}


@router.get("/conversations/{conversation}/untold", response={200: UntoldPeople, **REFUSALS})
def untold(request: SignedInRequest, conversation: UUID) -> UntoldPeople:
    """Whom nothing would tell that I have written, and why."""
    return told.untold_in(request.person, conversation)


@router.get(
    "/conversations/{conversation}/entries/{seq}/told", response={200: ToldPeople, **REFUSALS}
)
def told_of(request: SignedInRequest, conversation: UUID, seq: int) -> ToldPeople:
    """What became of the notifications of this message, by reader."""
    return told.told_of(request.person, conversation, seq)
