"""Read one mail that was received: whatever it holds, this comes back, and soon.

A stranger's bytes are parsed in a process of its own, bounded in time and memory. What breaks it
is an unreadable mail, and nothing else is harmed."""

from functools import cache
from tempfile import NamedTemporaryFile
from typing import IO, Any

from pydantic import TypeAdapter

from bridge.reading.apart import SECONDS
from bridge.reading.limits import content_hash
from bridge.received import Kind, ReceivedMail, Why
from files import child

PATIENCE = 3 * SECONDS  # of the clock, when others compute too


def read(raw: bytes) -> ReceivedMail:
    with (
        NamedTemporaryFile(prefix="mail-") as given,
        NamedTemporaryFile(prefix="mail-parts-") as parts,
    ):
        given.write(raw)
        given.flush()
        try:
            said = child.run("bridge.reading.apart", given.name, parts.name, seconds=PATIENCE)
        except child.Died:
            return ReceivedMail(Kind.UNREADABLE, content_hash(raw), why=Why.TOO_HARD)
        return with_contents(said["mail"], parts.file)


def with_contents(mail: dict[str, Any], parts: IO[bytes]) -> ReceivedMail:
    for piece in (*mail["attachments"], *mail["images"]):
        piece["content"] = parts.read(piece["content"])
    return shape().validate_python(mail)


@cache
def shape() -> TypeAdapter[ReceivedMail]:
    return TypeAdapter(ReceivedMail)
