"""Fetching mails that have come: many that lie there, and one from its delivery to an open page."""

import os
import smtplib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from time import perf_counter, sleep

from django.utils import timezone

from bench import cast
from bench.figures import Figures, latency, measured, named
from bench.mail_yardstick import bare_process
from bench.mailboxes import Mailboxes, each
from bench.pages import Crowd, Page, kind_of
from bridge.addresses import Address
from bridge.boxes.account import account_of
from bridge.models import Box, FetchedMail
from bridge.providers.imap import Imap
from bridge.received import Attachment
from bridge.writing.message import Written, written
from tests.bridge.letters import letter
from tests.bridge.servers import HOST, MailServers

BOXES = 50
MAILS = 300
PDF_EVERY, PDF = 3, 200_000  # one in so many encloses a file of so many bytes
ONE_BY_ONE, BARE = 100, 20
PATIENCE = 30.0
_numbers = count(1)


def fetching(mailboxes: Mailboxes) -> Figures:
    boxes = mailboxes.boxes[1 : 1 + BOXES]
    bare = told(mailboxes.servers, mailboxes.boxes[1 + BOXES])
    return many(mailboxes, boxes) | one_by_one(mailboxes, boxes) | bare


def many(mailboxes: Mailboxes, boxes: Sequence[Box]) -> Figures:
    """All of them lie there when it begins; what it takes to start is not counted."""
    deliver_all(mailboxes.servers, [mail_to(boxes[n % BOXES], n) for n in range(MAILS)])
    mailboxes.make_due(boxes)
    began = timezone.now()
    fetched = FetchedMail.objects.filter(box__in=boxes, at__gte=began).count
    with mailboxes.fetching(at_once=BOXES) as fetcher:
        fetcher.wait_until(lambda: fetched() > 0)
        first = fetched()
        with measured(fetcher) as span:
            fetcher.wait_until(lambda: fetched() == MAILS)
    number = MAILS - first
    figures = each(span, "mail", number) | {"mails fetched/s": number / span.seconds}
    return figures | {"us/process bare": bare_process(20)}


def one_by_one(mailboxes: Mailboxes, boxes: Sequence[Box]) -> Figures:
    """From when Postfix has it, to the frame on the page of whose box it is; its line is kept."""
    mailboxes.make_due(boxes)
    began = timezone.now()
    crowd = cast.connect(mailboxes.people[1 : 1 + BOXES], mailboxes.stand.port)
    with mailboxes.fetching(at_once=BOXES) as fetcher, postfix(mailboxes.servers) as line:
        fetcher.wait_until(lambda: mailboxes.looked_at(began) == BOXES)
        waits = []
        for number in range(ONE_BY_ONE):
            give(line, mail_to(boxes[number % BOXES], number))
            waits.append(frame_after(crowd, perf_counter()))
    crowd.close()
    return named("delivery to frame", latency(waits))


def told(servers: MailServers, box: Box) -> Figures:
    """From when Postfix has it until Dovecot says so: before that nobody here can know."""
    imap, waits = Imap(account_of(box)), []
    imap.look_into("INBOX")
    with ThreadPoolExecutor(1) as alone, postfix(servers) as line:
        for _ in range(BARE):
            waiting = alone.submit(imap.wait, PATIENCE)
            sleep(0.05)  # until it waits
            give(line, mail_to(box, 1))
            began = perf_counter()
            waiting.result()
            waits.append(perf_counter() - began)
    imap.close()
    return named("delivery to told bare", latency(waits))


def frame_after(crowd: Crowd, began: float, holding: bytes = b"") -> float:
    """Seconds until something happened, for one of these pages."""
    came: list[float] = []

    def take(_: Page, texts: list[bytes], now: float) -> None:
        came.extend(now for one in texts if kind_of(one) == b"happened" and holding in one)

    while not came:
        if perf_counter() > began + PATIENCE:
            raise RuntimeError("nothing was shown on the page")
        crowd.read(take, wait=0.5)
    return came[0] - began


def mail_to(box: Box, number: int) -> Written:
    """Of the usual sizes: a text, or one with a file that nobody has sent before."""
    pdf = Attachment("bilan.pdf", "application/pdf", b"%PDF-1.7\n" + os.urandom(PDF))
    return written(
        letter(
            message_id=f"<bench-{os.getpid()}-{next(_numbers)}@ch-fictif.exemple.mssante.fr>",
            to=(Address(box.address),),
            attachments=() if number % PDF_EVERY else (pdf,),
        )
    )


@contextmanager
def postfix(servers: MailServers) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP(HOST, servers.ports["plain"]) as line:
        yield line


def give(line: smtplib.SMTP, mail: Written) -> None:
    line.sendmail(mail.sender, mail.recipients, mail.content)


def deliver_all(servers: MailServers, mails: Sequence[Written]) -> None:
    """Until Dovecot has them."""
    before, give_up = lying_at(servers), perf_counter() + PATIENCE
    with postfix(servers) as line:
        for mail in mails:
            give(line, mail)
    while lying_at(servers) < before + len(mails):
        if perf_counter() > give_up:
            raise RuntimeError("the mails were not delivered")


def lying_at(servers: MailServers) -> int:
    return sum(1 for _ in (servers.folder / "boxes").glob("*/mail/new/*"))
