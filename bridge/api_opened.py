"""What one does with a courrier that is there."""

from uuid import UUID

from django.http import HttpResponseBase
from ninja import Router

from bridge.shapes import Attach, Kindred
from chat.errors import NotFound
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem

router = Router(tags=["mail"], auth=signed_in)
REFUSALS = {400: Problem, 404: Problem, 409: Problem, 422: Problem, 503: Problem}


@router.get("/letters/{conversation}/{seq}/original", response=REFUSALS)
def original(request: SignedInRequest, conversation: UUID, seq: int) -> HttpResponseBase:
    """As it came, to the byte."""
    raise NotFound


@router.get("/letters/{conversation}/{seq}/html", response=REFUSALS)
def html(request: SignedInRequest, conversation: UUID, seq: int) -> HttpResponseBase:
    """As its writer laid it out: cleaned, loads nothing, for a frame without any right."""
    raise NotFound


@router.post("/letters/{conversation}/{seq}/receipt", response={204: None, **REFUSALS})
def give_receipt(request: SignedInRequest, conversation: UUID, seq: int) -> tuple[int, None]:
    """Tell whoever asked that it was opened: only because somebody says so."""
    raise NotFound


@router.get("/conversations/{conversation}/kindred", response={200: Kindred, **REFUSALS})
def kindred(request: SignedInRequest, conversation: UUID) -> Kindred:
    """The courriers this one may belong with."""
    raise NotFound


@router.post("/conversations/{conversation}/attach", response={204: None, **REFUSALS})
def attach(request: SignedInRequest, conversation: UUID, given: Attach) -> tuple[int, None]:
    """« Rattacher »: what was said here is said there, and what comes next too."""
    raise NotFound
