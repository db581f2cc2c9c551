"""The worker: does what is due, settles what is read, and shows that it lives."""

import logging
import time
from threading import Thread
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, connection
from django.utils import timezone

from conversations.access_chain import chain
from conversations.due import FAST, SLOW, drain
from conversations.live import start_relaying
from conversations.models import AccessBatch, Heartbeat
from conversations.settling import settle
from files.sweeping import sweep, sweep_strays

log = logging.getLogger(__name__)
NAP = 0.5  # seconds between two looks when nothing is due
BEAT_EVERY = 5.0
SETTLE_EVERY = 600.0
SWEEP_EVERY = 60.0
CHAIN_EVERY = 30.0


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_: Any) -> None:
        start_relaying()
        Thread(target=do_what_is_slow, name="slow", daemon=True).start()
        beaten = settled = chained = float("-inf")
        while True:
            try:
                if time.monotonic() - beaten > BEAT_EVERY:
                    beat()
                    beaten = time.monotonic()
                if time.monotonic() - settled > SETTLE_EVERY:
                    settle()
                    settled = time.monotonic()
                if time.monotonic() - chained > CHAIN_EVERY:
                    chain_all()
                    chained = time.monotonic()
                busy = drain(FAST)
            except Error as no:
                log.warning("the database is away: %s", type(no).__name__)
                connection.close()
                busy = 0
            if not busy:
                time.sleep(NAP)


def do_what_is_slow() -> None:
    """For ever, beside the rest: files to look at, and to sweep away."""
    swept = float("-inf")
    while True:
        try:
            if time.monotonic() - swept > SWEEP_EVERY:
                sweep()
                sweep_strays(timezone.now())
                swept = time.monotonic()
            busy = drain(SLOW)
        except Exception as no:  # noqa: BLE001 — the store may be away too; what works here never ends
            log.warning("files wait: %s", type(no).__name__)
            connection.close()
            busy = 0
        if not busy:
            time.sleep(NAP)


def beat() -> None:
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": timezone.now()})


def chain_all() -> None:
    """One batch of each record at a time: what is due does not wait for a long one."""
    for record in AccessBatch.Record:
        chain(record)
