"""`make run`: it starts, it says whom to be, it comes back from a crash, and it leaves nothing."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import httpx
import psutil
import pytest

from chat.embedded import free_port
from chat.local import CannotRun, _wait_until_healthy
from chat.supervisor import Program, running

PATIENCE = 40.0


class Local:
    """One `make run`, with its own data and port."""

    def __init__(self, data: Path, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        given = {"DATA_DIR": str(data), "PORT": str(port)}
        not_given = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "PUBLIC_URL"}
        env = {name: value for name, value in os.environ.items() if name not in not_given} | given
        self.output = data.with_suffix(f".{port}")
        with self.output.open("w") as output:
            command = [sys.executable, "-m", "chat.local"]
            self.process = subprocess.Popen(command, env=env, stdout=output, stderr=output)
        while "Ctrl-C stops everything." not in self.said and self.process.poll() is None:
            time.sleep(0.05)

    @property
    def said(self) -> str:
        return self.output.read_text()

    @property
    def itself(self) -> psutil.Process:
        return psutil.Process(self.process.pid)

    def family(self) -> list[psutil.Process]:
        return self.itself.children(recursive=True)

    def find(self, words: str) -> psutil.Process | None:
        """The process itself, not its guard."""
        for process in self.family():
            with suppress(psutil.NoSuchProcess):
                command = " ".join(process.cmdline())
                if words in command and "guard.py" not in command:
                    return process
        return None

    def health(self) -> int:
        try:
            return httpx.get(f"{self.url}/health", timeout=5).status_code
        except httpx.TransportError:
            return 0

    def wait_for(self, holds: Callable[[], bool]) -> None:
        give_up = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < give_up, self.said
            time.sleep(0.1)

    def end(self, by: signal.Signals) -> tuple[int, list[psutil.Process]]:
        """How it ended, and who is left."""
        family = self.family()
        self.process.send_signal(by)
        return self.process.wait(PATIENCE), psutil.wait_procs(family, timeout=15)[1]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run")


@pytest.fixture(scope="module")
def started() -> Iterator[list[Local]]:
    """All that were, the last one last."""
    started: list[Local] = []
    yield started
    for one in started:
        if one.process.poll() is None:
            one.end(signal.SIGTERM)


@pytest.fixture
def local(data: Path, started: list[Local]) -> Local:
    """The one that runs; another, where a test has ended it."""
    if not started or started[-1].process.poll() is not None:
        started.append(Local(data, free_port()))
    return started[-1]


def test_two_do_not_share_their_data(local: Local, data: Path) -> None:
    second = Local(data, free_port())
    assert "it is running already" in second.said
    assert second.process.wait(PATIENCE) == 1
    assert local.health() == 200


def test_whatever_is_killed_is_started_again(local: Local) -> None:
    for words in ("chat.serve", "manage.py work", "redis-server", "bin/postgres -D"):
        killed = local.find(words)
        assert killed
        killed.kill()
        local.wait_for(partial(is_another, local, words, killed))
        local.wait_for(lambda: local.health() == 200)


def is_another(local: Local, words: str, killed: psutil.Process) -> bool:
    return local.find(words) not in {None, killed}


def test_it_starts_says_whom_to_be_and_leaves_nothing_after_ctrl_c(local: Local) -> None:
    assert local.health() == 200
    assert local.url in local.said
    people = httpx.get(f"{local.url}/api/demo").json()
    assert len(people) >= 10
    for person in people:
        assert person["family_name"] in local.said
    assert local.end(signal.SIGINT) == (0, [])


def test_killed_it_still_leaves_nothing_and_starts_again(local: Local, data: Path) -> None:
    assert local.end(signal.SIGKILL) == (-signal.SIGKILL, [])
    again = Local(data, free_port())
    assert again.health() == 200
    assert again.end(signal.SIGTERM) == (0, [])


def test_a_taken_port_is_said_and_nothing_is_started(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = Local(tmp_path / "run", taken.getsockname()[1])
    assert re.search(r"port \d+ is taken. Another one: PORT=8001 make run", refused.said)
    assert refused.process.wait(PATIENCE) == 1


def test_a_port_that_was_taken_meanwhile_is_said_too() -> None:
    ended = Program("The web server", [sys.executable, "-c", "raise SystemExit(1)"], env={})
    with socket.socket() as taken, running(ended):
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended.process.wait(PATIENCE)
        with pytest.raises(CannotRun, match="is taken"):
            _wait_until_healthy(taken.getsockname()[1], [ended])


@pytest.mark.parametrize("one", ["DATABASE_URL", "DATABASE_OWNER_URL"])
def test_one_address_of_the_database_without_the_other_is_refused(one: str, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "chat.local"],
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), one: "postgresql://x@y/z"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "give both DATABASE_URL and DATABASE_OWNER_URL" in run.stderr
