"""Notifications: how many one worker sends in a second, and how long one waits at 100 messages/s.

The push service is a process of its own: TLS as anywhere, an answer at once, nothing decrypted.
"""

import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from bench.cast import Someone
from bench.figures import Figures, latency
from bench.stand import CLIENT_CORE, SERVER_CORE, Logged, Stand, cpu_of_tree, on_core
from chat.supervisor import running
from conversations import posting
from conversations.posting import Draft
from conversations.protocol import Accepted
from directory import sealing
from directory.models import Session
from push import keys, notices
from push.models import Delivery, Device, Notice
from push.transports.webpush import Subscription
from tests.push.endpoint import Phone, certified

ENTRIES = 5  # of which each member of the room is told
PER_SECOND = 100
PATIENCE = 180.0
Arrivals = dict[str, float]  # by path, the first
Room = tuple[str, Sequence[Someone]]  # a conversation and its members


class Service:
    """What has reached it, told by its process."""

    def __init__(self, origin: str, number: "Synchronized[int]", line: Connection) -> None:
        self.origin, self.number, self.line = origin, number, line

    def wait_for(self, number: int) -> None:
        give_up = time.monotonic() + PATIENCE
        while self.number.value < number:
            if time.monotonic() > give_up:
                became = Delivery.objects.values_list("state", "reason").annotate(Count("id"))
                raise RuntimeError(
                    f"{self.number.value} of {number} notifications came: {list(became)}"
                )
            time.sleep(0.01)

    def arrivals_of(self, told: Collection[str]) -> Arrivals:
        """When each of these was first written to."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            self.line.send("arrivals")
            arrived: Arrivals = self.line.recv()
            if arrived.keys() >= set(told):
                return arrived
            time.sleep(0.1)
        raise RuntimeError("not all notifications came")


def pushing(stand: Stand, many: Room, few: Sequence[Room], *, seconds: float) -> Figures:
    with service() as (push, folder):
        give_devices([*many[1], *(one for _, people in few for one in people)], push.origin)
        env = stand.env | {
            "PUSH_PRIVATE_KEY": keys.made(),
            "PUSH_CONTACT": "mailto:liaison@example.org",
            "PUSH_EXTRA_HOSTS": push.origin.removeprefix("https://"),
            "SSL_CERT_FILE": str(folder / "trusted.pem"),
        }
        due = make_due(many)
        worker = Logged("The worker", ["manage.py", "work"], env=env, log=folder / "log")
        with on_core(SERVER_CORE), running(worker), on_core(CLIENT_CORE):
            figures = at_once(push, worker, due)
            figures |= waits(push, few, seconds=seconds)
    return figures


def at_once(push: Service, worker: Logged, due: int) -> Figures:
    """All of them wait when it starts; what it takes to start is not counted."""
    push.wait_for(1)
    began, used = time.perf_counter(), cpu_of_tree(worker.process.pid)
    push.wait_for(due)
    spent = time.perf_counter() - began
    cpu = cpu_of_tree(worker.process.pid) - used
    return {"push notifications/s": due / spent, "push us/notification worker": cpu / due * 1e6}


def waits(push: Service, few: Sequence[Room], *, seconds: float) -> Figures:
    """From the commit of a message and of who is told of it, to the request."""
    told: dict[str, float] = {}
    began = time.perf_counter()
    for number, (room, (author, reader, *_)) in enumerate(cycle(few)):
        if number >= min(seconds * PER_SECOND, len(few)):
            break
        time.sleep(max(0.0, began + number / PER_SECOND - time.perf_counter()))
        with transaction.atomic():
            seq = say(author, room)
            notices.tell(reader.person.id, UUID(room), seq, sound=True, urgent=False)
        told[path_of(reader)] = time.time()
    arrived = push.arrivals_of(told)
    delays = [arrived[path] - at for path, at in told.items()]
    return {f"push delay {name}": value for name, value in latency(delays).items()}


def make_due(room: Room) -> int:
    conversation, (author, *others) = room
    Notice.objects.exclude(state=Notice.State.HANDED).update(state=Notice.State.HANDED)
    for _ in range(ENTRIES):
        seq = say(author, conversation)
        notices.tell_all(
            notices.Telling(one.person.id, UUID(conversation), seq, sound=True) for one in others
        )
    return ENTRIES * len(others)


def say(author: Someone, room: str) -> int:
    [answer] = posting.post(
        [Draft(author.person.id, uuid4(), UUID(room), "Bonjour", timezone.now())]
    )
    assert isinstance(answer, Accepted)
    assert answer.seq
    return answer.seq


def give_devices(people: Sequence[Someone], origin: str) -> None:
    """One each, in the session they have. All of one key: what is sent is the same work."""
    Device.objects.filter(ended_at=None).update(ended_at=timezone.now())
    given = Phone(origin).subscription
    Device.objects.bulk_create(
        device(one, Subscription(origin + path_of(one), given.p256dh, given.auth)) for one in people
    )


def device(one: Someone, subscription: Subscription) -> Device:
    key = one.cookie.partition("=")[2]
    account = one.person.account
    return Device(
        account=account,
        name="Firefox",
        browser=sealing.hashed(key),
        subscription=sealing.sealed(subscription.as_bytes()),
        endpoint_hash=sealing.hashed(subscription.endpoint),
        host="localhost",
        since=timezone.now(),
        session_key=key,
        session_ends_at=Session.objects.get(pk=key).ends_at,
        proof=account.get_session_auth_hash(),
    )


def path_of(one: Someone) -> str:
    return f"/wp/{one.person.id}"


@contextmanager
def service() -> Iterator[tuple[Service, Path]]:
    fork = get_context("fork")
    ours, theirs = fork.Pipe()
    number: Synchronized[int] = fork.Value("i", 0)
    with TemporaryDirectory() as kept:
        process = fork.Process(target=serve, args=(theirs, number, Path(kept)), daemon=True)
        process.start()
        try:
            yield Service(ours.recv(), number, ours), Path(kept)
        finally:
            process.kill()
            process.join()


def serve(line: Connection, number: "Synchronized[int]", folder: Path) -> None:
    arrivals: Arrivals = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            arrivals.setdefault(self.path, time.time())
            self.rfile.read(int(self.headers["Content-Length"]))
            self.wfile.write(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
            with number.get_lock():
                number.value += 1

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.socket = certified(folder).wrap_socket(server.socket, server_side=True)
    line.send(f"https://localhost:{server.server_port}")
    when_asked(line, arrivals)
    server.serve_forever()


def when_asked(line: Connection, arrivals: Arrivals) -> None:
    def answer() -> None:
        while True:
            line.recv()
            line.send(dict(arrivals))

    Thread(target=answer, daemon=True).start()
