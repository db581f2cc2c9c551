"""One open page: from its first frame to its last. A plain ASGI application."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import parse_cookie
from pydantic import TypeAdapter, ValidationError

from chat.errors import Refusal, Unavailable
from conversations.greeting import greet
from conversations.outlet import Send, outlet_of
from conversations.protocol import Command, Goodbye, Refused
from conversations.pulse import LOCKED, SIGNED_OUT
from conversations.rate import Rate
from conversations.socket_commands import obey, refusal, write
from conversations.sockets import Socket, hub
from conversations.threads import in_thread
from directory.sessions import Locked, SignedInSession, SignedOut, socket_session, touch

log = logging.getLogger(__name__)
Receive = Callable[[], Awaitable[dict[str, Any]]]

UNREADABLE_MOST = 20  # frames that are not understood, before the page is let go
POLICY = 4408  # the code a page knows as: too much of something; it waits before it comes back
TRY_LATER = 1013
TOUCH_EVERY = 60.0  # seconds

commands: TypeAdapter[Command] = TypeAdapter(Command)
UNREADABLE = Refused(
    ref=None, code="unreadable", message="Cette demande n’a pas la forme attendue."
)


async def page(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Serve one socket. Accepts first: a browser cannot read the reason of a refused handshake."""
    await receive()
    await send({"type": "websocket.accept"})
    session = await let_in(cookie_of(scope))
    if isinstance(session, int):
        await send({"type": "websocket.close", "code": session})
        return
    socket = seat(session, scope, send)
    try:
        await greet(socket)
        await listen(socket, receive)
    finally:
        hub.remove(socket)


async def let_in(cookie: str) -> SignedInSession | int:
    """The session, or the code that says why there is none."""
    try:
        return await in_thread(socket_session, cookie)
    except SignedOut:
        return SIGNED_OUT
    except Locked:
        return LOCKED
    except Exception as no:  # noqa: BLE001 — whatever it is, the page is told to try later
        log.warning("a page could not be let in: %s", type(no).__name__)
        return TRY_LATER


def cookie_of(scope: dict[str, Any]) -> str:
    cookies = b"; ".join(value for name, value in scope["headers"] if name == b"cookie")
    return parse_cookie(cookies.decode("latin-1")).get(settings.SESSION_COOKIE_NAME, "")


def seat(session: SignedInSession, scope: dict[str, Any], send: Send) -> Socket:
    """Give the page its place in the hub. Too many of one person: the oldest gives way."""

    def close(code: int) -> None:
        closing.append(asyncio.ensure_future(send({"type": "websocket.close", "code": code})))

    closing: list[asyncio.Future[None]] = []
    socket = Socket(session, outlet_of(scope, send), close)
    hub.add(socket)
    # Of an account: several may act for one role.
    mine = [s for s in hub.sockets[socket.party] if s.session.account == session.account]
    if len(mine) > settings.SOCKETS_PER_ACCOUNT:
        hub.dismiss(mine[0], Goodbye(reason="too_many_sockets"), POLICY)
    return socket


async def listen(socket: Socket, receive: Receive) -> None:
    rate, unreadable = Rate(settings.FRAMES_PER_SECOND), 0
    while (event := await receive())["type"] == "websocket.receive":
        if not rate.allows():
            hub.dismiss(socket, Goodbye(reason="too_fast"), POLICY)
            return
        await socket.free.wait()
        if not hub.holds(socket):
            return  # dismissed: it may go on talking, nobody listens
        if command := understood(socket, event.get("text")):
            await obeyed(socket, command)
        else:
            unreadable += 1
        if unreadable > UNREADABLE_MOST:
            hub.dismiss(socket, Goodbye(reason="too_many_errors"), POLICY)
            return


def understood(socket: Socket, text: str | None) -> Command | None:
    try:
        return commands.validate_json(text or "")
    except ValidationError:
        write(socket, UNREADABLE)
        return None


async def obeyed(socket: Socket, command: Command) -> None:
    """Obey one order. Whatever goes wrong is answered by a frame; the socket stays open."""
    try:
        await obey(socket, command)
        await keep_awake(socket, command)
    except Refusal as no:
        write(socket, refusal(ref_of(command), no))
    except Exception as no:  # noqa: BLE001 — whatever it is, the socket stays open
        log.error("%s not obeyed: %s", command.type, type(no).__name__)
        write(socket, refusal(ref_of(command), Unavailable()))


async def keep_awake(socket: Socket, command: Command) -> None:
    """A screen stays open while somebody acts at it; what a page sends by itself is no sign of
    anybody."""
    by_itself = command.type == "acknowledge" or (command.type == "ping" and not command.here)
    if not by_itself and monotonic() - socket.touched > TOUCH_EVERY:
        socket.touched = monotonic()
        await in_thread(touch, socket.session.session_key)


def ref_of(command: Command) -> UUID | None:
    return getattr(command, "id", None) or getattr(command, "ref", None)
