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


@require_safe
async def ready(request: HttpRequest) -> JsonResponse:
    signs = await _within_bound(_database, {"database": "down"})
    return _answer({"database": signs["database"]})


@require_safe
async def health(request: HttpRequest) -> JsonResponse:
    database, redis = await asyncio.gather(
        _within_bound(_database, {"database": "down", "worker": "unknown"}),
        _within_bound(_redis, {"redis": "down"}),
    )
    return _answer(database | redis)


def _answer(signs: Signs) -> JsonResponse:
    return JsonResponse(signs, status=200 if set(signs.values()) == {"ok"} else 503)


async def _database() -> Signs:
    connection = await psycopg.AsyncConnection.connect(**_address(), autocommit=True)
    async with connection:
        found = await (await connection.execute(WORKER_LIVES)).fetchone()
    return {"database": "ok", "worker": "ok" if found and found[0] else "silent"}


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
