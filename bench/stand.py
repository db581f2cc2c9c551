"""The server under test: PostgreSQL, Redis and Daphne on one core, its clients on another."""

import os
import secrets
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from chat.embedded import Postgres, Redis, free_port
from chat.guard import Guarded
from chat.supervisor import Program, running

HOST = "127.0.0.1"
SERVER_CORE, CLIENT_CORE = 0, 1
PATIENCE = 30.0
# One account sends what a whole room would: the bound on a page's frames is not what is measured.
NO_BOUND = "1000000"


class Logged(Program):
    """A program whose words go to a file: nobody wants them between figures."""

    def __init__(self, name: str, module: Sequence[str], *, env: dict[str, str], log: Path) -> None:
        # What serves people cannot become the owner, as in production.
        inherited = {name: value for name, value in os.environ.items() if "_OWNER_" not in name}
        super().__init__(name, [sys.executable, *module], env=inherited | env)
        self.log = log

    def start(self) -> None:
        self._process = Guarded(self.command, env=self.env, log=self.log)

    def kill(self) -> None:
        self.process.kill()


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
            "ATTACHMENTS_DIR": str(folder / "attachments"),
            "MAILBOX_SECRET": secrets.token_urlsafe(32),
            "MAILBOX_HOSTS": HOST,
            "DEMO": "0",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
        } | (env or {})
        serve = ["-m", "chat.serve", "--host", HOST, "--port", str(self.port)]
        self.web = Logged("The web server", serve, env=self.env, log=folder / "web.log")
        work = ["manage.py", "work"]
        self.worker = Logged("The worker", work, env=self.env, log=folder / "worker.log")

    @property
    def environment(self) -> dict[str, str]:
        """For the process that prepares the database and the people."""
        return self.env | {"DATABASE_OWNER_URL": self.postgres.url("liaison_owner")}

    @contextmanager
    def stores(self) -> Iterator[None]:
        """Runs what is inside on the clients' core."""
        with on_core(SERVER_CORE), running(self.postgres, self.redis), on_core(CLIENT_CORE):
            yield

    @contextmanager
    def serving(self) -> Iterator[None]:
        """A web server that nobody has used yet."""
        with on_core(SERVER_CORE), running(self.web), on_core(CLIENT_CORE):
            self.wait()
            yield

    def wait(self) -> None:
        give_up = time.monotonic() + PATIENCE
        while not answers(f"{self.origin}/ready"):
            if self.web.process.ended() is not None or time.monotonic() > give_up:
                raise RuntimeError("The web server did not start.")
            time.sleep(0.05)

    def cpu(self) -> dict[str, float]:
        """Seconds of processor each part of the server has used so far."""
        return {
            "web": cpu_of_tree(self.web.process.pid),
            "database": cpu_of_tree(self.postgres.process.pid),
            "redis": cpu_of_tree(self.redis.process.pid),
        }

    def memory(self) -> int:
        """Bytes the web server holds."""
        return int(psutil.Process(self.web.process.pid).memory_info().rss)


def cpu_of_tree(pid: int) -> float:
    root = psutil.Process(pid)
    times = root.cpu_times()
    used = times.user + times.system + times.children_user + times.children_system
    for child in root.children(recursive=True):
        # One that has just ended is counted with its parent's ended children.
        with suppress(psutil.NoSuchProcess):
            own = child.cpu_times()
            used += own.user + own.system
    return float(used)


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """What is started here stays on this core, and what it starts."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core % (os.cpu_count() or 1)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=3):  # noqa: S310 — ours
            return True
    except (urllib.error.URLError, OSError):
        return False
