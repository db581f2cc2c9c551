"""Somebody who writes and reads through failures, by the rules the page follows.

One message at a time waits for its answer; it is sent again under the same id until it comes. What
is missing shows by its number, and is asked for.
"""

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from random import uniform
from time import monotonic
from typing import Any
from uuid import uuid4

import httpx
import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

AGAIN = 4.0  # seconds after which what was not answered is sent again
FAILURES = (OSError, TimeoutError, WebSocketException, httpx.HTTPError)


@dataclass(frozen=True, slots=True)
class Held:
    """An entry, as somebody has it."""

    seq: int
    message: str
    author: str
    client_id: str
    text: str


class Member:
    def __init__(self, origin: str, room: str, *, id: str, cookie: str) -> None:  # noqa: A002
        self.origin, self.room, self.id = origin, room, id
        self.headers = {"Cookie": cookie, "Origin": origin}
        self.http = httpx.AsyncClient(base_url=origin, headers=self.headers, timeout=6)
        self.socket: ClientConnection | None = None
        self.held: dict[int, Held] = {}
        self.upto = 0  # the last number without a hole before it
        self.outbox: deque[tuple[str, str]] = deque()
        self.asked_at = self.answered_at = 0.0
        self.acknowledged: dict[str, int] = {}
        self.refused: list[str] = []

    async def live(self) -> None:
        """Stay connected, for ever."""
        while True:
            with suppress(*FAILURES):
                await self.connected()
            self.socket = None
            await asyncio.sleep(uniform(0.1, 1.0))  # not all at the same moment

    async def connected(self) -> None:
        url = self.origin.replace("http", "ws", 1) + "/ws/"
        async with connect(url, additional_headers=self.headers, open_timeout=5) as socket:
            self.socket = socket
            await self.catch_up()
            await self.send_first()
            async for text in socket:
                await self.take(orjson.loads(text))

    async def insist(self) -> None:
        """Send again what has waited too long for its answer, for ever."""
        while True:
            await asyncio.sleep(1)
            if monotonic() - self.asked_at > AGAIN:
                await self.send_first()

    async def write(self, text: str) -> None:
        self.outbox.append((str(uuid4()), text))
        if len(self.outbox) == 1:
            await self.send_first()

    async def send_first(self) -> None:
        if not self.outbox or self.socket is None:
            return
        name, text = self.outbox[0]
        order = {"type": "send_message", "id": name, "conversation": self.room, "text": text}
        order |= {"composed_at": "2026-11-01T08:00:00Z"}
        self.asked_at = monotonic()
        try:
            await self.socket.send(orjson.dumps(order).decode())
        except WebSocketException:
            return  # `live` notices too, and it is sent again

    async def take(self, frame: dict[str, Any]) -> None:
        match frame:
            case {"type": "happened", "entry": entry}:
                self.hold(entry)
                await self.know_of(entry["seq"])
            case {"type": "accepted", "ref": name, "seq": int(seq)}:
                await self.accepted(name, seq)
            case {"type": "refused", "code": code} if code != "unavailable":
                self.refused.append(code)
            case {"type": "positions", "positions": positions}:
                for position in positions:
                    if position["conversation"] == self.room:
                        await self.know_of(position["seq"])

    async def accepted(self, name: str, seq: int) -> None:
        self.acknowledged[name] = seq
        self.answered_at = monotonic()
        if self.outbox and self.outbox[0][0] == name:
            self.outbox.popleft()
            await self.send_first()

    async def know_of(self, seq: int) -> None:
        if seq > self.upto:
            await self.catch_up()

    async def catch_up(self) -> None:
        more = True
        while more:
            page = await self.http.get(
                f"/api/conversations/{self.room}/entries",
                params={"after": self.upto, "limit": 200},
            )
            if page.status_code != 200:
                return  # the next entry, or sign of life, shows the hole again
            for entry in page.json()["entries"]:
                self.hold(entry)
            more = page.json()["more_after"]

    def hold(self, entry: dict[str, Any]) -> None:
        what = entry["what"]
        self.held[entry["seq"]] = Held(
            seq=entry["seq"],
            message=what.get("message", ""),
            author=entry["party"],
            client_id=what.get("client_id", ""),
            text=what.get("text", ""),
        )
        while self.upto + 1 in self.held:
            self.upto += 1
