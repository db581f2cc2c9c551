"""The worker's own process: killed at any moment, it forgets nobody, and tells nobody for ever."""

import os
import sys
from collections import Counter
from pathlib import Path

import pytest

from chat.embedded import Postgres
from chat.guard import Guarded
from directory.models import Professional
from push import notices
from push.models import Delivery, Notice
from push.notices import Telling
from tests.conversations.acts import say_many, start
from tests.conversations.test_due import SETTINGS, wait_until
from tests.push.conftest import Subscribes
from tests.push.endpoint import PushService


@pytest.fixture
def environment(own_database: str, postgres: Postgres, service: PushService) -> dict[str, str]:
    return (
        os.environ
        | SETTINGS
        | {
            "DATABASE_URL": postgres.url("liaison_app", own_database),
            "PUSH_EXTRA_HOSTS": service.origin.removeprefix("https://"),
        }
    )


def test_a_worker_killed_again_and_again_tells_all_of_two_hundred_and_none_three_times(
    environment: dict[str, str],
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    subscribes: Subscribes,
    service: PushService,
    tmp_path: Path,
) -> None:
    room = start(camille, nadia, hugo)
    phones = [subscribes(person)[1] for person in (nadia, hugo) for _ in range(2)]
    say_many(camille, room, 50)
    notices.tell_all(
        Telling(person.id, room, seq, sound=True)
        for seq in range(2, 52)
        for person in (nadia, hugo)
    )

    def worker() -> Guarded:
        command = [sys.executable, "-m", "tests.push.hasty_worker"]
        return Guarded(command, env=environment, log=tmp_path / "log")

    for done in (20, 100, 180):
        killed = worker()
        wait_until(lambda done=done: len(service.asked) >= done, tmp_path / "log", 60)
        killed.kill()
    last = worker()
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING)
    wait_until(lambda: not waiting.exists(), tmp_path / "log", 60)
    last.stop()
    assert set(Notice.objects.values_list("state", flat=True)) == {Notice.State.HANDED}
    for phone in phones:
        told = Counter(one["n"] for one in phone.told)
        assert len(told) == 50
        assert max(told.values()) <= 2
    assert len(service.asked) <= 200 + 3 * len(phones), "each kill repeats what was under way"
