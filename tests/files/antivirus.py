"""A small server that speaks clamd's own protocol, over TCP, and knows one virus."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.files.sending import EICAR


@dataclass
class Clamd:
    address: str
    scanned: list[int] = field(default_factory=list)  # how many bytes each
    says: str = ""  # whatever is sent, if set


@contextmanager
def clamd() -> Iterator[Clamd]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Clamd(f"127.0.0.1:{listening.getsockname()[1]}")
        threading.Thread(target=serve, args=(listening, server), daemon=True).start()
        yield server
        listening.shutdown(socket.SHUT_RDWR)


def serve(listening: socket.socket, server: Clamd) -> None:
    while True:
        try:
            line, _ = listening.accept()
        except OSError:
            return
        with line:
            answer(line, server)


def answer(line: socket.socket, server: Clamd) -> None:
    assert exactly(line, 10) == b"zINSTREAM\0"
    content = b""
    while length := struct.unpack("!I", exactly(line, 4))[0]:
        content += exactly(line, length)
    server.scanned.append(len(content))
    found = "stream: Win.Test.EICAR_HDB-1 FOUND" if EICAR in content else "stream: OK"
    line.sendall((server.says or found).encode() + b"\0")


def exactly(line: socket.socket, number: int) -> bytes:
    got = b""
    while len(got) < number:
        got += line.recv(number - len(got))
    return got
