"""Files over HTTP: what a message came with, to look at or to save."""

from uuid import UUID

from django.http import HttpResponseBase
from ninja import Router

from chat.errors import NotFound
from conversations.opening import drawn, opened
from conversations.shapes import File
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem
from files import serving, store
from files.kinds import PICTURES, SHOWN

router = Router(tags=["files"], auth=signed_in)
REFUSALS = {404: Problem, 409: Problem, 503: Problem}


@router.get("/files/{attachment}/content", response=REFUSALS)
def content(request: SignedInRequest, attachment: UUID) -> HttpResponseBase:
    """The file as it was sent. A range may be asked for."""
    return as_sent(request, *opened(request.person, attachment))


@router.get("/files/{attachment}/view", response=REFUSALS)
def view(request: SignedInRequest, attachment: UUID) -> HttpResponseBase:
    """A picture, to be looked at: as it was sent, or as browsers can show it."""
    file, sha256 = opened(request.person, attachment)
    if file.type in PICTURES & SHOWN:
        return as_sent(request, file, sha256)
    return small(request, file, sha256)


@router.get("/files/{attachment}/preview", response=REFUSALS)
def preview(request: SignedInRequest, attachment: UUID) -> HttpResponseBase:
    """A small JPEG of a picture, without anything else that came with it: for the thread."""
    return small(request, *drawn(request.person, attachment))


def as_sent(request: SignedInRequest, file: File, sha256: str) -> HttpResponseBase:
    return serving.answer(
        request,
        place=store.place_of(sha256),
        kind=file.type,
        size=file.size,
        name=file.name,
        inline=file.type in SHOWN,
    )


def small(request: SignedInRequest, file: File, sha256: str) -> HttpResponseBase:
    if not file.preview:
        raise NotFound
    place = store.preview_of(sha256)
    return serving.answer(
        request,
        place=place,
        kind="image/jpeg",
        size=store.size_of(place),
        name="apercu.jpg",
        inline=True,
    )
