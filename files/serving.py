"""Giving bytes back: nothing in them may run, be kept by a cache, or be read by another site."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from files import store

# The proxy's own: deploy/proxy/nginx.conf repeats them, as it keeps few headers of ours.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
BY_PROXY = "/stored/"
ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def answer(
    request: HttpRequest, *, place: str, kind: str, size: int, name: str, inline: bool
) -> HttpResponseBase:
    """The bytes that stand at this place of the store, or the range of them that is asked for."""
    response: HttpResponseBase
    if settings.BEHIND_PROXY and store.is_folder():
        response = HttpResponse(headers={"X-Accel-Redirect": f"{BY_PROXY}{place}"})
    else:
        response = streamed(request, place, size)
    response["Content-Type"] = kind if not kind.startswith("text/") else f"{kind}; charset=utf-8"
    response["Content-Disposition"] = content_disposition_header(not inline, name) or "attachment"
    for header, value in HEADERS.items():
        response[header] = value
    return response


def streamed(request: HttpRequest, place: str, size: int) -> HttpResponseBase:
    """A chunk in memory at a time."""
    wanted = range_of(request.headers.get("Range", ""), size)
    if wanted is None:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        response["Accept-Ranges"] = "bytes"
        return response
    first, last = wanted
    partial = "Range" in request.headers and (first, last) != (0, size - 1)
    given = StreamingHttpResponse(chunks(place, first, last), status=206 if partial else 200)
    given["Accept-Ranges"] = "bytes"
    given["Content-Length"] = str(last - first + 1)
    if partial:
        given["Content-Range"] = f"bytes {first}-{last}/{size}"
    return given


def range_of(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte, ends included. None: there is nothing there. What is not understood, or
    asks for several, is given all of it, as it may be."""
    found = ONE_RANGE.match(asked)
    if found is None or found.group(1) == found.group(2) == "":
        return 0, size - 1
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last or size), size - 1)
    return (start, end) if start <= end else None


def chunks(place: str, first: int, last: int) -> Iterator[bytes]:
    left = last - first + 1
    with store.the_store().open(place) as file:
        file.seek(first)
        while left and (chunk := file.read(min(store.CHUNK, left))):
            left -= len(chunk)
            yield chunk
