"""The least there is, in the same run: bench/bare.py repeats frames of the same size to as many."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from bench.fanout import Sending, w1
from bench.figures import Figures
from bench.pages import BODY, Crowd, Page
from bench.stand import CLIENT_CORE, SERVER_CORE, cpu_of_tree, on_core
from chat.embedded import free_port
from chat.supervisor import Program, running

SIZE = 560  # bytes: what the server writes for a message of 200


class Bare:
    def __init__(self) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "bench.bare", str(self.port)]
        self.program = Program("The yardstick", command, env={})

    @contextmanager
    def serving(self, number: int) -> Iterator[Crowd]:
        with on_core(SERVER_CORE), running(self.program), on_core(CLIENT_CORE):
            self.wait()
            crowd = Crowd(Page(self.port) for _ in range(number))
            yield crowd
            crowd.close()

    def wait(self) -> None:
        for _ in range(200):
            try:
                Page(self.port).socket.close()
            except OSError:
                time.sleep(0.05)
            else:
                return

    def cpu(self) -> dict[str, float]:
        return {"web": cpu_of_tree(self.program.process.pid)}


class Echoed(Sending):
    """What comes back to its author is the answer."""

    def take(self, page: Page, texts: list[bytes], now: float) -> None:
        super().take(page, texts, now)
        if page is self.sender:
            self.unanswered -= len(texts)


def write() -> tuple[bytes, bytes]:
    name = str(uuid4())
    text = f'{{"type":"happened","client_id":"{name}","text":"{BODY * 7}'.encode()
    return text[: SIZE - 2] + b'"}', name.encode()


def bare(number: int, *, seconds: float) -> Figures:
    server = Bare()
    with server.serving(number) as crowd:
        figures = w1(server, crowd, write, sending=Echoed, seconds=seconds)
    return {f"bare {name}": value for name, value in figures.items()}
