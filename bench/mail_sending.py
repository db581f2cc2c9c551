"""Sending courriers: many that are due, and one from the end of its grace to « Envoyé »."""

from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter
from uuid import uuid4

from django.utils import timezone

from bench import cast
from bench.figures import Figures, latency, measured, named
from bench.mail_fetching import frame_after, mail_to
from bench.mail_yardstick import bare_send, cpu_of
from bench.mailboxes import Mailboxes, Working, each
from bridge.models import Outgoing
from bridge.sending import accepting
from bridge.shapes import NewLetter, ToAddress
from conversations.models import Due

BOXES = 50
LETTERS = 200
ONE_BY_ONE = 40
GRACE = timedelta(seconds=0.3)  # rather than twenty: what is waited for after it is the same
TEXT = "Cher confrère,\n\nMerci de votre avis sur ce tracé.\n" * 10


def sending(mailboxes: Mailboxes) -> Figures:
    Due.objects.all().delete()  # what other works left to the worker
    for number in range(LETTERS):
        write(mailboxes, number)
    due(timezone.now())
    with mailboxes.working("worker", "work") as worker:
        figures = many(worker) | one_by_one(mailboxes)
    box = mailboxes.boxes[1]
    mail = replace(mail_to(box, 1), sender=box.address)
    return figures | {"us/letter bare": cpu_of(bare_send(box, mailboxes.servers, mail), 20)}


def many(worker: Working) -> Figures:
    """All of them are due when it begins; what it takes to start is not counted."""
    worker.wait_until(lambda: waiting() < LETTERS)
    left = waiting()
    with measured(worker) as span:
        worker.wait_until(lambda: waiting() == 0)
    return each(span, "letter", left) | {"letters sent/s": left / span.seconds}


def one_by_one(mailboxes: Mailboxes) -> Figures:
    crowd = cast.connect(mailboxes.people[1 : 1 + BOXES], mailboxes.stand.port)
    waits = []
    for number in range(ONE_BY_ONE):
        write(mailboxes, number)
        began = perf_counter() + GRACE.total_seconds()
        due(timezone.now() + GRACE)
        waits.append(frame_after(crowd, began, b'"state":"sent"'))
    crowd.close()
    return named("grace to sent", latency(waits))


def write(mailboxes: Mailboxes, number: int) -> None:
    """From one box to another."""
    place = 1 + number % BOXES
    box, to = mailboxes.boxes[place], mailboxes.boxes[place + 1]
    new = NewLetter(
        id=uuid4(),
        box=box.id,
        to=[ToAddress(address=to.address)],
        subject="Avis cardiologique",
        text=TEXT,
        composed_at=timezone.now(),
    )
    accepting.write(mailboxes.people[place].person, new)


def due(at: datetime) -> None:
    Outgoing.objects.filter(state=Outgoing.State.WAITING).update(next_at=at)


def waiting() -> int:
    return Outgoing.objects.exclude(state=Outgoing.State.DONE).count()
