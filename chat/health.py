"""Signs of life: /ready for the proxy (database only), /health for the operator (every part).

A look uses a connection of its own, so that it says the truth about a database that is away and
does not wait for a pool that is busy. Whoever asks while a look is under way gets its answer:
asking often opens one connection, not many.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import psycopg
from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from redis import RedisError
from redis.asyncio import Redis

Signs = dict[str, str]  # by part: "ok", or what is wrong with it
Look = Callable[[], Coroutine[Any, Any, Signs]]

BOUND = 2.0
# The worker gives a sign of life about every 5 s.
WORKER_LIVES = """
SELECT at > now() - interval '30 seconds' FROM conversations_heartbeat WHERE name = 'worker'
"""
# Nobody is told anything while push services refuse our key.
PUSH_IS_REFUSED = """
SELECT EXISTS (SELECT FROM push_device
               WHERE refused_at > now() - interval '1 hour' AND ended_at IS NULL
                 AND (last_success_at IS NULL OR last_success_at < refused_at))
"""
# More than a twentieth of the mailboxes were not looked at for ten minutes, of those that are the
# operator's to mend: where there are many, some server of some of them is always away.
MAIL = """
SELECT count(*), 20 * count(*) FILTER (WHERE NOT needs_hand AND coalesce(polled_at, added_at)
                                             < now() - interval '10 minutes')
                 > count(*) FILTER (WHERE NOT needs_hand)
FROM bridge_box WHERE ended_at IS NULL
"""
# Without a key none are sent, without boxes none is read: a choice, said and not an alarm.
WELL = {"ok", "off"}
AWAY = {"database": "down", "worker": "unknown", "push": "unknown", "mail": "unknown"}


@require_safe
async def ready(request: HttpRequest) -> JsonResponse:
    signs = await _within_bound(_database, {"database": "down"})
    return _answer({"database": signs["database"]})


@require_safe
async def health(request: HttpRequest) -> JsonResponse:
    database, redis = await asyncio.gather(
        _within_bound(_database, AWAY),
        _within_bound(_redis, {"redis": "down"}),
    )
    return _answer(database | redis)


def _answer(signs: Signs) -> JsonResponse:
    return JsonResponse(signs, status=200 if set(signs.values()) <= WELL else 503)


async def _database() -> Signs:
    connection = await psycopg.AsyncConnection.connect(**_address(), autocommit=True)
    async with connection:
        lives = await (await connection.execute(WORKER_LIVES)).fetchone()
        refused = await (await connection.execute(PUSH_IS_REFUSED)).fetchone()
        boxes, late = await (await connection.execute(MAIL)).fetchone() or (0, False)
    return {
        "database": "ok",
        "worker": "ok" if lives and lives[0] else "silent",
        "push": _push(refused=bool(refused and refused[0])),
        "mail": "off" if not boxes else "late" if late else "ok",
    }


def _push(*, refused: bool) -> str:
    if not settings.PUSH_PRIVATE_KEY:
        return "off"
    return "refused" if refused else "ok"


async def _redis() -> Signs:
    async with Redis.from_url(settings.REDIS_URL, socket_connect_timeout=BOUND) as client:
        await client.echo("anybody there?")
    return {"redis": "ok"}


_under_way: dict[Look, asyncio.Task[Signs]] = {}


async def _within_bound(look: Look, otherwise: Signs) -> Signs:
    task = _under_way.get(look)
    if task is None or task.done() or task.get_loop() is not asyncio.get_running_loop():
        task = _under_way[look] = asyncio.create_task(look())
    await asyncio.wait({task}, timeout=BOUND)
    if not task.done():
        task.cancel()
        return otherwise
    try:
        return task.result()
    except (psycopg.Error, RedisError, OSError, asyncio.CancelledError):
        return otherwise


def _address() -> dict[str, Any]:
    database = settings.DATABASES["default"]
    given = {
        "dbname": database["NAME"],
        "host": database["HOST"],
        "port": database["PORT"],
        "user": database["USER"],
        "password": database["PASSWORD"],
    }
    others = {name: value for name, value in database["OPTIONS"].items() if name != "pool"}
    return others | {name: value for name, value in given.items() if value}
