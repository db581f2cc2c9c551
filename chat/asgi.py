"""Where requests enter: HTTP to Django, /ws/ to the consumer, from our own page only."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chat.settings")

from django.core.asgi import get_asgi_application

django = get_asgi_application()

from django.conf import settings  # noqa: E402 — models need Django set up

from chat.errors import Unavailable  # noqa: E402
from conversations import consumer  # noqa: E402

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
PATIENCE = 9.0  # seconds: a database that hangs is told as 503, never as silence
AWAY = json.dumps({"code": Unavailable.code, "message": Unavailable.message}).encode()


async def application(scope: dict[str, Any], receive: Any, send: Send) -> None:
    match scope["type"]:
        case "http":
            await within_patience(scope, receive, send)
        case "websocket" if scope["path"] == "/ws/" and comes_from_us(scope):
            await consumer.page(scope, receive, send)
        case _:
            await send({"type": "websocket.close"})


def comes_from_us(scope: dict[str, Any]) -> bool:
    """Channels checks no CSRF token: the exact origin is the guard. None at all is refused too."""
    origins = [value for name, value in scope["headers"] if name == b"origin"]
    return origins == [settings.PUBLIC_URL.encode()]


async def within_patience(scope: dict[str, Any], receive: Any, send: Send) -> None:
    """Django's answer, or 503 when it does not come.

    A thread that a hanging database holds cannot be stopped, and whoever cancels Django waits for
    that thread: so nobody waits, and what it says in the end is not sent.
    """
    began = over = False

    async def say(message: Mapping[str, Any]) -> None:
        nonlocal began
        if not over:
            began = True
            await send(message)

    answering = asyncio.ensure_future(django(scope, receive, say))
    try:
        await asyncio.wait({answering}, timeout=PATIENCE)
        if answering.done():
            return await answering
        over = True
        if not began:
            headers = [(b"content-type", b"application/json; charset=utf-8")]
            await send({"type": "http.response.start", "status": 503, "headers": headers})
            await send({"type": "http.response.body", "body": AWAY})
    finally:
        answering.cancel()
