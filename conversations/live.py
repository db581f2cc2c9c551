"""Start what keeps the open pages of a process up to date."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from threading import Thread

from conversations import pulse
from conversations.greeting import greet_again
from conversations.receipts import Gathering
from conversations.recounting import Recount
from conversations.relay import Relay
from conversations.sockets import News, hub, listeners

log = logging.getLogger(__name__)
_tasks: set[asyncio.Task[None]] = set()


def start() -> None:
    """To be called once, in the event loop of a process that serves sockets."""
    hub.loop = asyncio.get_running_loop()
    gathering, recount, relay = Gathering(), Recount(), Relay()

    def here(news: list[News]) -> None:
        for one in news:
            gathering.take(one)
            recount.note(one)

    listeners[:] = [here, relay.publish]
    keep(relay.send)
    keep(lambda: relay.receive(here, greet_again))
    keep(recount.run)
    keep(every(pulse.POSITIONS_EVERY, pulse.tell_positions))
    keep(every(pulse.PRESENCE_EVERY, pulse.tell_presence))
    keep(every(pulse.SESSIONS_EVERY, pulse.end_sockets_of_ended_sessions))


def start_relaying() -> None:
    """In a process that serves no page (the worker): what it tells reaches the pages of others."""
    hub.loop, relay = asyncio.new_event_loop(), Relay()
    listeners[:] = [relay.publish]
    hub.loop.call_soon(lambda: keep(relay.send))
    Thread(target=hub.loop.run_forever, name="relay", daemon=True).start()


def every(seconds: float, act: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    async def again() -> None:
        while True:
            await asyncio.sleep(seconds)
            await act()

    return again


def keep(run: Callable[[], Awaitable[None]]) -> None:
    """Run it for ever: the database or Redis may go and come back."""

    async def forever() -> None:
        while True:
            try:
                await run()
            except Exception as no:  # noqa: BLE001 — what serves pages never ends
                log.warning("starting again after %s", type(no).__name__)
            await asyncio.sleep(1)

    task = asyncio.get_running_loop().create_task(forever())
    _tasks.add(task)
