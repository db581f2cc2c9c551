"""The real server: one body may be larger than the others, and nothing makes it swell."""

import asyncio
from http.client import HTTPConnection
from uuid import uuid4

import httpx
import psutil
import pytest

from directory.models import Professional
from files.shapes import PART
from tests.files.sending import send_up
from tests.server import HOST, LiveServer

MEGABYTE = 1024 * 1024
LARGE = (b"%PDF-1.7\n" + bytes(range(256)) * 41_000)[: 10 * MEGABYTE]


@pytest.mark.parametrize(
    ("method", "path", "size", "taken"),
    [
        ("PUT", "/api/uploads/{id}/parts/1", PART, True),
        ("PUT", "/api/uploads/{id}/parts/1", PART + 2_000, False),
        ("PUT", "/api/uploads/{id}/parts/1", 600 * MEGABYTE, False),
        ("POST", "/api/uploads/{id}/parts/1", PART, False),
        ("PUT", "/api/uploads/{id}/parts/1?x=/parts/1", PART, False),
        ("PUT", "/api/uploads/{id}/parts/1/../../../session", PART, False),
        ("PUT", "/api/uploads", PART, False),
        ("POST", "/api/uploads", PART, False),
        ("POST", "/api/uploads/{id}/finish", PART, False),
    ],
)
def test_only_a_part_may_be_larger_than_other_bodies(
    server: LiveServer, method: str, path: str, size: int, taken: bool
) -> None:
    """Nobody is signed in: what is not cut short at the door is answered 401."""
    line = HTTPConnection(HOST, server.port, timeout=10)
    line.putrequest(method, path.format(id=uuid4()))
    line.putheader("Content-Length", str(size))
    line.endheaders(b"x" * size if taken else None)
    assert line.getresponse().status == (401 if taken else 413)
    line.close()


def test_a_body_that_does_not_say_its_length_is_cut_as_it_comes(server: LiveServer) -> None:
    chunks = (b"x" * 65_536 for _ in range(100))
    with httpx.Client(base_url=server.url) as http:
        try:
            answer = http.put(f"/api/uploads/{uuid4()}/parts/1", content=chunks)
        except httpx.TransportError:
            return  # the line was cut while it was still being written to
        assert answer.status_code == 413


async def test_ten_people_who_send_ten_megabytes_at_once_do_not_make_it_swell(
    server: LiveServer, camille: Professional
) -> None:
    who = await server.sign_in_async(camille)
    await send_up(who, LARGE, "scan.pdf")
    assert server.web
    process = psutil.Process(server.web.pid)
    before, most = process.memory_info().rss, 0
    sending = asyncio.gather(*(send_up(who, LARGE, "scan.pdf") for _ in range(10)))
    while not sending.done():
        most = max(most, process.memory_info().rss)
        await asyncio.sleep(0.02)
    await sending
    assert most - before < 40 * MEGABYTE, "of the hundred that were sent"
