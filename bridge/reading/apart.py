"""In a process of its own (files/child.py): what the mail at `raw` says.

The bytes of its files go to `parts`, one after the other; everything else is said in JSON."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from bridge.reading.parse import parsed
from files import child

MEGABYTES = 768
SECONDS = 15


def main(raw: Path, parts: Path) -> None:
    child.bind(memory=MEGABYTES, seconds=SECONDS, written=64)
    mail = asdict(parsed(raw.read_bytes()))
    with parts.open("wb") as file:
        for piece in (*mail["attachments"], *mail["images"]):
            piece["content"] = file.write(piece["content"])
    child.say(mail=spelt(mail))


def spelt(value: object) -> object:
    """Dates as JSON can hold them."""
    if isinstance(value, dict):
        return {name: spelt(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [spelt(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
