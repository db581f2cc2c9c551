"""« Vu par », live: told at once, then gathered for a second; one frame however many readers."""

import asyncio

import orjson

from conversations.sockets import News, hub

PAUSE = 1.0  # seconds


class Gathering:
    """The receipts of each conversation that wait for the end of its second."""

    def __init__(self) -> None:
        self.waiting: dict[str, list[News]] = {}

    def take(self, news: News) -> None:
        """Deliver what is not about receipts, or is the first of its second; keep the rest."""
        if news.watching is None or news.watching not in self.waiting:
            hub.deliver(news)
        if news.watching is None:
            return
        if news.watching in self.waiting:
            self.waiting[news.watching].append(news)
        else:
            self._pause(news.watching)

    def _pause(self, conversation: str) -> None:
        self.waiting[conversation] = []
        asyncio.get_running_loop().call_later(PAUSE, self._resume, conversation)

    def _resume(self, conversation: str) -> None:
        if gathered := self.waiting.pop(conversation):
            hub.deliver(in_one(gathered))
            self._pause(conversation)


def in_one(gathered: list[News]) -> News:
    """The same receipts in one frame, for the members as last read."""
    frames = [orjson.loads(news.frame or "{}") for news in gathered]
    whole = frames[-1] | {
        part: [change for frame in frames for change in frame[part]]
        for part in ("seen", "delivered")
    }
    return News(
        to=gathered[-1].to, watching=gathered[-1].watching, frame=orjson.dumps(whole).decode()
    )
