"""Many open pages in one thread: sockets read by epoll, frames told apart by hand.

A client library makes objects for every frame, and 200 of them cost more than the server does:
the client's core would be what is measured. This reads a few million frames a minute.
"""

import select
import socket
from collections.abc import Callable, Iterable
from time import perf_counter
from uuid import uuid4

HOST = "127.0.0.1"
TEXT, PING = 0x81, 0x89
NO_MASK = bytes(4)  # a mask of zeros leaves the bytes as they are

Take = Callable[["Page", list[bytes], float], None]


class Page:
    """One socket, open."""

    __slots__ = ("rest", "socket", "who")

    def __init__(self, port: int, *, who: str = "", cookie: str = "") -> None:
        self.who = who
        self.rest = b""
        self.socket = socket.create_connection((HOST, port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(
            f"GET /ws/ HTTP/1.1\r\nHost: {HOST}:{port}\r\nOrigin: http://{HOST}:{port}\r\n"
            f"Cookie: {cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self.some()
        head, _, self.rest = answer.partition(b"\r\n\r\n")
        if b" 101 " not in head:
            raise ConnectionError(head.decode())

    def send(self, text: bytes) -> None:
        self.socket.sendall(framed(TEXT, text))

    def read(self) -> list[bytes]:
        """The texts that have come."""
        texts, self.rest = self.split(self.rest + self.some())
        return texts

    def some(self) -> bytes:
        data = self.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed a page")
        return data

    def split(self, data: bytes) -> tuple[list[bytes], bytes]:
        texts, at, end = [], 0, len(data)
        while end - at >= 2:
            size, start = data[at + 1], at + 2
            if size == 126:
                size, start = int.from_bytes(data[start : start + 2], "big"), at + 4
            elif size == 127:
                size, start = int.from_bytes(data[start : start + 8], "big"), at + 10
            if start + size > end:
                break
            if data[at] == TEXT:
                texts.append(data[start : start + size])
            elif data[at] == PING:
                self.socket.sendall(framed(PING + 1, data[start : start + size]))
            at = start + size
        return texts, data[at:]


def framed(kind: int, data: bytes) -> bytes:
    size = len(data)
    if size < 126:
        return bytes((kind, 0x80 | size)) + NO_MASK + data
    return bytes((kind, 0xFE)) + size.to_bytes(2, "big") + NO_MASK + data


class Crowd:
    """Pages, read as they have something."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.pages = list(pages)
        self.by_number = {page.socket.fileno(): page for page in self.pages}
        self.epoll = select.epoll()
        for number in self.by_number:
            self.epoll.register(number, select.EPOLLIN)

    def read(self, take: Take, *, wait: float = 0.0) -> None:
        """Give what has come to `take`, or return after that many seconds."""
        for number, _ in self.epoll.poll(wait, 256):
            page = self.by_number[number]
            texts = page.read()
            take(page, texts, perf_counter())

    def quiet(self, seconds: float) -> None:
        """Read and forget what comes, for so long."""
        end = perf_counter() + seconds
        while (left := end - perf_counter()) > 0:
            self.read(lambda *_: None, wait=left)

    def close(self) -> None:
        self.epoll.close()
        for page in self.pages:
            page.socket.close()


def kind_of(text: bytes) -> bytes:
    """The type of a frame: the server writes it first."""
    return text[9 : text.index(b'"', 9)]


BODY = "La glycémie de ce matin est à 1,84 g/L ; insuline faite, pansement refait au talon gauche. "
TEXT_200 = (BODY * 3).encode()[:200].decode(errors="ignore")


def message(conversation: str) -> tuple[bytes, bytes]:
    """A message of 200 bytes to send there, and its id."""
    name = str(uuid4())
    return (
        f'{{"type":"send_message","id":"{name}","conversation":"{conversation}",'
        f'"text":"{TEXT_200}","composed_at":"2026-11-01T08:00:00Z"}}'
    ).encode(), name.encode()
