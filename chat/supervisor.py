"""Keep a few servers running; say when one ends, start it again, give up when it keeps ending."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Protocol

from chat.guard import Guarded

LIVED = 5.0
TRIES = 3


class Server(Protocol):
    name: str

    @property
    def process(self) -> Guarded: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...


class Program:
    """A server that is one command."""

    def __init__(self, name: str, command: Sequence[str], *, env: dict[str, str]) -> None:
        self.name = name
        self.command = command
        self.env = env
        self._process: Guarded | None = None

    @property
    def process(self) -> Guarded:
        assert self._process, "not started"
        return self._process

    def start(self) -> None:
        self._process = Guarded(self.command, env=self.env)

    def stop(self) -> None:
        self.process.stop()


class GaveUp(Exception):
    """A server ended too often, too soon. The message is for the person at the terminal."""


@contextmanager
def running(*servers: Server) -> Iterator[None]:
    """All of them, in this order; stopped in the other, whatever happens."""
    with ExitStack() as stack:
        for server in servers:
            server.start()
            stack.callback(server.stop)
        yield


def supervise(*servers: Server, until: Callable[[], bool] = lambda: False) -> None:
    started = dict.fromkeys(servers, time.monotonic())
    short_lives = dict.fromkeys(servers, 0)
    while not until():
        for server in servers:
            code = server.process.ended()
            if code is None:
                continue
            lived = time.monotonic() - started[server]
            short_lives[server] = short_lives[server] + 1 if lived < LIVED else 1
            if short_lives[server] == TRIES:
                raise GaveUp(f"{server.name} keeps ending (exit code {code}).")
            print(f"{server.name} ended (exit code {code}): starting it again.", file=sys.stderr)
            started[server] = time.monotonic()
            server.start()
        time.sleep(0.1)
