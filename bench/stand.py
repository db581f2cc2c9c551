"""The server under test: PostgreSQL, Redis and Daphne on one core, its clients on another."""

import os
import secrets
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from chat.embedded import Postgres, Redis, free_port
from chat.supervisor import Program, running

HOST = "127.0.0.1"
SERVER_CORE, CLIENT_CORE = 0, 1
PATIENCE = 30.0
# One account sends what a whole room would: the bound on a page's frames is not what is measured.
NO_BOUND = "1000000"


class Stand:
    """Where the servers are, and what they have used."""

    def __init__(self, folder: Path, *, env: dict[str, str] | None = None) -> None:
        self.port = free_port()
        self.origin = f"http://{HOST}:{self.port}"
        self.postgres = Postgres(folder / "postgres")
        self.redis = Redis(folder / "redis")
        self.env = {
            "PUBLIC_URL": self.origin,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DATABASE_URL": self.postgres.url("liaison_app"),
            "REDIS_URL": self.redis.url,
            "DEMO": "0",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
        } | (env or {})
        serve = [sys.executable, "-m", "chat.serve", "--host", HOST, "--port", str(self.port)]
        self.web = Program("The web server", serve, env=os.environ | self.env)

    @property
    def environment(self) -> dict[str, str]:
        """For the process that prepares the database and the people."""
        return self.env | {"DATABASE_OWNER_URL": self.postgres.url("liaison_owner")}

    @contextmanager
    def stores(self) -> Iterator[None]:
        with on_core(SERVER_CORE):
            stores = running(self.postgres, self.redis)
            stores.__enter__()
        try:
            yield
        finally:
            stores.__exit__(None, None, None)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """A web server that nobody has used yet."""
        with on_core(SERVER_CORE):
            self.web.start()
        try:
            self.wait()
            yield
        finally:
            self.web.stop()

    def wait(self) -> None:
        give_up = time.monotonic() + PATIENCE
        while not answers(f"{self.origin}/ready"):
            if self.web.process.ended() is not None or time.monotonic() > give_up:
                raise RuntimeError("The web server did not start.")
            time.sleep(0.05)

    def cpu(self) -> dict[str, float]:
        """Seconds of processor each part of the server has used so far."""
        parts = {"web": self.web, "database": self.postgres, "redis": self.redis}
        return {name: cpu_of_tree(server.process.pid) for name, server in parts.items()}

    def memory(self) -> int:
        """Bytes the web server holds."""
        return int(psutil.Process(self.web.process.pid).memory_info().rss)


def cpu_of_tree(pid: int) -> float:
    root = psutil.Process(pid)
    times = root.cpu_times()
    used = times.user + times.system + times.children_user + times.children_system
    for child in root.children(recursive=True):
        with gone_is_nothing():
            own = child.cpu_times()
            used += own.user + own.system
    return float(used)


@contextmanager
def gone_is_nothing() -> Iterator[None]:
    """A backend that ends is counted with its parent's ended children."""
    try:
        yield
    except psutil.NoSuchProcess:
        return


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """What is started here stays on this core, and what it starts."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core} & before or before)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=3):
            return True
    except (urllib.error.URLError, OSError):
        return False
