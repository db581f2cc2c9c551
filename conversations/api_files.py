"""Files over HTTP: what a message came with, to look at or to save."""

from uuid import UUID

from django.http import HttpResponseBase
from ninja import Router

from chat.errors import NotFound
from conversations.opening import opened
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem
from files import serving, store
from files.kinds import SHOWN

router = Router(tags=["files"], auth=signed_in)
REFUSALS = {404: Problem, 409: Problem, 503: Problem}


@router.get("/files/{attachment}/content", response=REFUSALS)
def content(request: SignedInRequest, attachment: UUID) -> HttpResponseBase:
    """The file as it was sent. A range may be asked for."""
    file, sha256 = opened(request.person, attachment)
    return serving.answer(
        request,
        place=store.place_of(sha256),
        kind=file.type,
        size=file.size,
        name=file.name,
        inline=file.type in SHOWN,
    )


@router.get("/files/{attachment}/preview", response=REFUSALS)
def preview(request: SignedInRequest, attachment: UUID) -> HttpResponseBase:
    """A small JPEG of a picture, without anything else that came with it."""
    file, sha256 = opened(request.person, attachment)
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
