"""Read one mail that was received: whatever it holds, this comes back, and soon.

A stranger's bytes are parsed in a process of its own, bounded in time and memory. What breaks it
is an unreadable mail, and nothing else is harmed."""

from dataclasses import replace
from functools import cache
from tempfile import NamedTemporaryFile
from typing import IO, Any

from pydantic import TypeAdapter

from bridge.reading.apart import SECONDS
from bridge.reading.limits import content_hash, headers_end
from bridge.received import Kind, ReceivedMail, Why
from files import child

PATIENCE = 3 * SECONDS  # of the clock, when others compute too


def read(raw: bytes, *, is_whole: bool = True) -> ReceivedMail:
    """Of what is not whole, or breaks the reader, what its headers say."""
    try:
        mail = apart(raw)
    except child.Died:
        return unreadable(raw[: headers_end(raw)], Why.TOO_HARD, content_hash(raw))
    return mail if is_whole else replace(mail, kind=Kind.UNREADABLE, why=Why.TOO_LARGE)


def unreadable(headers: bytes, why: Why, hashed: str) -> ReceivedMail:
    try:
        told = apart(headers)
    except child.Died:
        return ReceivedMail(Kind.UNREADABLE, hashed, why=why)
    return replace(told, kind=Kind.UNREADABLE, why=why, content_hash=hashed)


def apart(raw: bytes) -> ReceivedMail:
    with (
        NamedTemporaryFile(prefix="mail-") as given,
        NamedTemporaryFile(prefix="mail-parts-") as parts,
    ):
        given.write(raw)
        given.flush()
        said = child.run("bridge.reading.apart", given.name, parts.name, seconds=PATIENCE)
        return with_contents(said["mail"], parts.file)


def with_contents(mail: dict[str, Any], parts: IO[bytes]) -> ReceivedMail:
    for piece in (*mail["attachments"], *mail["images"]):
        piece["content"] = parts.read(piece["content"])
    return shape().validate_python(mail)


@cache
def shape() -> TypeAdapter[ReceivedMail]:
    return TypeAdapter(ReceivedMail)
