"""The real server, in its own processes and on the test's own database; people signed in."""

import os
import ssl
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from secrets import token_hex
from typing import Any

import httpx
import pytest
import websockets
from channels.db import database_sync_to_async
from django.http import HttpRequest

from chat.embedded import Postgres, Redis, free_port
from chat.guard import Guarded
from directory import sessions
from directory.models import Professional
from tests.databases import copy_of_template

HOST = "127.0.0.1"
PATIENCE = 20.0
# Nothing here is https, and reading the machine's certificates takes longer than a request.
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass(frozen=True)
class SignedIn:
    """Somebody signed in to a server: the cookies of one browser."""

    url: str
    cookies: dict[str, str]

    @property
    def headers(self) -> dict[str, str]:
        return {"Origin": self.url, "X-CSRFToken": self.cookies["csrf"]}

    def http(self) -> httpx.Client:
        return httpx.Client(**self._http)

    def async_http(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(**self._http)

    @property
    def _http(self) -> dict[str, Any]:
        return {
            "base_url": self.url,
            "cookies": self.cookies,
            "headers": self.headers,
            "verify": NO_CERTIFICATES,
        }

    def socket(self) -> websockets.connect:
        """To be entered or awaited; what it sends and gets are the frames of the protocol."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return websockets.connect(
            self.url.replace("http:", "ws:") + "/ws/",
            origin=websockets.Origin(self.url),
            additional_headers={"Cookie": cookies},
        )


class LiveServer:
    """Daphne on a port of its own, and the worker. They can be killed; they are started again."""

    def __init__(self, database_url: str, log: Path, settings: dict[str, str]) -> None:
        self.port = free_port()
        self.url = f"http://{HOST}:{self.port}"
        self.log = log
        self.env = os.environ | {"PUBLIC_URL": self.url, "DATABASE_URL": database_url} | settings
        del self.env["DATABASE_OWNER_URL"]
        self.web: Guarded | None = None
        self.worker: Guarded | None = None

    def start(self) -> None:
        serve = ["-m", "chat.serve", "--host", HOST, "--port", str(self.port)]
        self.web = self.run(*serve)
        self.wait_until(self.is_ready)

    def start_worker(self) -> None:
        self.worker = self.run("manage.py", "work")

    def stop_worker(self) -> None:
        assert self.worker
        self.worker.stop()
        self.worker = None

    def stop(self) -> None:
        for process in (self.web, self.worker):
            if process and process.ended() is None:
                process.stop()

    def kill(self) -> None:
        """Daphne, as kill -9 does it."""
        assert self.web
        self.web.kill()

    def restart(self) -> None:
        if self.web and self.web.ended() is None:
            self.web.stop()
        self.start()

    def is_ready(self) -> bool:
        connection = HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/ready")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def wait_until(self, holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
        give_up = time.monotonic() + seconds
        while not holds():
            ended = self.web and self.web.ended()
            if ended is not None or time.monotonic() > give_up:
                pytest.fail(f"The server (exit code {ended}) said:\n{self.log.read_text()}")
            time.sleep(0.02)

    def sign_in(self, person: Professional, *, shared: bool = False) -> SignedIn:
        """A new browser of this person's, signed in. In an async test: sign_in_async."""
        request = HttpRequest()
        request.session = sessions.SessionStore()
        sessions.open_for(person.account, request, shared=shared)
        request.session.save()
        key = request.session.session_key
        assert key
        return SignedIn(self.url, {"session": key, "csrf": token_hex(16)})

    async def sign_in_async(self, person: Professional, *, shared: bool = False) -> SignedIn:
        return await database_sync_to_async(self.sign_in)(person, shared=shared)

    def run(self, *command: str) -> Guarded:
        return Guarded([sys.executable, *command], env=self.env, log=self.log)


@contextmanager
def server_of_many(postgres: Postgres, database: str, folder: Path) -> Iterator[LiveServer]:
    """One that many tests share, on a database that they share."""
    with copy_of_template(postgres, database):
        server = LiveServer(postgres.url("liaison_app", database), folder / "server.log", {})
        server.start()
        yield server
        server.stop()


Launch = Callable[..., LiveServer]


@pytest.fixture
def launch(own_database: str, postgres: Postgres, redis: Redis, tmp_path: Path) -> Iterator[Launch]:
    """Start one more server, with settings of its own: launch(DEMO="1")."""
    with ExitStack() as stack:

        def launched(**settings: str) -> LiveServer:
            log = tmp_path / "server.log"
            server = LiveServer(postgres.url("liaison_app", own_database), log, settings)
            stack.callback(server.stop)
            server.start()
            return server

        yield launched


@pytest.fixture
def server(launch: Launch) -> LiveServer:
    return launch()
