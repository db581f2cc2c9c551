"""One look at a whole box: what is not here yet is taken, then said there to be seen."""

import logging
from collections.abc import Sequence
from threading import BoundedSemaphore

from django.db import InterfaceError, InternalError, OperationalError

from bridge.fetching.keeping import keep
from bridge.fetching.leasing import database, looked, renew
from bridge.fetching.recording import GivenUp, record
from bridge.models import Box, FetchedMail
from bridge.providers.contract import Fetched, Provider, Where
from bridge.reading.limits import content_hash
from bridge.reading.read import read
from bridge.received import Kind, ReceivedMail, Why

log = logging.getLogger(__name__)
FLAGGED_AT_ONCE = 500
# Each starts processes, and holds a whole mail.
reading = BoundedSemaphore(2)


def look(box: Box, provider: Provider) -> bool:
    """Did something come? Safe to do again, whenever it was cut short."""
    whole, came = True, False
    for mail in provider.fetch(lambda *lies: wanted(box, *lies)):
        # First what came, however long it took: thrown away because another has the box by now, it
        # would be as long to come to that one, and never be here.
        recorded = taken(box, mail)
        with database():
            renew(box)
        whole, came = recorded and whole, recorded or came
        del mail  # or it would be held for as long as the next one is fetched
    flag(box, provider)
    if whole:
        with database():
            looked(box)
    return came


def wanted(box: Box, folder: str, uidvalidity: int, uids: Sequence[int]) -> list[int]:
    with database():
        here = FetchedMail.objects.filter(box=box, folder=folder, uidvalidity=uidvalidity)
        known = set(here.values_list("uid", flat=True))
        new = [uid for uid in uids if uid not in known]
        if new:
            renew(box)  # the first has as long to come as those after it
    return new


def taken(box: Box, fetched: Fetched) -> bool:
    """One that harms us harms only itself: it becomes a letter that cannot be read."""
    with reading:
        return tried(box, fetched, None) or tried(box, fetched, bare(fetched))


def tried(box: Box, fetched: Fetched, mail: ReceivedMail | None) -> bool:
    try:
        mail = mail or read(fetched.raw, is_whole=fetched.is_whole)
        with database():
            record(box, fetched.where, mail, keep(fetched.raw, mail))
    except (OperationalError, InterfaceError, InternalError, OSError, GivenUp):
        raise  # database or store are away, or the box is: no fault of the mail
    except Exception as no:  # noqa: BLE001 — whatever it is that nobody thought of
        log.error("a mail of box %s was not recorded: %s", box.id, type(no).__name__)
        return False
    return True


def bare(fetched: Fetched) -> ReceivedMail:
    """Nothing is said of it but that it is there."""
    return ReceivedMail(Kind.UNREADABLE, content_hash(fetched.raw), why=Why.TOO_HARD)


def flag(box: Box, provider: Provider) -> None:
    """Those that are stored here, by this look or by one that was cut short."""
    while some := unflagged(box):
        provider.after_commit([Where(one.folder, one.uidvalidity, one.uid) for one in some])
        with database():
            FetchedMail.objects.filter(id__in=[one.id for one in some]).update(flagged=True)


def unflagged(box: Box) -> list[FetchedMail]:
    with database():
        waiting = FetchedMail.objects.filter(box=box, flagged=False)
        return list(waiting.order_by("id")[:FLAGGED_AT_ONCE])
