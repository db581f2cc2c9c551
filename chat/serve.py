"""Our Daphne: `python -m chat.serve --host 127.0.0.1 --port 8000`.

Daphne as it comes holds any body in memory, parses forms in the event loop, and frames a message
again for every recipient. The three are mended here, and only here (docs/adr/0004).
"""

import argparse
import asyncio
import gc
import ipaddress
import re
from typing import Any

from twisted.internet import asyncioreactor

_loop = asyncio.new_event_loop()
asyncio.set_event_loop(_loop)
asyncioreactor.install(_loop)  # type: ignore[no-untyped-call]

# ruff: noqa: E402 — the reactor comes before whoever imports it.

import autobahn.twisted.websocket
import daphne.server
from daphne.http_protocol import HTTPFactory, WebRequest
from daphne.server import Server
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from chat.asgi import application
from conversations import live
from conversations.outlet import EXTENSION
from files.shapes import PART

BODY_MOST = 64 * 1024
# A part of a file on its way up: the one body that may be larger.
A_PART = re.compile(rb"PUT /api/uploads/[0-9a-f-]{36}/parts/[0-9]{1,3}")
PART_MARGIN = 1024
FRAME_MOST = 64 * 1024
FRAMES_WAITING_MOST = 500


class Request(WebRequest):  # type: ignore[misc]  # Daphne has no types
    """A request whose body is bounded as it arrives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Twisted would parse forms before anybody has looked at them.
        super().__init__(*args, **kwargs, parsePOSTFormSubmission=False)
        self.received = 0
        self.most = BODY_MOST
        self.refused = False

    def gotLength(self, length: int | None) -> None:  # noqa: N802 — Twisted's name
        super().gotLength(length)
        if A_PART.fullmatch(self.channel._command + b" " + self.channel._path):
            self.most = PART + PART_MARGIN
        if length is not None and length > self.most:
            self.refuse()

    def handleContentChunk(self, data: bytes) -> None:  # noqa: N802
        self.received += len(data)
        if self.received > self.most:
            self.refuse()
        else:
            super().handleContentChunk(data)

    def process(self) -> None:
        if not self.refused:
            super().process()

    def refuse(self) -> None:
        if self.refused:
            return
        self.refused = True
        body = b'{"code":"too_large","message":"Cet envoi est trop volumineux."}'
        self.channel.transport.write(
            b"HTTP/1.1 413 Content Too Large\r\nContent-Type: application/json; charset=utf-8\r\n"
            b"Connection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        )
        self.channel.loseConnection()


class Requests(HTTPFactory):  # type: ignore[misc]
    def buildProtocol(self, addr: Any) -> Any:  # noqa: N802
        protocol = super().buildProtocol(addr)
        protocol.requestFactory = Request
        return protocol


class Line:
    """A socket's transport, as conversations.outlet uses it."""

    __slots__ = ("protocol",)

    def __init__(self, protocol: Any) -> None:
        self.protocol = protocol

    def write(self, data: bytes) -> None:
        """Send at once when nothing waits: going through the reactor costs two more system calls
        and a turn of the loop. What the kernel does not take, the transport keeps."""
        if self.protocol.state != self.protocol.STATE_OPEN:
            return
        transport = self.protocol.transport
        if not self.buffered():
            try:
                data = data[transport.socket.send(data) :]
            except (BlockingIOError, InterruptedError):
                pass
            except OSError:
                return  # the other side is gone: the reactor will notice
        if data:
            transport.write(data)

    def buffered(self) -> int:
        transport = self.protocol.transport
        return int(len(transport.dataBuffer) - transport.offset + transport._tempDataLen)

    def abort(self) -> None:
        self.protocol.transport.abortConnection()


class Mailbox:
    """What a page sends, until it is taken. Beyond a bound the line is cut."""

    def __init__(self, queue: "asyncio.Queue[Any]", line: Line) -> None:
        self.queue = queue
        self.line = line

    def put_nowait(self, event: Any) -> None:
        self.queue.put_nowait(event)
        if self.queue.qsize() > FRAMES_WAITING_MOST:
            self.line.abort()


class Liaison(Server):  # type: ignore[misc]
    """Daphne's server, with our requests and our lines."""

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        if scope["type"] == "http":
            return super().create_application(protocol, scope)
        line = Line(protocol)
        scope["extensions"] = {EXTENSION: line}
        return Mailbox(super().create_application(protocol, scope), line)


def main() -> None:
    given = arguments()
    if settings.DEMO and not ipaddress.ip_address(given.host).is_loopback:
        raise ImproperlyConfigured("DEMO lets anybody in: only on a loopback address.")
    server = Liaison(
        application=application,
        endpoints=[f"tcp:port={given.port}:interface={given.host}"],
        http_timeout=60,
        request_buffer_size=BODY_MOST,
        websocket_max_message_size=FRAME_MOST,
        websocket_max_frame_size=FRAME_MOST,
        websocket_timeout=4 * 3600,
        server_name="liaison",
    )
    daphne.server.HTTPFactory = Requests
    _loop.call_soon(live.start)
    calm_down()
    server.run()


def calm_down() -> None:
    """What stops the loop for everybody, for nothing.

    Looking for garbage walks all that lives: what is loaded by now stays, and a young object is
    looked at after 10,000 others, not 700. And autobahn colours, for every frame that comes, log
    lines that nobody reads.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    for colour in ("hltype", "hlval"):
        setattr(autobahn.twisted.websocket, colour, lambda *_, **__: "")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
