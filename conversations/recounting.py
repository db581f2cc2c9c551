"""Tell people their unread counts again, soon after something changed them.

Many changes make one telling: those of a fraction of a second are counted together, one query for
all the people of this process, and a pause follows that is long beside what the counting cost.
"""

import asyncio
from time import monotonic
from uuid import UUID

from conversations import unread
from conversations.protocol import Unread, UnreadChanged
from conversations.shapes import Counts
from conversations.sockets import News, hub
from conversations.threads import in_thread

AT_ONCE_MOST = 2_000  # pairs counted in one query
AFTER = 0.05  # seconds: what happened goes out first, and what follows at once is counted with it
PAUSE = 0.25  # seconds at least between two tellings
SHARE = 10  # and ten times as long as the counting took


class Recount:
    """Whose count in which conversation has changed since it was last told."""

    def __init__(self) -> None:
        # Conversation and party, as text: a UUID for each member and message is what costs.
        self.changed: dict[tuple[str, str], None] = {}
        self.something = asyncio.Event()

    def note(self, news: News) -> None:
        if news.recount is None:
            return
        for party in news.to:
            if party in hub.sockets:
                self.changed[news.recount, party] = None
        if self.changed:
            self.something.set()

    async def run(self) -> None:
        while True:
            await self.something.wait()
            await asyncio.sleep(AFTER)
            began = monotonic()
            await self.tell()
            await asyncio.sleep(max(PAUSE, SHARE * (monotonic() - began)))

    async def tell(self) -> None:
        pairs = list(self.changed)[:AT_ONCE_MOST]
        for pair in pairs:
            del self.changed[pair]
        if not self.changed:
            self.something.clear()
        try:
            frames = await in_thread(counted, {(UUID(c), UUID(p)) for c, p in pairs})
        except Exception:
            self.changed |= dict.fromkeys(pairs)  # they are still to be told
            self.something.set()
            raise
        for party, frame in frames.items():
            hub.deliver(News(to=[str(party)], frame=frame))


def counted(pairs: set[tuple[UUID, UUID]]) -> dict[UUID, str]:
    """The frame each of these people is to get."""
    changes = unread.unread_in(pairs)
    counts = unread.counts_of(changes.keys())
    return {party: frame_of(changes[party], counts[party]) for party in changes}


def frame_of(changes: list[Unread], counts: Counts) -> str:
    return UnreadChanged(all=False, conversations=changes, counts=counts).model_dump_json()
