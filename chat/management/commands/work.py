"""The worker: does what is due, sends notifications and courriers, tells who was suspended, settles
what is read, chains who looked, publishes the heads, has the night's directory read, and shows that
it lives."""

import logging
import time
from collections.abc import Callable
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from bridge.sending import relaying
from bridge.sending.mailer import Mailer
from conversations import holding, suspended
from conversations.access_chain import chain
from conversations.due import EXPORTS, FAST, FILES, MAIL, drain
from conversations.exports import sweeping
from conversations.heads import publish
from conversations.live import start_relaying
from conversations.models import AccessBatch, Heartbeat
from conversations.settling import settle
from directory import forgotten, security_mail
from directory.enforcing import Watch, draw_decided
from directory.extracts import nightly
from files.sweeping import sweep, sweep_strays
from push import devices, digest, fallback, notices
from push.sending import Sender

log = logging.getLogger(__name__)
NAP = 0.5  # seconds between two looks when nothing is due
BEAT_EVERY = 5.0
SUSPENDED_EVERY = 1.0
LISTED_EVERY = 2.0
SETTLE_EVERY = 600.0
CHAIN_EVERY = 30.0
SWEEP_EVERY = 60.0
PUBLISH_EVERY = 600.0  # a look whether the night's heads are there
ENDED_EVERY = 10.0
FORGET_EVERY = 600.0
IMPORT_EVERY = 600.0  # a look whether the night's directory is there


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_: Any) -> None:
        start_relaying()
        beside("exports", Round(sweep_exports, SWEEP_EVERY), Round(lambda: drain(EXPORTS)))
        beside(
            "suspensions",
            Round(suspended.tell, SUSPENDED_EVERY),
            Round(holding.tell_ended, SUSPENDED_EVERY),
        )
        beside("professions", Round(Watch().look, LISTED_EVERY))
        beside("searchable", Round(draw_decided, LISTED_EVERY))
        beside("files", Round(sweep_files, SWEEP_EVERY), Round(lambda: drain(FILES)))
        beside(
            "push",
            Round(devices.sweep, ENDED_EVERY),
            Round(notices.sweep, FORGET_EVERY),
            Round(Sender().go),
        )
        beside(
            "mail",
            Round(forgotten.send_due),
            Round(security_mail.send_due),
            Round(fallback.go),
        )
        beside("letters", Round(Mailer().go))
        beside("colleagues", Round(relaying.go))
        beside("receipts", Round(lambda: drain(MAIL)))
        beside("directory", Round(nightly.go_if_due, IMPORT_EVERY))
        go_on(
            [
                Round(beat, BEAT_EVERY),
                Round(settle, SETTLE_EVERY),
                Round(chain_all, CHAIN_EVERY),
                Round(publish_heads, PUBLISH_EVERY),
                Round(lambda: drain(FAST)),
                Round(digest.go),
            ]
        )


class Round:
    """What is done again and again, so many seconds after it was last done."""

    def __init__(self, do: Callable[[], object], every: float = 0.0) -> None:
        self.do, self.every, self.done = do, every, float("-inf")

    def go_if_time(self) -> bool:
        """Was there something that may not be all?"""
        if time.monotonic() - self.done <= self.every:
            return False
        found = self.do()
        self.done = time.monotonic()
        return self.every == 0.0 and bool(found)


def beside(name: str, *rounds: Round) -> None:
    """In a thread of its own: what takes its time keeps nothing else waiting."""
    Thread(target=go_on, args=[list(rounds)], name=name, daemon=True).start()


def go_on(rounds: list[Round]) -> None:
    """For ever; without a pause while there is something to do."""
    while True:
        try:
            found = [each.go_if_time() for each in rounds]
            busy = any(found)
        except Exception as no:  # noqa: BLE001 — database or store may be away; it goes on after
            log.warning("the worker waits: %s", type(no).__name__)
            connection.close()
            busy = False
        if not busy:
            time.sleep(NAP)


def sweep_files() -> None:
    sweep()
    sweep_strays(timezone.now())


def sweep_exports() -> None:
    sweeping.sweep()


def beat() -> None:
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": timezone.now()})


def chain_all() -> None:
    """One batch of each record at a time: what is due does not wait for a long one."""
    for record in AccessBatch.Record:
        chain(record)


def publish_heads() -> None:
    """The day's file, soon after midnight. The operator takes it away from the database."""
    if settings.HEADS_DIR is None:
        return
    try:
        publish(settings.HEADS_DIR, timezone.localdate())
    except OSError as no:
        log.error("the heads were not published: %s", type(no).__name__)
