"""One box, for as long as it is ours: looked at, waited at, looked at again."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.db import DatabaseError

from bridge.boxes.account import provider_of
from bridge.fetching.leasing import Lost, database, failed, hold_on, release
from bridge.fetching.looking import look
from bridge.fetching.recording import GivenUp
from bridge.models import Box
from bridge.providers.contract import Provider, ProviderError

log = logging.getLogger(__name__)
EVERY = 120.0  # seconds between two whole looks: what tells of new mail may fall silent
SLICE = 25.0  # of waiting, after which one sees whether the box is still ours
AFTER_OURS = timedelta(seconds=30)  # database or store away

# Whether others wait for a turn: then a box that was looked at is let go.
GivesWay = Callable[[], bool]


def attend(box: Box, gives_way: GivesWay) -> None:
    """Whatever fails ends here, with the box to be looked at again."""
    try:
        stay(box, gives_way)
    except (Lost, GivenUp):
        log.info("box %s is no longer this process's", box.id)
    except ProviderError as no:
        # What the server said may hold an address; it is kept with the box.
        log.warning("box %s fails at %s", box.id, no.step)
        with database():
            failed(box, no)
    except Exception as no:  # noqa: BLE001 — ours: it goes on when that is over
        log.warning("box %s waits: %s", box.id, type(no).__name__)
        with suppress(DatabaseError), database():  # or else the lease runs out
            release(box, after=AFTER_OURS)


def stay(box: Box, gives_way: GivesWay) -> None:
    with database():
        provider = provider_of(box)
    try:
        while True:
            # What comes while something is flagged there is told to nobody: it counts as known.
            while look(box, provider):
                pass
            if not still(box, provider, gives_way):
                return
    finally:
        provider.close()


def still(box: Box, provider: Provider, gives_way: GivesWay) -> bool:
    """Wait for mail, or for the time of a look. False: the box was let go."""
    end = time.monotonic() + EVERY
    while (left := end - time.monotonic()) > 0:
        if gives_way():
            with database():
                release(box, after=timedelta(seconds=left))
            return False
        if provider.wait(min(SLICE, left)):
            return True
        with database():
            hold_on(box)
    return True
