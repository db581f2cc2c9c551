"""W2: 200 conversations of 5, 1,000 people live; a message of each waits for its answer, which
comes after its commit; the next follows at once."""

from time import perf_counter

from bench.figures import Figures, latency, measured, named
from bench.pages import Crowd, Page, kind_of, message
from bench.stand import Stand

PATIENCE = 15.0


class Talk:
    """One writer a conversation."""

    def __init__(self, crowd: Crowd, writers: dict[str, str]) -> None:
        self.crowd = crowd
        self.rooms = {page: writers[page.who] for page in crowd.pages if page.who in writers}
        self.sent_at: dict[Page, float] = {}
        self.sent = self.delivered = 0
        self.waits: list[float] = []
        self.going = True

    def send(self, page: Page) -> None:
        text, _ = message(self.rooms[page])
        self.sent += 1
        self.sent_at[page] = perf_counter()
        page.send(text)

    def take(self, page: Page, texts: list[bytes], now: float) -> None:
        for text in texts:
            kind = kind_of(text)
            if kind == b"happened":
                self.delivered += 1
            elif kind == b"accepted":
                self.waits.append(now - self.sent_at[page])
                if self.going:
                    self.send(page)
            elif kind in (b"refused", b"goodbye"):
                raise RuntimeError("the server refused a message")


def w2(
    stand: Stand, crowd: Crowd, writers: dict[str, str], *, members: int, seconds: float
) -> Figures:
    """`writers`: the conversation in which each of these people writes."""
    talk = Talk(crowd, writers)
    end = perf_counter() + seconds
    with measured(stand) as span:
        for page in talk.rooms:
            talk.send(page)
        while talk.going or talk.delivered < talk.sent * members:
            talk.going = perf_counter() < end
            if perf_counter() > end + PATIENCE:
                raise RuntimeError("messages were not delivered")
            crowd.read(talk.take, wait=0.1)
    pace = {"messages/s": talk.sent / span.seconds}
    return named("W2", pace | latency(talk.waits) | span.per("message", talk.sent))
