"""/ready and /health, and that they tell the truth soon, whatever is wrong."""

import signal
import time
from datetime import timedelta

import httpx
from django.utils import timezone

from bridge.models import Box
from chat.embedded import Postgres, Redis
from directory.models import Professional
from tests.bridge.boxes import box_of
from tests.server import LiveServer


def told(server: LiveServer, path: str) -> tuple[int, dict[str, str]]:
    began = time.monotonic()
    answer = httpx.get(f"{server.url}{path}", timeout=10)
    assert time.monotonic() - began < 4
    return answer.status_code, answer.json()


def test_health_is_200_only_when_database_redis_and_worker_are_alive(server: LiveServer) -> None:
    assert told(server, "/ready") == (200, {"database": "ok"})
    assert told(server, "/health") == (
        503,
        {"database": "ok", "redis": "ok", "worker": "silent", "push": "ok", "mail": "off"},
    )
    server.start_worker()
    well = {"database": "ok", "redis": "ok", "worker": "ok", "push": "ok", "mail": "off"}
    server.wait_until(lambda: told(server, "/health") == (200, well))


def test_a_mailbox_that_nobody_looked_at_for_ten_minutes_is_told(
    server: LiveServer, camille: Professional
) -> None:
    box = box_of(camille)

    def mail() -> str:
        return told(server, "/health")[1]["mail"]

    assert mail() == "ok"
    ago = timezone.now() - timedelta(minutes=11)
    Box.objects.update(polled_at=ago, added_at=ago)
    assert mail() == "late"
    others = [box_of(camille, address=f"boite{n}@mssante.fr") for n in range(19)]
    assert mail() == "ok", "of twenty, one is no more than a twentieth"
    Box.objects.filter(id=others[0].id).update(needs_hand=True)
    assert mail() == "late"
    Box.objects.exclude(id=box.id).update(ended_at=box.added_at)
    Box.objects.update(needs_hand=True)
    assert mail() == "ok", "it is its owner's to mend"
    Box.objects.update(needs_hand=False, ended_at=box.added_at)
    assert mail() == "off"


def test_redis_killed_is_told_and_does_not_take_the_service_out(
    server: LiveServer, redis: Redis
) -> None:
    redis.kill()
    assert told(server, "/health")[1]["redis"] == "down"
    assert told(server, "/ready")[0] == 200
    redis.start()
    assert told(server, "/health")[1]["redis"] == "ok"


def test_a_frozen_redis_is_told_within_the_bound(server: LiveServer, redis: Redis) -> None:
    redis.process.send(signal.SIGSTOP)
    assert told(server, "/health")[1]["redis"] == "down"
    redis.process.send(signal.SIGCONT)
    server.wait_until(lambda: told(server, "/health")[1]["redis"] == "ok")


def test_a_database_that_is_away_is_told_and_its_return_needs_no_restart(
    server: LiveServer, postgres: Postgres
) -> None:
    postgres.crash()
    assert told(server, "/ready") == (503, {"database": "down"})
    assert told(server, "/health") == (
        503,
        {
            "database": "down",
            "worker": "unknown",
            "push": "unknown",
            "mail": "unknown",
            "redis": "ok",
        },
    )
    postgres.start()
    assert told(server, "/ready")[0] == 200


def test_a_frozen_database_is_told_within_the_bound(server: LiveServer, postgres: Postgres) -> None:
    postgres.process.send(signal.SIGSTOP)
    assert told(server, "/ready") == (503, {"database": "down"})
    postgres.process.send(signal.SIGCONT)
    server.wait_until(lambda: told(server, "/ready")[0] == 200)
