"""Sending what is due, several boxes at a time: the worker's lane « letters ».

Threads hand over; taking and recording are this thread's. A box has one letter under way, and one
server never all of the threads: who does not answer keeps nobody else waiting. A worker killed
meanwhile: its leases run out, and another says that the letter may have left, and sends it again
under the same Message-ID."""

import logging
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from django.db import connection

from bridge.sending import leasing, outcomes
from bridge.sending.carrying import Ended, carry
from bridge.sending.leasing import Errand

log = logging.getLogger(__name__)
GLANCE = 0.5  # seconds of waiting for an answer before looking again at what is due
RENEW_EVERY = 20.0


class Mailer:
    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(leasing.AT_ONCE, thread_name_prefix="letters")
        self.under_way: dict[Future[Ended], Errand] = {}
        self.renewed = time.monotonic()

    def go(self) -> bool:
        """Start what may start, record what has ended. Is there more?"""
        self.renew()
        for errand in leasing.take(self.under_way.values()):
            if errand.may_have_left:
                outcomes.may_have_left(errand)
            self.under_way[self.threads.submit(carry, errand)] = errand
        busy = bool(self.under_way)
        return self.record(GLANCE) and busy

    def record(self, patience: float) -> bool:
        """Whether all that ended was recorded. What was not stays here, and its lease is renewed:
        forgotten, it would be sent again."""
        well = True
        for ended in wait(self.under_way, timeout=patience, return_when=FIRST_COMPLETED).done:
            try:
                outcomes.record(self.under_way[ended], ended.result())
                del self.under_way[ended]
            except Exception as no:  # noqa: BLE001 — the database may be away; once more, later
                log.error("what became of a letter is not recorded: %s", type(no).__name__)
                connection.close()
                well = False
        return well

    def renew(self) -> None:
        if time.monotonic() - self.renewed >= RENEW_EVERY:
            leasing.renew(self.under_way.values())
            self.renewed = time.monotonic()

    def finish(self) -> None:
        """Until nothing is due and nothing under way."""
        while self.go():
            pass
