"""Where a socket's frames go out: our own server's transport, or any ASGI server's send."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

BUFFERED_MOST = 1024 * 1024  # bytes a page may leave unread before it is let go
BUFFERED_BUSY = 64 * 1024  # above this, what may be lost is not even queued

# The scope extension by which chat.serve offers its transport.
EXTENSION = "liaison.transport"


Send = Callable[[Mapping[str, Any]], Awaitable[None]]


class Frame:
    """One text, encoded and framed once for everybody who gets it (RFC 6455: a server's frame is
    not masked, so the same bytes go to all)."""

    __slots__ = ("text", "wire")

    def __init__(self, text: str) -> None:
        self.text = text
        data = text.encode()
        size = len(data)
        if size < 126:
            head = bytes((0x81, size))
        elif size < 65_536:
            head = b"\x81\x7e" + size.to_bytes(2, "big")
        else:
            head = b"\x81\x7f" + size.to_bytes(8, "big")
        self.wire = head + data


class Outlet(Protocol):
    def write(self, frames: Sequence[Frame]) -> None: ...

    def buffered(self) -> int:
        """Bytes the other side has not taken."""

    def abort(self) -> None:
        """Cut the line, without waiting for what is buffered."""


class Transport(Protocol):
    """What the extension offers."""

    def write(self, data: bytes) -> None: ...
    def buffered(self) -> int: ...
    def abort(self) -> None: ...


class Direct:
    """Our own server: several frames are one write."""

    __slots__ = ("abort", "buffered", "transport")

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.buffered = transport.buffered
        self.abort = transport.abort

    def write(self, frames: Sequence[Frame]) -> None:
        wires = [frame.wire for frame in frames]
        self.transport.write(wires[0] if len(wires) == 1 else b"".join(wires))


class Plain:
    """Any other ASGI server: it buffers out of our sight, so nothing here can bound it."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.sending: set[asyncio.Task[None]] = set()

    def write(self, frames: Sequence[Frame]) -> None:
        for frame in frames:
            task = asyncio.ensure_future(self._send(frame.text))
            self.sending.add(task)
            task.add_done_callback(self.sending.discard)

    async def _send(self, text: str) -> None:
        await self.send({"type": "websocket.send", "text": text})

    def buffered(self) -> int:
        return 0

    def abort(self) -> None:
        return


def outlet_of(scope: dict[str, Any], send: Send) -> Outlet:
    transport = scope.get("extensions", {}).get(EXTENSION)
    return Direct(transport) if transport else Plain(send)
