"""In a process of its own (child.py): what the file at this path is."""

from pathlib import Path

from files import child
from files.content import kind_of
from files.kinds import Unacceptable

SECONDS = 5


def main(path: Path) -> None:
    child.bind(memory=512, seconds=SECONDS, written=0)
    try:
        with path.open("rb") as file:
            child.say(kind=kind_of(file))
    except Unacceptable as no:
        child.say(refused=no.code)
