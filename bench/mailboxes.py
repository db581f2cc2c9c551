"""Mailboxes of the cast at a real Dovecot and Postfix, as the tests start them, beside the clients;
and the programs of ours that fetch from them and send, beside the server."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count

from django.test.utils import override_settings
from django.utils import timezone

from bench.cast import Someone
from bench.figures import Figures, Span
from bench.stand import CLIENT_CORE, SERVER_CORE, Logged, Stand, cpu_of_tree, on_core
from bridge.models import Box
from chat.supervisor import running
from tests.bridge.boxes import box_of
from tests.bridge.servers import MailServers, serving

PATIENCE = 120.0
TOMORROW = timedelta(days=1)
_numbers = count(1)


class Mailboxes:
    """One for each of these people. Whoever works here only sees those that were made due."""

    def __init__(self, stand: Stand, servers: MailServers, people: Sequence[Someone]) -> None:
        self.stand, self.servers, self.people = stand, servers, people
        Box.objects.filter(ended_at=None).update(ended_at=timezone.now())  # of an earlier run
        self.boxes = [
            box_of(one.person, servers, address=address, next_at=timezone.now() + TOMORROW)
            for one, address in zip(people, servers.people, strict=True)
        ]

    def make_due(self, boxes: Sequence[Box]) -> None:
        mine = Box.objects.filter(ended_at=None)
        mine.update(lease_until=None, next_at=timezone.now() + TOMORROW)
        mine.filter(id__in=[box.id for box in boxes]).update(next_at=timezone.now())

    def looked_at(self, since: datetime) -> int:
        return Box.objects.filter(ended_at=None, polled_at__gte=since).count()

    @contextmanager
    def fetching(self, *, at_once: int) -> Iterator["Working"]:
        with self.working("fetcher", "fetch_mail", MAILBOXES_AT_ONCE=str(at_once)) as fetcher:
            yield fetcher

    @contextmanager
    def working(self, name: str, command: str, **settings: str) -> Iterator["Working"]:
        env = self.stand.env | {"MAILBOX_CA_FILE": str(self.servers.authority.path)} | settings
        log = self.servers.folder / f"{name}-{next(_numbers)}.log"
        program = Logged(f"The {name}", ["manage.py", command], env=env, log=log)
        with on_core(SERVER_CORE), running(program), on_core(CLIENT_CORE):
            yield Working(self, name, program)


class Working:
    """One of our programs, and what it has others use."""

    def __init__(self, mailboxes: Mailboxes, name: str, program: Logged) -> None:
        self.mailboxes, self.name, self.program = mailboxes, name, program

    @property
    def pid(self) -> int:
        return self.program.process.pid

    def cpu(self) -> dict[str, float]:
        begun = self.mailboxes.servers.begun
        return {
            self.name: cpu_of_tree(self.pid),
            "database": cpu_of_tree(self.mailboxes.stand.postgres.process.pid),
            "mail servers": sum(cpu_of_tree(process.pid) for process in begun),
        }

    def wait_until(self, holds: Callable[[], bool]) -> None:
        give_up = time.monotonic() + PATIENCE
        while not holds():
            if self.program.process.ended() is not None or time.monotonic() > give_up:
                raise RuntimeError(f"{self.program.name}: {self.program.log.read_text()[-2_000:]}")
            time.sleep(0.05)


def each(span: Span, thing: str, number: int) -> Figures:
    """By part alone: what the mail servers use is not ours."""
    figures = span.per(thing, number)
    return {name: value for name, value in figures.items() if name != f"us/{thing}"}


@contextmanager
def mailboxes(stand: Stand, people: Sequence[Someone]) -> Iterator[Mailboxes]:
    addresses = [f"boite{number}@medimail.exemple.mssante.fr" for number in range(len(people))]
    with (
        serving(addresses) as servers,
        override_settings(MAILBOX_CA_FILE=str(servers.authority.path)),
    ):
        yield Mailboxes(stand, servers, people)
