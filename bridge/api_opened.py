"""What one does with a courrier that is there."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from ninja import Router, Status

from bridge.fetching.keeping import RAW
from bridge.opening import joining, receipts
from bridge.opening.kindred import kindred_of
from bridge.opening.laid_out import POLICY, page_of
from bridge.opening.originals import original_of
from bridge.shapes import Attach, Kindred
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem
from files import serving, store

router = Router(tags=["mail"], auth=signed_in)
REFUSALS = {400: Problem, 404: Problem, 409: Problem, 422: Problem, 503: Problem}


@router.get("/letters/{conversation}/{seq}/original", response=REFUSALS)
def original(request: SignedInRequest, conversation: UUID, seq: int) -> HttpResponseBase:
    """As it came, to the byte."""
    raw = original_of(request.person, conversation, seq)
    place = store.place_of(raw.sha256)
    return serving.answer(
        request, place=place, kind=RAW, size=raw.size, name="courrier.eml", inline=False
    )


@router.get("/letters/{conversation}/{seq}/html", response=REFUSALS)
def html(request: SignedInRequest, conversation: UUID, seq: int) -> HttpResponseBase:
    """As its writer laid it out: cleaned, loads nothing, for a frame without any right."""
    page = page_of(request.person, conversation, seq)
    return HttpResponse(page, headers={"Content-Security-Policy": POLICY})


@router.post("/letters/{conversation}/{seq}/receipt", response={204: None, **REFUSALS})
def give_receipt(request: SignedInRequest, conversation: UUID, seq: int) -> Status[None]:
    """Tell whoever asked that it was opened: only because somebody says so."""
    receipts.give(request.person, conversation, seq)
    return Status(204, None)


@router.get("/conversations/{conversation}/kindred", response={200: Kindred, **REFUSALS})
def kindred(request: SignedInRequest, conversation: UUID) -> Kindred:
    """The courriers this one may belong with."""
    return kindred_of(request.person, conversation)


@router.post("/conversations/{conversation}/attach", response={204: None, **REFUSALS})
def attach(request: SignedInRequest, conversation: UUID, given: Attach) -> Status[None]:
    """« Rattacher »: what was said here is said there, and what comes next too."""
    joining.attach(request.person, conversation, given.to)
    return Status(204, None)
