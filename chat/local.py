"""`make run`: all of it on this machine, for trying and developing. Nothing outlives it."""

import errno
import fcntl
import json
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from io import StringIO
from pathlib import Path
from types import FrameType

import django
from django.core.management import CommandError, call_command
from django.db import connections

from chat import env
from chat.embedded import Postgres, Redis
from chat.supervisor import GaveUp, Program, Server, running, supervise
from push import keys

HOST = "127.0.0.1"
PATIENCE = 30.0
DEMO_HOST = "poste.exemple.mssante.fr"  # no server: bridge/providers/demo.py


class CannotRun(Exception):
    """Said as it is to the person at the terminal."""


def main() -> int:
    _interrupt_on(signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    data = Path(env.text("DATA_DIR", ".data")).absolute()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with _alone_in(data):
            run(data=data, port=env.number("PORT", 8000))
    except KeyboardInterrupt:
        print("\nStopped.")
    except (CannotRun, CommandError, GaveUp) as why:
        print(f"make run: {why}", file=sys.stderr)
        return 1
    return 0


def run(*, data: Path, port: int) -> None:
    _check_free(port)
    url = f"http://{HOST}:{port}"
    stores, addresses = _stores(data)
    addresses["EXPORTS_DIR"] = str(data / "exports")
    with running(*stores):
        os.environ |= addresses | {
            "PUBLIC_URL": url,
            "DEMO": "1",
            "SECRET_KEY": _kept(data / "secret_key", lambda: secrets.token_urlsafe(50)),
            "ATTACHMENTS_DIR": str(data / "attachments"),
            "PUSH_PRIVATE_KEY": _kept(data / "push_key", keys.made),
            "PUSH_CONTACT": "mailto:liaison@example.org",
            "MAIL_PROVIDER": "demo",
            "MAILBOX_HOSTS": DEMO_HOST,
            "MAILBOX_SECRET": _kept(data / "mailbox_secret", lambda: secrets.token_urlsafe(50)),
            "DEMO_POST_DIR": str(data / "post"),
        }
        people = _prepare()
        _check_free(port)  # which took a while
        programs = _programs(port)
        with running(*programs):
            _wait_until_healthy(port, programs)
            print(_welcome(url, people), flush=True)
            try:
                supervise(*stores, *programs)
            except GaveUp:
                _check_free(port)
                raise


def _stores(data: Path) -> tuple[list[Server], dict[str, str]]:
    """PostgreSQL and Redis: those we start, and where they all are."""
    stores: list[Server] = []
    addresses: dict[str, str] = {}
    if env.given("DATABASE_URL") != env.given("DATABASE_OWNER_URL"):
        raise CannotRun("give both DATABASE_URL and DATABASE_OWNER_URL, or none of the two.")
    if not env.given("DATABASE_URL"):
        postgres = Postgres(data / "postgres")
        stores.append(postgres)
        addresses["DATABASE_URL"] = postgres.url("liaison_app")
        addresses["DATABASE_OWNER_URL"] = postgres.url("liaison_owner")
    if not env.given("REDIS_URL"):
        redis = Redis(data / "redis")
        stores.append(redis)
        addresses["REDIS_URL"] = redis.url
    return stores, addresses


def _prepare() -> list[str]:
    """The schema, the demo people; who one can sign in as."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "chat.settings"
    django.setup()
    call_command("prepare_database", verbosity=0)
    call_command("load_demo", stdout=StringIO())
    call_command("load_demo_mail")
    from conversations.demo.cast import PASSWORD  # noqa: PLC0415  # these two want settings
    from directory.models import Account  # noqa: PLC0415

    demo = Account.objects.filter(is_demo=True).order_by("created_at", "username")
    people = [f"  {a.username:<12} {a.professional}, {a.professional.profession}" for a in demo]
    connections.close_all()
    for connection in connections.all():
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's
    return [*people, f"By name, the password is {PASSWORD}"]


def _programs(port: int) -> list[Server]:
    # The owner's address stays here: what serves people cannot become the owner.
    seen = {name: value for name, value in os.environ.items() if "_OWNER_" not in name}
    serve = [sys.executable, "-m", "chat.serve", "--host", HOST, "--port", str(port)]
    return [
        Program("The worker", [sys.executable, "manage.py", "work"], env=seen),
        Program("The mail fetcher", [sys.executable, "manage.py", "fetch_mail"], env=seen),
        Program("The web server", serve, env=seen),
    ]


def _wait_until_healthy(port: int, programs: list[Server]) -> None:
    give_up = time.monotonic() + PATIENCE
    while not _is_healthy(port):
        for program in programs:
            if (code := program.process.ended()) is not None:
                _check_free(port)
                raise CannotRun(f"{program.name} ended as it started (exit code {code}).")
        if time.monotonic() > give_up:
            raise CannotRun(f"http://{HOST}:{port}/health is not 200 after {PATIENCE:.0f} s.")
        time.sleep(0.1)


def _is_healthy(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=3)
    try:
        connection.request("GET", "/health")
        answer = connection.getresponse()
        # A mailbox somewhere that cannot be reached keeps nobody from trying the rest.
        return answer.status == 200 or _is_only_mail(json.load(answer))
    except (OSError, ValueError):
        return False
    finally:
        connection.close()


def _is_only_mail(signs: dict[str, str]) -> bool:
    return all(sign in ("ok", "off") for part, sign in signs.items() if part != "mail")


def _welcome(url: str, people: list[str]) -> str:
    return "\n".join(
        [
            "",
            f"Liaison is at {url}",
            "Choose there who to be, with one click. Two browsers make two people:",
            *people,
            "Ctrl-C stops everything.",
        ]
    )


def _kept(file: Path, made: Callable[[], str]) -> str:
    """A secret of this machine's, made once."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(made())
    return file.read_text()


def _check_free(port: int) -> None:
    """Also once ours has ended: who holds it then is why."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError as why:
            taken = "is taken" if why.errno == errno.EADDRINUSE else f"is not ours ({why.strerror})"
            raise CannotRun(f"port {port} {taken}. Another one: PORT=8001 make run") from why


@contextmanager
def _alone_in(data: Path) -> Iterator[None]:
    with (data / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as why:
            raise CannotRun(f"it is running already, with its data in {data}.") from why
        yield


def _interrupt_on(*signals: signal.Signals) -> None:
    def interrupt(number: int, frame: FrameType | None) -> None:
        # Once is enough: a second one must not cut short the stopping of the others.
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    for each in signals:
        signal.signal(each, interrupt)


if __name__ == "__main__":
    sys.exit(main())
