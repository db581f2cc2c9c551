"""The hub: hands what happened to the sockets of this process.

Each process takes a piece of news once, with the ids of those it is for, and writes one and the
same frame to the sockets it holds for them. Losing one is harmless: the numbers show the gap.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from conversations.outlet import BUFFERED_BUSY, BUFFERED_MOST, Frame, Outlet
from conversations.protocol import Goodbye
from directory.sessions import SignedInSession

UNANSWERED_MOST = 64


@dataclass(frozen=True, slots=True)
class News:
    """What to tell, to whom. Recipients are party ids, as text, read when it is sent."""

    to: list[str]
    frame: str | None = None
    # Only to those of them who have this conversation open.
    watching: str | None = None
    # Their unread count in this conversation is to be told again.
    recount: str | None = None
    # May be lost when a page is slow: who is writing.
    droppable: bool = False


class Socket:
    """One open page."""

    __slots__ = (
        "close",
        "free",
        "greeted",
        "opened",
        "outlet",
        "party",
        "pending",
        "session",
        "touched",
        "unanswered",
    )

    def __init__(
        self, session: SignedInSession, outlet: Outlet, close: Callable[[int], None]
    ) -> None:
        self.session = session
        self.party = str(session.professional)
        self.outlet = outlet
        self.close = close
        self.opened: str | None = None  # the conversation it shows
        self.pending: list[Frame] = []
        # What happens before it was told where everything stands waits for that.
        self.greeted = False
        self.touched = monotonic()  # when its session was last known to be in use
        # Orders whose answer is still to come: beyond a bound, the next frame waits.
        self.unanswered = 0
        self.free = asyncio.Event()
        self.free.set()

    def began_one(self) -> None:
        self.unanswered += 1
        if self.unanswered >= UNANSWERED_MOST:
            self.free.clear()

    def finished_one(self) -> None:
        self.unanswered -= 1
        if self.unanswered < UNANSWERED_MOST:
            self.free.set()


class Hub:
    """The sockets of this process, by party. All but `soon` belongs to the event loop."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        # By party, the oldest page first.
        self.sockets: dict[str, dict[Socket, None]] = {}
        self.acts: deque[Callable[[], None]] = deque()
        self.waking = False
        self.written: list[Socket] = []

    def soon(self, act: Callable[[], None]) -> None:
        """Call this in the event loop: from any thread, one wake for all that waits.

        In a process that serves nobody (a command, the worker) nothing is called.
        """
        if self.loop is None:
            return
        self.acts.append(act)
        if not self.waking:
            self.waking = True
            self.loop.call_soon_threadsafe(self._act)

    def _act(self) -> None:
        self.waking = False  # before the queue is emptied: what comes later wakes again
        while self.acts:
            self.acts.popleft()()

    def add(self, socket: Socket) -> None:
        self.sockets.setdefault(socket.party, {})[socket] = None

    def remove(self, socket: Socket) -> None:
        mine = self.sockets.get(socket.party, {})
        mine.pop(socket, None)
        if not mine:
            self.sockets.pop(socket.party, None)

    def holds(self, socket: Socket) -> bool:
        return socket in self.sockets.get(socket.party, {})

    def all(self) -> Iterator[Socket]:
        return (socket for mine in list(self.sockets.values()) for socket in list(mine))

    def deliver(self, news: News) -> None:
        """Write the frame to the sockets of its recipients."""
        if news.frame is None:
            return
        frame = Frame(news.frame)
        for party in news.to:
            for socket in self.sockets.get(party, ()):
                if news.watching and socket.opened != news.watching:
                    continue
                if news.droppable and socket.outlet.buffered() > BUFFERED_BUSY:
                    continue
                self.write(socket, frame)

    def write(self, socket: Socket, frame: Frame) -> None:
        """Frames of one turn of the loop leave in one write: a burst costs one call a page."""
        if socket.greeted and not socket.pending:
            self._flush_soon(socket)
        socket.pending.append(frame)

    def greet(self, socket: Socket, frames: list[Frame]) -> None:
        """Tell a page where everything stands, then what happened while that was being read."""
        socket.pending[:0] = frames
        if not socket.greeted:
            socket.greeted = True
            self._flush_soon(socket)

    def _flush_soon(self, socket: Socket) -> None:
        if not self.written:
            asyncio.get_running_loop().call_soon(self._flush)
        self.written.append(socket)

    def _flush(self) -> None:
        written, self.written = self.written, []
        for socket in written:
            if not socket.greeted or not socket.pending:
                continue
            frames, socket.pending = socket.pending, []
            if socket.outlet.buffered() > BUFFERED_MOST:
                # It does not read. It comes back by itself and asks for what it lacks.
                self.remove(socket)
                socket.outlet.abort()
            else:
                socket.outlet.write(frames)

    def dismiss(self, socket: Socket, goodbye: Goodbye, code: int) -> None:
        """Say why, and close."""
        self.remove(socket)
        socket.outlet.write([*socket.pending, Frame(goodbye.model_dump_json())])
        socket.pending = []
        socket.close(code)


hub = Hub()
# Who hears of all news told in this process; conversations.live fills it when a server starts.
listeners: list[Callable[[list[News]], None]] = []


def tell(news: list[News]) -> None:
    """Tell this, after commit. From any thread."""
    hub.soon(lambda: heard(news))


def heard(news: list[News]) -> None:
    for listen in listeners:
        listen(news)
