"""The other processes: each piece of news crosses Redis once a process, sealed.

Redis may be away: nothing waits for it. When it is back, the others are told that news was lost,
and tell their pages afresh where everything stands.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import fields
from operator import attrgetter
from uuid import uuid4

import orjson
from channels.layers import BaseChannelLayer, get_channel_layer
from cryptography.exceptions import InvalidTag

from conversations.crossing import opened, sealed
from conversations.sockets import News

log = logging.getLogger(__name__)
GROUP = "hubs"
MOST_WAITING = 1_000
PATIENCE = 1.0  # seconds given to Redis for one publication

# Not asdict: it copies every id, and that took a tenth of the event loop.
packed = attrgetter(*(field.name for field in fields(News)))


class Relay:
    """Publishes this process's news, and hears that of the others."""

    def __init__(self) -> None:
        self.name = uuid4().hex
        self.waiting: asyncio.Queue[list[News]] = asyncio.Queue(MOST_WAITING)
        self.lost = False  # something told here may not have reached the others

    def publish(self, news: list[News]) -> None:
        try:
            self.waiting.put_nowait(news)
        except asyncio.QueueFull:
            self.lost = True
            log.warning("Redis does not follow: %d pieces of news not relayed", len(news))

    async def send(self) -> None:
        """Publish what waits, all of it in one message, for ever."""
        layer = the_layer()
        while True:
            news = await self.waiting.get()
            while not self.waiting.empty():
                news = news + self.waiting.get_nowait()
            content = orjson.dumps({"news": [packed(one) for one in news], "lost": self.lost})
            message = {"type": "news", "of": self.name, "sealed": sealed(self.name, content)}
            try:
                async with asyncio.timeout(PATIENCE):
                    await layer.group_send(GROUP, message)
                self.lost = False
            except Exception as no:  # noqa: BLE001 — Redis carries hints, whatever ails it
                self.lost = True
                log.warning("not relayed: %s", type(no).__name__)

    async def receive(
        self, take: Callable[[list[News]], None], again: Callable[[], Awaitable[None]]
    ) -> None:
        """Give what other processes tell to `take`; call `again` when some of it was lost.

        The layer subscribes again by itself when Redis comes back.
        """
        layer = the_layer()
        channel = await layer.new_channel()
        await layer.group_add(GROUP, channel)
        try:
            while True:
                message = await layer.receive(channel)
                if message["of"] == self.name:
                    continue  # before it is opened: that alone took 7 % of the interpreter's time
                try:
                    told = orjson.loads(opened(message["of"], message["sealed"]))
                except InvalidTag:
                    log.warning("somebody else speaks in Redis: not taken")
                    continue
                take([News(*one) for one in told["news"]])
                if told["lost"]:
                    await again()
        finally:
            # Or the layer would keep all that comes for a channel that nobody reads any more.
            await layer.group_discard(GROUP, channel)


def the_layer() -> BaseChannelLayer:
    layer = get_channel_layer()
    assert layer is not None, "settings name one"
    return layer
