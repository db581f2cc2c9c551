"""W3: conversations of 20, all with it open; every recipient marks each message read, and every
member sees it.

A receipt is one reader's mark of one message, shown to one other member. Marked « at once », a
reader marks each message as it comes, and the next is written when all have: marks stored, one
a message and reader. « Gathered » is what a page does: at once if it has marked nothing for
two seconds, or else all that has come since, two seconds after: one mark for many messages.
"""

from time import perf_counter
from uuid import uuid4

import orjson

from bench.figures import Figures, measured, named
from bench.pages import Crowd, Page, kind_of, message
from bench.stand import Stand

GATHER = 2.0
PATIENCE = 15.0


class Room:
    """Where one conversation stands."""

    def __init__(self, conversation: str, pages: list[Page]) -> None:
        self.conversation = conversation
        self.writer, self.readers = pages[0], pages[1:]
        self.marked = 0  # marks stored of the last message


class Reading:
    """Writers and readers of several conversations."""

    def __init__(self, crowd: Crowd, rooms: list[Room], *, gather: float) -> None:
        self.crowd = crowd
        self.gather = gather
        self.room_of = {page: room for room in rooms for page in (room.writer, *room.readers)}
        self.rooms = rooms
        self.unmarked: dict[Page, tuple[int, int]] = {}
        self.mark_again_at: dict[Page, float] = {}
        self.sent = self.marks = self.shown = 0
        self.going = True

    def open(self) -> None:
        for page, room in self.room_of.items():
            page.send(
                b'{"type":"open_conversation","conversation":"%s"}' % room.conversation.encode()
            )
        self.crowd.quiet(1.0)

    def write(self, room: Room) -> None:
        room.marked = 0
        self.sent += 1
        room.writer.send(message(room.conversation)[0])

    def take(self, page: Page, texts: list[bytes], now: float) -> None:
        room = self.room_of[page]
        for text in texts:
            kind = kind_of(text)
            if kind == b"receipts":
                self.count(page, text)
            elif kind == b"happened" and page is not room.writer:
                self.read(page, text, now)
            elif kind == b"accepted":
                self.answered(page, room)
            elif kind in (b"refused", b"goodbye"):
                raise RuntimeError("the server refused a mark or a message")

    def count(self, page: Page, text: bytes) -> None:
        for span in orjson.loads(text)["seen"]:
            if span["party"] != page.who:
                self.shown += span["to_seq"] - span["from_seq"] + 1

    def read(self, page: Page, text: bytes, now: float) -> None:
        at = text.index(b'"seq":') + 6
        seq = int(text[at : text.index(b",", at)])
        first, _ = self.unmarked.get(page, (seq, seq))
        self.unmarked[page] = (first, seq)
        if now >= self.mark_again_at.get(page, 0.0):
            self.mark(page, now)

    def mark(self, page: Page, now: float) -> None:
        first, last = self.unmarked.pop(page)
        self.mark_again_at[page] = now + self.gather
        self.marks += 1
        page.send(
            f'{{"type":"report_seen","ref":"{uuid4()}","conversation":'
            f'"{self.room_of[page].conversation}","spans":[{{"from_seq":{first},"to_seq":{last},'
            '"displayed_at":"2026-11-01T08:00:00Z"}],"said_at":"2026-11-01T08:00:00Z"}'.encode()
        )

    def mark_what_waits(self, now: float) -> None:
        for page in [page for page in self.unmarked if now >= self.mark_again_at[page]]:
            self.mark(page, now)

    def answered(self, page: Page, room: Room) -> None:
        """At once: the next message when all have marked the last. Gathered: when it is stored."""
        if page is not room.writer:
            room.marked += 1
        next_one = page is room.writer if self.gather else room.marked == len(room.readers)
        if next_one and self.going:
            self.write(room)

    @property
    def expected(self) -> int:
        others = len(self.rooms[0].readers)  # besides the reader: the writer, the other readers
        return self.sent * others * others


def w3(stand: Stand, crowd: Crowd, rooms: list[Room], *, gather: float, seconds: float) -> Figures:
    reading = Reading(crowd, rooms, gather=gather)
    reading.open()
    end = perf_counter() + seconds
    with measured(stand) as span:
        for room in rooms:
            reading.write(room)
        while reading.going or reading.shown < reading.expected:
            now = perf_counter()
            reading.going = now < end
            if now > end + PATIENCE:
                raise RuntimeError(f"{reading.expected - reading.shown} receipts were not shown")
            crowd.read(reading.take, wait=0.02)
            reading.mark_what_waits(now)
    pace = {
        "receipts/s": reading.shown / span.seconds,
        "marks/s": reading.marks / span.seconds,
        "messages/s": reading.sent / span.seconds,
    }
    cost = span.per("mark", reading.marks) | span.per("receipt", reading.shown)
    return named("W3 gathered" if gather else "W3 at once", pace | cost)
