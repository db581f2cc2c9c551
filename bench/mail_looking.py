"""Looking into mailboxes where nothing is new: what all of them cost, every two minutes."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import psutil
from django.db import connection
from django.utils import timezone

from bench.figures import Figures, measured
from bench.mail_yardstick import bare_look, cpu_of
from bench.mailboxes import Mailboxes, Working, each
from bench.stand import cpu_of_tree
from bridge.boxes.account import account_of, provider_of
from bridge.fetching.attending import EVERY, attend
from bridge.fetching.leasing import database, hold_on, take
from bridge.fetching.looking import look
from bridge.models import Box, FetchedMail
from bridge.providers.contract import Where
from bridge.providers.imap import Imap
from files.models import StoredFile

AT_ONCE = 50  # lines, for more mailboxes: those take turns
FEW, MANY = 64, 4_096  # mails that lie in a mailbox, all of them known
TIMES = 100


def looking(mailboxes: Mailboxes) -> Figures:
    for box in mailboxes.boxes[1:]:
        fill(box, FEW)
    fill(mailboxes.boxes[0], MANY)
    return in_turn(mailboxes) | held(mailboxes) | memory(mailboxes)


def in_turn(mailboxes: Mailboxes) -> Figures:
    """More boxes than threads: each is reached, looked at, let go."""
    boxes, began = mailboxes.boxes[1:], timezone.now()
    mailboxes.make_due(boxes)
    with mailboxes.fetching(at_once=AT_ONCE) as fetcher:
        fetcher.wait_until(lambda: mailboxes.looked_at(began) >= AT_ONCE)
        first = mailboxes.looked_at(began)
        with measured(fetcher) as span:
            fetcher.wait_until(lambda: mailboxes.looked_at(began) >= len(boxes) - AT_ONCE)
        looks = mailboxes.looked_at(began) - first
    mailboxes.make_due(boxes[:1])
    figures = each(span, "look in turn", looks)
    mine = figures["us/look in turn fetcher"]
    return figures | {
        "looks in turn/s": looks / span.seconds,
        "statements/look in turn": statements(turn),
        "us/look bare": cpu_of(bare_look(boxes[0], mailboxes.servers), TIMES),
        "boxes in turn a core": EVERY / mine * 1e6,
    }


def turn() -> None:
    [mine] = take(1)
    attend(mine, lambda: True)


def held(mailboxes: Mailboxes) -> Figures:
    """A line that is kept: looked at by it again, and what tells others whose it is."""
    large, small = mailboxes.boxes[:2]
    return held_look(mailboxes, small, "held look") | held_look(
        mailboxes, large, f"held look of {MANY}"
    )


def held_look(mailboxes: Mailboxes, box: Box, name: str) -> Figures:
    mailboxes.make_due([box])
    [mine] = take(1)
    provider = provider_of(mine)
    look(mine, provider)
    again = partial(look, mine, provider)
    figures = {
        **by_hand(mailboxes, name, again),
        f"statements/{name}": statements(again),
        **by_hand(mailboxes, "glance", partial(glance, mine)),
    }
    provider.close()
    return figures


def by_hand(mailboxes: Mailboxes, name: str, do: Callable[[], object]) -> Figures:
    """In this process, where nothing else goes on."""
    postgres = mailboxes.stand.postgres.process.pid
    before = cpu_of_tree(postgres)
    ours = cpu_of(do, TIMES)
    database = (cpu_of_tree(postgres) - before) / TIMES * 1e6
    return {f"us/{name} fetcher": ours, f"us/{name} database": database}


def glance(box: Box) -> None:
    """As whoever waits does it, every 25 s."""
    with database():
        hold_on(box)


def memory(mailboxes: Mailboxes) -> Figures:
    """What one process holds that waits at 100 boxes, and then at all of them."""
    few, rest = mailboxes.boxes[1:101], mailboxes.boxes[101:]
    mailboxes.make_due([])
    with mailboxes.fetching(at_once=len(mailboxes.boxes)) as fetcher:
        before, after = [waited_at(mailboxes, fetcher, boxes) for boxes in (few, rest)]
    return {
        "MiB of 100 held": before / 2**20,
        f"MiB of {len(few) + len(rest)} held": after / 2**20,
        "KiB/box held": (after - before) / len(rest) / 1024,
    }


def waited_at(mailboxes: Mailboxes, fetcher: Working, boxes: Sequence[Box]) -> int:
    """Bytes, with these boxes too."""
    began = timezone.now()
    Box.objects.filter(id__in=[box.id for box in boxes]).update(next_at=began)
    fetcher.wait_until(lambda: mailboxes.looked_at(began) >= len(boxes))
    return int(psutil.Process(fetcher.pid).memory_info().rss)


def statements(do: Callable[[], object]) -> float:
    """Sent to PostgreSQL by this thread; begin and commit are not among them."""
    number = 0

    def counted(execute: Callable[..., Any], *given: Any) -> Any:
        nonlocal number
        number += 1
        return execute(*given)

    with connection.execute_wrapper(counted):
        do()
    return number


def fill(box: Box, number: int) -> None:
    """A mail that is doubled until there are as many, known here as fetched."""
    imap = Imap(account_of(box))
    imap.line.append("INBOX", "", "", b"Subject: .\r\n\r\nBonjour.\r\n")
    uidvalidity = imap.look_into("INBOX", readonly=False)
    while (uids := imap.uids()) and len(uids) < number:
        imap.line.uid("COPY", "1:*", "INBOX")
    imap.close()
    know(box, [Where("INBOX", uidvalidity, uid) for uid in uids])


def know(box: Box, mails: Sequence[Where]) -> None:
    now = timezone.now() - timedelta(days=1)
    raw, _ = StoredFile.objects.get_or_create(
        sha256="0" * 64, defaults={"size": 1, "kind": "message/rfc822", "at": now}
    )
    FetchedMail.objects.bulk_create(
        FetchedMail(
            box=box,
            folder=one.folder,
            uidvalidity=one.uidvalidity,
            uid=one.uid,
            content_hash=uuid4().hex,
            raw=raw,
            at=now,
            became=FetchedMail.Became.STRAY,
            flagged=True,
        )
        for one in mails
    )
