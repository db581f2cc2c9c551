"""One who sends rubbish, too much, or never reads, harms nobody else."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import psutil
import pytest
from channels.db import database_sync_to_async
from django.utils import timezone
from websockets.exceptions import ConnectionClosed

from tests.live.conftest import Cast, Team, team_at
from tests.live.page import Page
from tests.server import HOST, Launch, LiveServer, SignedIn

TOO_MUCH, TOO_BIG = 4408, 1009
MEGABYTE = 1024 * 1024
NOW = timezone.now().isoformat()
GOOD = {
    "type": "send_message", "id": str(uuid4()), "conversation": str(uuid4()), "text": "Bonjour",
    "composed_at": NOW,
}  # fmt: skip


def message(**wrong: Any) -> str:
    return json.dumps(GOOD | wrong)


BAD: list[str | bytes] = [
    "",
    "bonjour",
    '{"type": "ping"',
    '"ping"',
    '["ping"]',
    "null",
    "7",
    "{}",
    '{"type": null}',
    '{"type": "shutdown"}',
    '{"type": "ping", "more": 1}',
    '{"type": "ping"} {"type": "ping"}',
    b'{"type": "ping"}',
    b"\x00\xff" * 50,
    "[" * 5_000,
    '{"a":' * 5_000,
    '{"type": "acknowledge", "positions": [{"conversation": "x", "seq": ' + "9" * 5_000 + "}]}",
    '{"type": "\\ud83d"}',
    "\u202e\u0000",
]
WRONG = [
    message(text="a" * 10_001),
    message(text="\x00"),
    message(text="  "),
    message(text=None),
    message(id="moi"),
    message(id=None),
    message(seq=7),
    message(composed_at="hier"),
    message(conversation=["x"]),
]
UNREADABLE = {
    "type": "refused", "ref": None, "code": "unreadable",
    "message": "Cette demande n’a pas la forme attendue.",
}  # fmt: skip


@pytest.mark.parametrize("frames", [BAD, WRONG], ids=["unreadable", "not as agreed"])
async def test_what_is_not_understood_is_answered_by_a_frame_and_the_page_stays_open(
    team: Team, frames: list[str | bytes]
) -> None:
    async with Page(team.bruno) as page:
        for frame in frames:
            await page.socket.send(frame)
            assert await page.hears("refused") == UNREADABLE, frame
        await page.in_step()


async def test_too_many_frames_that_are_not_understood_close_the_page(team: Team) -> None:
    async with Page(team.bruno) as page, Page(team.camille) as other:
        for _ in range(21):
            await page.socket.send("bonjour")
        assert await page.is_closed() == TOO_MUCH
        assert page.count("refused") == 21
        assert page.frames[-1] == {"type": "goodbye", "reason": "too_many_errors"}
        await other.in_step()


async def test_a_page_that_speaks_too_fast_is_closed(team: Team) -> None:
    async with Page(team.bruno) as page, Page(team.camille) as other:
        with suppress(ConnectionClosed):
            for _ in range(400):
                await page.say("ping")
        assert await page.is_closed() == TOO_MUCH
        assert page.frames[-1] == {"type": "goodbye", "reason": "too_fast"}
        assert page.count("pong") < 300
        await other.in_step()


async def test_a_flood_of_frames_is_cut_without_a_word(team: Team) -> None:
    async with Page(team.bruno) as page, Page(team.camille) as other:
        with suppress(ConnectionClosed):
            for _ in range(20_000):
                await page.say("ping")
        assert await page.is_closed() in {TOO_MUCH, 1006}
        await other.in_step()


@pytest.mark.parametrize("size", [70_000, 200_000, 20 * MEGABYTE])
async def test_a_frame_that_is_too_big_closes_its_page_alone(
    team: Team, conversation: UUID, size: int
) -> None:
    async with Page(team.camille) as page, Page(team.camille) as mine, Page(team.nadia) as hers:
        with suppress(ConnectionClosed):
            await page.socket.send(message(text="a" * size))
        assert await page.is_closed() in {TOO_BIG, 1006}
        await mine.post(conversation, "Bonsoir")
        await hers.hears("happened")


async def test_the_longest_message_goes_through_whatever_its_letters(
    team: Team, conversation: UUID
) -> None:
    async with Page(team.camille) as mine, Page(team.nadia) as hers:
        for text in ("a" * 10_000, "é" * 10_000, "🩺" * 10_000, '"' * 10_000):
            await mine.post(conversation, text)
        await hers.until(lambda: len(hers.texts(conversation)) == 4)


# --- The others, meanwhile ------------------------------------------------------------------


@dataclass
class Meanwhile:
    """Two people who talk, and the memory of their server."""

    server: LiveServer
    mine: Page
    hers: Page
    conversation: UUID
    delays: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)

    async def talk(self) -> None:
        while True:
            await self.say_something()
            await asyncio.sleep(0.02)

    async def say_something(self) -> None:
        self.memory.append(memory_of(self.server))
        sent = monotonic()
        ref = await self.mine.send_message(self.conversation, "Tout va bien")

        def has_come() -> bool:
            return any(
                frame["entry"]["what"].get("client_id") == ref
                for frame in self.hers.heard("happened")[-200:]
            )

        await self.hers.until(has_come, within=20)
        self.delays.append(monotonic() - sent)

    @property
    def p99(self) -> float:
        return sorted(self.delays)[int(len(self.delays) * 0.99)]

    @property
    def grown(self) -> float:
        """How much more memory the server had at its most, in megabytes."""
        return (max(self.memory) - self.memory[0]) / MEGABYTE


def memory_of(server: LiveServer) -> int:
    assert server.web
    rss: int = psutil.Process(server.web.pid).memory_info().rss
    return rss


@asynccontextmanager
async def others_talking(
    server: LiveServer, team: Team, conversation: UUID
) -> AsyncIterator[Meanwhile]:
    async with Page(team.camille) as mine, Page(team.hugo) as hers:
        meanwhile = Meanwhile(server, mine, hers, conversation)
        for _ in range(20):
            await meanwhile.say_something()
        talking = asyncio.create_task(meanwhile.talk())
        yield meanwhile
        talking.cancel()
        with suppress(asyncio.CancelledError):
            await talking
        assert meanwhile.p99 < 1, f"p99 {meanwhile.p99:.2f} s of {len(meanwhile.delays)}"


FORMS = {
    "json": ("application/json", "content-length"),
    "multipart": ("multipart/form-data; boundary=x", "content-length"),
    "urlencoded": ("application/x-www-form-urlencoded", "content-length"),
    "chunked": ("application/octet-stream", "chunked"),
    "chunked form": ("application/x-www-form-urlencoded", "chunked"),
}
URLS = ["/", "/api/session", "/api/conversations", "/health", "/ready", "/ws/", "/static/x", "/x.y"]


async def test_a_hundred_megabytes_sent_to_any_address_harm_nobody(
    launch: Launch,
    cast: Cast,
    conversation: UUID,
) -> None:
    server = await asyncio.to_thread(launch)
    team = await database_sync_to_async(team_at)(server, cast)
    async with others_talking(server, team, conversation) as meanwhile:
        for url in URLS:
            answers = await asyncio.gather(
                *(send_body(server, team.bruno, url, *form) for form in FORMS.values())
            )
            assert {code for code, _ in answers} <= {"413", "gone"}, (url, answers)
            assert max(taken for _, taken in answers) < 20 * MEGABYTE
    assert meanwhile.grown < 50


async def send_body(
    server: LiveServer, who: SignedIn, url: str, kind: str, length: str
) -> tuple[str, int]:
    """Stream 100 MB there. What is answered, and how much was taken before."""
    reader, writer = await asyncio.open_connection(HOST, server.port)
    size = f"Content-Length: {100 * MEGABYTE}"
    writer.write(
        f"POST {url} HTTP/1.1\r\nHost: {HOST}:{server.port}\r\nOrigin: {server.url}\r\n"
        f"Cookie: session={who.cookies['session']}; csrf={who.cookies['csrf']}\r\n"
        f"X-CSRFToken: {who.cookies['csrf']}\r\nContent-Type: {kind}\r\n"
        f"{size if length == 'content-length' else 'Transfer-Encoding: chunked'}\r\n\r\n".encode()
    )
    piece = b"a" * (64 * 1024)
    framed = piece if length == "content-length" else b"10000\r\n" + piece + b"\r\n"
    taken, code = 0, "gone"
    try:
        while taken < 100 * MEGABYTE and not reader.at_eof():
            writer.write(framed)
            await writer.drain()
            taken += len(piece)
    except OSError:
        pass
    with suppress(OSError, TimeoutError):
        line = await asyncio.wait_for(reader.readline(), 5)
        code = line.split()[1].decode() if line else "gone"
    writer.transport.abort()
    return code, taken


async def test_pages_that_never_read_are_cut_and_cost_the_others_nothing(
    launch: Launch,
    cast: Cast,
    conversation: UUID,
) -> None:
    settings = {"SOCKETS_PER_ACCOUNT": "60", "FRAMES_PER_SECOND": "100000"}
    server = await asyncio.to_thread(lambda: launch(**settings))
    team = await database_sync_to_async(team_at)(server, cast)
    with ExitStack() as open_sockets:
        deaf = [open_sockets.enter_context(never_reads(team.nadia)) for _ in range(50)]
        async with others_talking(server, team, conversation) as meanwhile:
            await say_much(team.camille, conversation)
        assert meanwhile.grown < 100
        assert [is_cut(one) for one in deaf] == [True] * 50


async def say_much(who: SignedIn, conversation: UUID) -> None:
    """2,000 long messages, as fast as they are acknowledged."""
    async with Page(who) as page:
        for turn in range(100):
            for _ in range(20):
                await page.send_message(conversation, "a" * 4_000)
            answered = 20 * (turn + 1)
            await page.hears_all("accepted", answered, within=20)


def never_reads(who: SignedIn) -> socket.socket:
    """A page that is connected, and takes nothing of what it is sent."""
    host, port = who.url.removeprefix("http://").split(":")
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    deaf.connect((host, int(port)))
    deaf.sendall(
        f"GET /ws/ HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {who.url}\r\n"
        f"Cookie: session={who.cookies['session']}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n".encode()
    )
    assert deaf.recv(12) == b"HTTP/1.1 101"
    return deaf


def is_cut(deaf: socket.socket) -> bool:
    """It reads at last: is there an end to it?"""
    deaf.settimeout(1)
    try:
        while deaf.recv(MEGABYTE):
            pass
    except TimeoutError:
        return False
    except OSError:
        pass
    return True
