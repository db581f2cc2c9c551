"""`python -m bridge.reading.apart RAW PARTS`, in a process of its own: what the mail at RAW says.

The bytes of its files go to PARTS, one after the other; everything else is said in JSON."""

import sys
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


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
