"""What is still to be done for an entry is done, whoever dies meanwhile."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from time import monotonic, sleep
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from chat.embedded import Postgres
from chat.guard import Guarded
from conversations import due
from conversations.due import NotNow, drain, take
from conversations.models import Due, Findable
from directory.models import Professional
from tests.conversations import bell
from tests.conversations.acts import say, say_many, see, start
from tests.directory.conftest import Clock


@pytest.fixture(autouse=True)
def _silent_bell(settings: Any) -> None:
    """Nobody hears of entries, but those a test names."""
    bell.rung.clear()
    bell.peals.clear()
    settings.EVENT_SUBSCRIBERS = []
    settings.NOTICE_SUBSCRIBERS = []


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def subscribed(settings: Any) -> Any:
    """Call it with the subscribers that hear of every entry from now on."""

    def subscribe(*subscribers: str) -> None:
        settings.EVENT_SUBSCRIBERS = list(subscribers)

    return subscribe


def left() -> list[int]:
    return list(Due.objects.order_by("seq").values_list("seq", flat=True))


def test_there_is_one_row_for_each_entry_and_each_who_hears_of_it(
    camille: Professional, conversation: UUID, subscribed: Any
) -> None:
    subscribed(bell.RING, bell.REFUSE)
    say_many(camille, conversation, 2)
    rows = Due.objects.order_by("seq", "subscriber").values_list("seq", "subscriber")
    assert list(rows) == [(seq, name) for seq in (2, 3) for name in (bell.REFUSE, bell.RING)]


def test_what_is_due_is_undone_with_the_message(
    camille: Professional, conversation: UUID, subscribed: Any
) -> None:
    subscribed(bell.RING)
    with transaction.atomic():
        say(camille, conversation)
        assert left() == [2]
        transaction.set_rollback(True)
    assert left() == []


def test_what_a_process_of_before_the_update_leaves_to_be_found_is_found(
    camille: Professional, nadia: Professional, subscribed: Any
) -> None:
    subscribed("conversations.search_index.take")  # as it was called then
    conversation = start(camille, nadia)
    said = say(camille, conversation, "Œdèmes des chevilles")
    drain()
    assert left() == []
    assert Findable.objects.filter(conversation=conversation, seq=said).exists()


def test_what_is_due_is_done_once_and_forgotten(
    camille: Professional, conversation: UUID, subscribed: Any
) -> None:
    subscribed(bell.RING)
    say_many(camille, conversation, 3)
    assert drain() == 3
    assert sorted(bell.rung) == [(conversation, 2), (conversation, 3), (conversation, 4)]
    assert drain() == 0
    assert left() == []


def test_reading_and_marks_make_nothing_due(
    camille: Professional, nadia: Professional, conversation: UUID, subscribed: Any
) -> None:
    say(camille, conversation)
    subscribed(bell.RING)
    see(nadia, conversation, 2)
    assert left() == []


def test_what_a_killed_worker_had_taken_is_done_by_another_once_its_lease_is_over(
    camille: Professional, conversation: UUID, subscribed: Any, clock: Clock
) -> None:
    subscribed(bell.RING)
    say_many(camille, conversation, 3)
    assert len(take()) == 3
    clock.pass_by(seconds=59)
    assert drain() == 0, "its worker may still be at it"
    clock.pass_by(seconds=2)
    assert drain() == 3
    assert (len(bell.rung), left()) == (3, [])


def test_two_workers_never_take_the_same(
    own_database: str, camille: Professional, conversation: UUID, subscribed: Any
) -> None:
    subscribed(bell.RING)
    say_many(camille, conversation, 300)
    ready = Barrier(4)

    def work(_: int) -> list[int]:
        ready.wait()
        try:
            return [row.seq for row in take()]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        taken = [seq for seqs in workers.map(work, range(4)) for seq in seqs]
    assert len(taken) == len(set(taken))
    assert len(taken) >= 100


def test_one_who_asks_to_be_called_later_is_called_later(
    camille: Professional,
    conversation: UUID,
    subscribed: Any,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    subscribed(bell.RING)
    say(camille, conversation)
    with monkeypatch.context() as patch:
        patch.setattr(bell, "ring", later)
        assert drain() == 1
    clock.pass_by(minutes=4)
    assert drain() == 0
    clock.pass_by(minutes=2)
    assert drain() == 1
    assert bell.rung == [(conversation, 2)]


def later(conversation: UUID, seq: int) -> None:
    raise NotNow(timedelta(minutes=5))


def test_what_fails_is_tried_again_ever_later_and_parked_in_the_end(
    camille: Professional, conversation: UUID, subscribed: Any, clock: Clock
) -> None:
    subscribed(bell.BREAK)
    say(camille, conversation)
    tries, waited = 0, timedelta(0)
    while not Due.objects.get().parked_at:
        clock.pass_by(seconds=1)
        waited += timedelta(seconds=1)
        tries += drain()
    assert tries == due.ATTEMPTS_MOST
    assert timedelta(minutes=4) < waited < timedelta(minutes=6)
    clock.pass_by(days=30)
    assert drain() == 0
    parked = Due.objects.get()
    assert (parked.seq, parked.attempts, parked.error) == (2, due.ATTEMPTS_MOST, "RuntimeError")


def test_what_will_never_succeed_is_parked_at_once(
    camille: Professional, conversation: UUID, subscribed: Any
) -> None:
    subscribed(bell.REFUSE)
    say(camille, conversation)
    drain()
    parked = Due.objects.get()
    assert parked.parked_at
    assert (parked.attempts, parked.error) == (1, "Never")


def test_what_is_parked_is_told_in_the_log_by_its_numbers_and_the_error_s_class_alone(
    camille: Professional,
    conversation: UUID,
    subscribed: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    subscribed(bell.REFUSE)
    say(camille, conversation, "Mme Canari va mieux")
    drain()
    [record] = caplog.records
    assert record.levelname == "ERROR"
    assert record.getMessage() == f"{bell.REFUSE} parked for entry {conversation}/2: Never"
    assert "Canari" not in caplog.text


def test_one_that_fails_stops_no_other(
    camille: Professional, conversation: UUID, subscribed: Any
) -> None:
    subscribed(bell.BREAK, bell.RING, bell.REFUSE)
    say_many(camille, conversation, 2)
    drain()
    assert sorted(bell.rung) == [(conversation, 2), (conversation, 3)]


def test_what_waits_is_done_together_or_one_by_one_when_that_fails(
    camille: Professional, conversation: UUID, subscribed: Any
) -> None:
    subscribed(bell.PEAL)
    say_many(camille, conversation, 3)
    drain()
    assert (bell.rung, bell.peals, left()) == ([(conversation, 2), (conversation, 4)], [], [3])
    say_many(camille, conversation, 3)
    drain()
    assert (len(bell.rung), bell.peals, left()) == (2, [3], [3])


def test_a_subscriber_that_is_not_there_any_more_is_parked_and_stops_no_other(
    camille: Professional, conversation: UUID, subscribed: Any, clock: Clock
) -> None:
    """The settings of yesterday may have named another one."""
    subscribed("push.plan.of_yesterday", bell.RING)
    say(camille, conversation)
    for _ in range(due.ATTEMPTS_MOST):
        clock.pass_by(hours=1)
        drain()
    assert bell.rung == [(conversation, 2)]
    assert Due.objects.get().error == "ModuleNotFoundError"


# --- The worker's own process -----------------------------------------------------------------


@pytest.fixture
def rung_file(tmp_path: Path) -> Path:
    file = tmp_path / "rung"
    file.touch()
    return file


def rung_in(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().splitlines()]


class Workers:
    """Starts the worker's process, one at a time."""

    def __init__(self, database_url: str, rung_file: Path, log: Path) -> None:
        self.env = os.environ | {"DATABASE_URL": database_url, bell.FILE: str(rung_file)}
        self.log = log

    def start(self) -> Guarded:
        command = [sys.executable, "-m", "tests.conversations.hasty_worker"]
        return Guarded(command, env=self.env | SETTINGS, log=self.log)


SETTINGS = {"DJANGO_SETTINGS_MODULE": "chat.settings"}


@pytest.fixture
def workers(own_database: str, postgres: Postgres, rung_file: Path, tmp_path: Path) -> Workers:
    return Workers(postgres.url("liaison_app", own_database), rung_file, tmp_path / "log")


def test_a_worker_killed_again_and_again_forgets_nothing_of_two_hundred(
    workers: Workers,
    rung_file: Path,
    camille: Professional,
    conversation: UUID,
    subscribed: Any,
) -> None:
    subscribed(bell.RING_IN_FILE)
    say_many(camille, conversation, 200)
    for done in (20, 100, 180):
        worker = workers.start()
        wait_until(lambda done=done: len(rung_in(rung_file)) >= done, workers.log)
        worker.kill()
    last = workers.start()
    wait_until(lambda: not Due.objects.exists(), workers.log)
    last.stop()
    rung = rung_in(rung_file)
    assert sorted(set(rung)) == list(range(2, 202))
    assert len(rung) <= 203, "each kill repeats one at most: that which was under way"


def wait_until(holds: Any, log: Path, seconds: float = 20) -> None:
    give_up = monotonic() + seconds
    while not holds():
        assert monotonic() < give_up, log.read_text()
        sleep(0.01)
