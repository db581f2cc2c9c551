"""W1: one conversation of N live members, one of whom writes.

A delivery is one frame of a message that one member's page has read, the author's own included.
"""

from collections.abc import Callable
from time import perf_counter

from bench.figures import Figures, Server, latency, measured, named
from bench.pages import Crowd, Page, kind_of

WINDOW = 8
PATIENCE = 15.0
Write = Callable[[], tuple[bytes, bytes]]


class Sending:
    """The first page writes; all count what they get."""

    def __init__(self, crowd: Crowd, write: Write) -> None:
        self.crowd = crowd
        self.sender = crowd.pages[0]
        self.write = write
        self.unanswered = 0
        self.delivered = 0
        self.sent: dict[bytes, float] = {}
        self.waits: list[float] = []

    def send(self) -> None:
        text, name = self.write()
        self.unanswered += 1
        self.sent[name] = perf_counter()
        self.sender.send(text)

    def take(self, page: Page, texts: list[bytes], now: float) -> None:
        for text in texts:
            kind = kind_of(text)
            if kind == b"happened":
                self.delivered += 1
                at = text.index(b'"client_id":"') + 13
                self.waits.append(now - self.sent[text[at : at + 36]])
            elif page is self.sender:
                self.answered(kind)

    def answered(self, kind: bytes) -> None:
        if kind == b"accepted":
            self.unanswered -= 1
        elif kind in (b"refused", b"goodbye"):
            raise RuntimeError("the server refused a message")

    def finish(self) -> None:
        """Until everybody has everything: one that is missing is a failure, not a figure."""
        give_up = perf_counter() + PATIENCE
        while self.delivered < len(self.sent) * len(self.crowd.pages):
            if perf_counter() > give_up:
                raise RuntimeError("messages were not delivered")
            self.crowd.read(self.take, wait=0.1)


def as_fast_as_answered(server: Server, sending: Sending, *, seconds: float) -> Figures:
    end = perf_counter() + seconds
    with measured(server) as span:
        while perf_counter() < end:
            while sending.unanswered < WINDOW:
                sending.send()
            sending.crowd.read(sending.take, wait=0.1)
        sending.finish()
    pace = {"deliveries/s": sending.delivered / span.seconds}
    return pace | span.per("delivery", sending.delivered)


def at_a_rate(server: Server, sending: Sending, *, per_second: float, seconds: float) -> Figures:
    due, end = perf_counter(), perf_counter() + seconds
    with measured(server) as span:
        while (now := perf_counter()) < end:
            if now >= due:
                sending.send()
                due += 1 / per_second
            sending.crowd.read(sending.take, wait=max(0.0, min(due, end) - perf_counter()))
        sending.finish()
    return latency(sending.waits) | span.per("delivery", sending.delivered)


def w1(
    server: Server,
    crowd: Crowd,
    write: Write,
    *,
    sending: type[Sending] = Sending,
    seconds: float,
) -> Figures:
    """A window of 8, then, as long again, 5 messages a second."""
    number = len(crowd.pages)
    burst = as_fast_as_answered(server, sending(crowd, write), seconds=seconds / 2)
    crowd.quiet(1.0)
    calm = at_a_rate(server, sending(crowd, write), per_second=5, seconds=seconds)
    return named(f"W1 N={number}", burst) | named(f"5/s N={number}", calm)
