"""The write path: a batch, of which one message is the common case.

Whatever waits while a commit is under way forms the next batch. There is no timer: the commit is
the timer, and a message alone pays nothing.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Generic, TypeVar

from django.db import InterfaceError, OperationalError, connection

from chat.errors import Refusal, Unavailable

log = logging.getLogger(__name__)
Item = TypeVar("Item")
Result = TypeVar("Result")
Waiting = tuple[Item, "Future[Result | Refusal]"]

MOST_AT_ONCE = 500
MOST_WAITING = 5_000
PATIENCE = 5.0  # seconds an HTTP request waits for its commit


class Batch(Generic[Item, Result]):
    """One thread and one connection that perform a rule on what waits, many at once.

    The rule must be safe to do twice: a batch whose commit failed, or whose outcome is not known,
    is performed again.
    """

    def __init__(self, rule: Callable[[Sequence[Item]], Sequence[Result | Refusal]]) -> None:
        self.rule = rule
        self.waiting: SimpleQueue[Waiting[Item, Result]] = SimpleQueue()
        self.thread: Thread | None = None
        self.starting = Lock()

    def submit(self, item: Item) -> "Future[Result | Refusal]":
        """Queue it. The future never fails: it holds the rule's answer or a refusal."""
        future: Future[Result | Refusal] = Future()
        if self.waiting.qsize() >= MOST_WAITING:
            future.set_result(Unavailable())
            return future
        self.waiting.put((item, future))
        self._start()
        return future

    def perform(self, item: Item) -> Result:
        """Queue it and wait: for HTTP. What was not answered in time may still happen."""
        waiting = self.submit(item)
        # Whoever waits holds no connection: all of them waiting would leave none to write with.
        connection.close_if_unusable_or_obsolete()
        try:
            answer = waiting.result(PATIENCE)
        except TimeoutError:
            raise Unavailable from None
        if isinstance(answer, Refusal):
            raise answer
        return answer

    def _start(self) -> None:
        with self.starting:
            if self.thread is None:
                self.thread = Thread(target=self._run, name=self.rule.__name__, daemon=True)
                self.thread.start()

    def _run(self) -> None:
        while True:
            batch = [self.waiting.get()]
            while len(batch) < MOST_AT_ONCE:
                try:
                    batch.append(self.waiting.get_nowait())
                except Empty:
                    break
            answers = self._answers([item for item, _ in batch])
            for (_, future), answer in zip(batch, answers, strict=True):
                future.set_result(answer)

    def _answers(self, items: list[Item]) -> Sequence[Result | Refusal]:
        try:
            return self.rule(items)
        except (OperationalError, InterfaceError):
            connection.close()  # a restart of the database costs one more try
            return self._once_more(items)
        except Exception as no:  # noqa: BLE001
            # Something in one of them: alone, each harms only itself. Of the error only the class
            # is logged: its words may hold what somebody wrote.
            log.error("a batch of %d failed: %s", len(items), type(no).__name__)
            return [answer for item in items for answer in self._once_more([item])]

    def _once_more(self, items: list[Item]) -> Sequence[Result | Refusal]:
        try:
            return self.rule(items)
        except Exception as no:  # noqa: BLE001 — the thread that writes never ends
            connection.close()
            log.error("%d not written: %s", len(items), type(no).__name__)
            return [Unavailable()] * len(items)
