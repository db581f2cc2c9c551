"""The antivirus: clamd, asked over its own protocol. Only a plain « OK » is « clean »."""

import socket
import struct
from contextlib import closing
from pathlib import Path
from typing import IO, Literal

SECONDS = 20.0
CHUNK = 64 * 1024
ANSWER_MOST = 4 * 1024
Found = Literal["clean", "infected"]


class Unsure(Exception):
    """No verdict: it is away, busy, or was given more than it looks at. To be asked again."""


def scan(address: str, file: IO[bytes]) -> Found:
    """What clamd finds in these bytes."""
    try:
        with closing(connected(address)) as line:
            line.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                line.sendall(struct.pack("!I", len(chunk)) + chunk)
            line.sendall(struct.pack("!I", 0))
            answer = said(line)
    except OSError:
        raise Unsure from None
    return understood(answer)


def understood(answer: str) -> Found:
    """Its errors (a bound that was passed, a database that loads) are not a verdict."""
    if answer == "stream: OK":
        return "clean"
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return "infected"
    raise Unsure


def connected(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        line.connect(str(Path(address)))
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), SECONDS)


def said(line: socket.socket) -> str:
    answer = b""
    while b"\0" not in answer and len(answer) < ANSWER_MOST and (more := line.recv(1024)):
        answer += more
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
