"""IDLE (RFC 2177): be told as mail comes. imaplib learns it in Python 3.14."""

import imaplib
import selectors
import ssl
import time
from io import BufferedReader
from typing import cast


def idle(line: imaplib.IMAP4, seconds: float) -> bool:
    tag = line._new_tag()  # imaplib has no other way to say it
    line.send(tag + b" IDLE\r\n")
    if not next_line(line).startswith(b"+"):
        return False
    told = is_told(line, time.monotonic() + seconds) and b"EXISTS" in next_line(line)
    line.send(b"DONE\r\n")
    while not (said := next_line(line)).startswith(tag):
        told = told or b"EXISTS" in said
    return told


def is_told(line: imaplib.IMAP4, until: float) -> bool:
    """Whether a line comes before then. Never by letting a read time out: after one that did,
    nothing more can be read."""
    with selectors.DefaultSelector() as selector:
        selector.register(line.socket(), selectors.EVENT_READ)
        while not is_buffered(line):
            left = until - time.monotonic()
            if left <= 0 or not selector.select(left):
                return False
    return True


def is_buffered(line: imaplib.IMAP4) -> bool:
    """In Python's own buffer, or TLS's: the system knows of neither."""
    sock = line.socket()
    timeout = sock.gettimeout()
    sock.setblocking(False)
    try:
        return bool(cast("BufferedReader", line.file).peek(1))
    except (ssl.SSLWantReadError, BlockingIOError):
        return False
    finally:
        sock.settimeout(timeout)


def next_line(line: imaplib.IMAP4) -> bytes:
    said = line.readline()
    if not said:
        raise imaplib.IMAP4.abort("the line was cut")
    return bytes(said)
