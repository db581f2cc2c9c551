"""What a mail may not exceed, looked at in its bytes before any of it is parsed."""

import re
from hashlib import sha256

from bridge.received import Why

RAW_MOST = 25 * 1024 * 1024
HEADERS_MOST = 64 * 1024
PARTS_MOST = 100
DEPTH_MOST = 10
BLANK_LINE = re.compile(rb"\r?\n\r?\n")
# A part that holds others says so in a Content-Type of its own; a boundary begins each.
CONTENT_TYPE = re.compile(rb"^content-type[ \t]*:", re.IGNORECASE | re.MULTILINE)
BOUNDARY = re.compile(rb'boundary[ \t]*=[ \t]*"?([^"\s;]{1,200})', re.IGNORECASE)
# What stays the same on the way to two boxes.
KEPT = re.compile(
    rb"^(?:from|date|subject|message-id)[ \t]*:.*(?:\n[ \t].*)*", re.IGNORECASE | re.MULTILINE
)


class Unreadable(Exception):
    """This mail will not be read. Its original is kept, and shown."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def headers_end(raw: bytes) -> int:
    blank = BLANK_LINE.search(raw[: HEADERS_MOST + 4])
    return blank.end() if blank else min(len(raw), HEADERS_MOST + 4)


def check_headers(raw: bytes) -> None:
    if headers_end(raw) > HEADERS_MOST:
        raise Unreadable(Why.HEADERS_TOO_LARGE)


def check_body(raw: bytes) -> None:
    if len(raw) > RAW_MOST:
        raise Unreadable(Why.TOO_LARGE)
    if len(CONTENT_TYPE.findall(raw)) > PARTS_MOST + 1 or delimiters(raw) > 2 * PARTS_MOST:
        raise Unreadable(Why.TOO_MANY_PARTS)


def delimiters(raw: bytes) -> int:
    boundaries = set(BOUNDARY.findall(raw))
    if len(boundaries) > PARTS_MOST:
        return 3 * PARTS_MOST
    return sum(raw.count(b"\n--" + boundary) for boundary in boundaries)


def content_hash(raw: bytes) -> str:
    """The same for two copies of one mail, whatever each way added (Received, Delivered-To)."""
    end = headers_end(raw)
    hashed = sha256(b"\n".join(KEPT.findall(raw[:end].replace(b"\r\n", b"\n"))))
    hashed.update(b"\n\n" + raw[end:].replace(b"\r\n", b"\n").rstrip())
    return hashed.hexdigest()
