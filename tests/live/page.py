"""One open page, as a program sees it: the frames it sends and gets, in order, with their times."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Any, Self
from uuid import UUID, uuid4

from django.utils import timezone
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from tests.server import SignedIn

Frame = dict[str, Any]
PATIENCE = 10.0


class Page:
    """`async with Page(somebody) as page:` it is connected, and has been told where all stands."""

    def __init__(self, who: SignedIn) -> None:
        self.who = who
        self.frames: list[Frame] = []
        self.times: list[float] = []  # when each came
        self.taken = 0  # those before have been looked at by `hears`
        self.came = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self.socket: ClientConnection = await self.who.socket()
        self.reading = asyncio.create_task(self._read())
        await self.hears("unread")
        return self

    async def __aexit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        await self.socket.close()
        await self.reading

    async def _read(self) -> None:
        with suppress(ConnectionClosed):
            async for text in self.socket:
                async with self.came:
                    self.frames.append(json.loads(text))
                    self.times.append(monotonic())
                    self.came.notify_all()
        async with self.came:
            self.came.notify_all()

    async def say(self, kind: str, **more: Any) -> None:
        frame = {"type": kind} | more
        await self.socket.send(json.dumps(frame, default=str, ensure_ascii=False))

    async def post(self, conversation: UUID, text: str = "Bonjour", **more: Any) -> Frame:
        """Post a message and wait until it is acknowledged."""
        ref = await self.send_message(conversation, text, **more)
        return await self.hears("accepted", ref=ref)

    async def send_message(
        self,
        conversation: UUID,
        text: str = "Bonjour",
        *,
        named: UUID | None = None,
        **more: Any,
    ) -> str:
        ref = str(named or uuid4())
        now = timezone.now().isoformat()
        await self.say("send_message", id=ref, conversation=conversation, text=text,
                       composed_at=now, **more)  # fmt: skip
        return ref

    async def post_again(self, conversation: UUID, text: str, named: UUID) -> Frame:
        """What the same message is answered now: accepted, or refused."""
        before = len(self.frames)
        ref = await self.send_message(conversation, text, named=named)
        answers: list[Frame] = []

        def is_answered() -> bool:
            answers[:] = [frame for frame in self.frames[before:] if frame.get("ref") == ref]
            return bool(answers)

        await self.until(is_answered, within=10)
        return answers[-1]

    async def opens(self, conversation: UUID | None) -> None:
        """From now on receipts come here: what is answered after it was done after it."""
        await self.say("open_conversation", conversation=conversation)
        await self.in_step()

    async def sees(self, conversation: UUID, first: int, last: int | None = None) -> None:
        now = timezone.now().isoformat()
        span = {"from_seq": first, "to_seq": last or first, "displayed_at": now}
        ref = str(uuid4())
        await self.say("report_seen", ref=ref, conversation=conversation, said_at=now, spans=[span])
        await self.hears("accepted", ref=ref)

    async def hears_all(self, kind: str, number: int, *, within: float = PATIENCE) -> None:
        """So many frames of this type have come, all in all."""
        await self.until(lambda: self.count(kind) >= number, within=within)

    async def in_step(self) -> None:
        """All that this page was told before now has come."""
        before = self.count("pong")
        await self.say("ping")
        await self.until(lambda: self.count("pong") > before)

    def count(self, kind: str) -> int:
        return sum(frame["type"] == kind for frame in self.frames)

    async def hears(self, kind: str, *, within: float = PATIENCE, **holding: Any) -> Frame:
        """The next frame of this type that holds these values; those before it are passed over."""
        found: list[Frame] = []

        def is_there() -> bool:
            while not found and self.taken < len(self.frames):
                frame = self.frames[self.taken]
                self.taken += 1
                if frame["type"] == kind and holds(frame, holding):
                    found.append(frame)
            return bool(found)

        await self.until(is_there, within=within, what=f"{kind} {holding}")
        return found[0]

    async def until(
        self, holds: Callable[[], bool], *, within: float = PATIENCE, what: str = "it"
    ) -> None:
        async with self.came:
            try:
                # Not asyncio.wait_for: before Python 3.12 it loses a cancellation that comes as it
                # ends, and whoever talks until cancelled talks for ever.
                async with asyncio.timeout(within):
                    await self.came.wait_for(holds)
            except TimeoutError:
                raise AssertionError(f"{what} did not come; {self.frames[-5:]} did") from None

    async def is_closed(self, *, within: float = PATIENCE) -> int:
        """The code it is closed with."""
        await asyncio.wait_for(self.socket.wait_closed(), within)
        await self.reading
        code = self.socket.close_code
        assert code is not None
        return code

    def heard(self, kind: str) -> list[Frame]:
        return [frame for frame in self.frames if frame["type"] == kind]

    def texts(self, conversation: UUID) -> list[str]:
        """The messages told to this page, in the order they came."""
        return [
            frame["entry"]["what"]["text"]
            for frame in self.heard("happened")
            if frame["conversation"] == str(conversation) and "text" in frame["entry"]["what"]
        ]


def holds(frame: Frame, given: Frame) -> bool:
    return all(frame.get(name) == value for name, value in plain(given).items())


def plain(given: Frame) -> Frame:
    """As it looks once it has crossed: ids are text."""
    plainly: Frame = json.loads(json.dumps(given, default=str))
    return plainly
