"""All boxes, a thread each, no more than so many at once; fair to those that wait."""

import logging
import time
from threading import Lock, Thread
from uuid import UUID

from django.utils import timezone

from bridge.fetching.attending import attend
from bridge.fetching.leasing import database, let_go, take, waiting
from bridge.models import Box

log = logging.getLogger(__name__)
NAP = 1.0


class Fleet:
    """Several processes may each have one: a box is one process's at a time."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held: dict[UUID, Thread] = {}
        self.awaited = 0  # boxes that are due, and have no thread
        self.lock = Lock()

    def go_on(self) -> None:
        try:
            while True:
                self.go()
                time.sleep(NAP)
        finally:
            with database():
                let_go(self.held)

    def go(self) -> None:
        """Begin with those that are due. The database may be away: it goes on after."""
        self.held = {box: thread for box, thread in self.held.items() if thread.is_alive()}
        try:
            with database():
                # A mail that comes slowly outlasts its lease: whoever loses it fetches for nothing.
                for box in take(self.most - len(self.held), but=self.held):
                    self.begin(box)
                self.awaited = self.due() if self.is_full() else 0
        except Exception as no:  # noqa: BLE001
            log.warning("fetching waits: %s", type(no).__name__)

    def due(self) -> int:
        """No more than there are threads to let go."""
        others = waiting(timezone.now()).exclude(id__in=list(self.held))
        return others[: self.most].count()

    def is_full(self) -> bool:
        return len(self.held) >= self.most

    def begin(self, box: Box) -> None:
        thread = Thread(target=attend, args=(box, self.gives_way), daemon=True)
        self.held[box.id] = thread
        thread.start()

    def gives_way(self) -> bool:
        """Once for each of those that wait."""
        with self.lock:
            self.awaited -= 1
            return self.awaited >= 0
