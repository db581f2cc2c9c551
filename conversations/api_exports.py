"""Exports over HTTP: ask for one, follow it, fetch it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import IO
from uuid import UUID

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from ninja import Router

from conversations.exports import asking, fetching
from conversations.exports.shapes import ExportView, Format, NewExport
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem

router = Router(tags=["exports"], auth=signed_in)
REFUSALS = {404: Problem, 409: Problem, 422: Problem, 429: Problem, 503: Problem}
CHUNK = 256 * 1024


@router.post("/conversations/{conversation}/exports", response={200: ExportView, **REFUSALS})
def export(request: SignedInRequest, conversation: UUID, given: NewExport) -> ExportView:
    """Ask for a conversation, or a part of it, for the care record. A line tells everybody."""
    return asking.ask(request.person, conversation, given)


@router.get("/conversations/{conversation}/exports", response={200: list[ExportView], **REFUSALS})
def my_exports(request: SignedInRequest, conversation: UUID) -> list[ExportView]:
    """Those I asked for in the last day, the last first."""
    return asking.mine(request.person, conversation)


@router.get("/exports/{export}", response={200: ExportView, **REFUSALS})
def one_export(request: SignedInRequest, export: UUID) -> ExportView:
    """How far it is. Somebody else's is not found."""
    return asking.view_of(asking.export_of(request.person, export))


@router.get("/exports/{export}/content", response=REFUSALS)
def content(request: SignedInRequest, export: UUID, format: Format) -> HttpResponseBase:  # noqa: A002 — its name in the address
    """The PDF, its machine-readable twin, or both with the attachments."""
    file, size, name = fetching.content(request.person, export, format)
    response = StreamingHttpResponse(streamed(request, file), content_type=fetching.TYPES[format])
    response["Content-Length"] = str(size)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def streamed(request: HttpRequest, file: IO[bytes]) -> Iterator[bytes] | AsyncIterator[bytes]:
    """A chunk in memory at a time: Django reads a plain iterator whole before it sends it."""
    return later(file) if isinstance(request, ASGIRequest) else now(file)


def now(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


async def later(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while chunk := await asyncio.to_thread(file.read, CHUNK):
            yield chunk
