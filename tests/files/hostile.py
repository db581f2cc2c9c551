"""What a file could make of the process that reads it, at the worst."""

import os
import sys
import time
from pathlib import Path

from files import child


def main(what: Path, where: Path) -> None:  # noqa: C901 — a case each
    match str(what):
        case "says another's":
            sys.stdout.write('2 15\n{"kind": "mine"}\n')
        case "says it and breaks":
            child.say(kind="mine")
            sys.stdout.flush()
            os._exit(3)
        case "says it and stays":
            child.say(kind="mine")
            sys.stdout.flush()
            os.close(1)
            time.sleep(60)
        case "says nothing and stays":
            time.sleep(60)
        case "takes all memory":
            child.bind(memory=200, seconds=5, written=0)
            child.say(size=len(bytearray(1024 * child.MEGABYTE)))
        case "ends who asked for it":
            os.kill(os.getppid(), 9)
        case "ends who asked for it, once" if not where.exists():
            where.touch()
            os.kill(os.getppid(), 9)
        case "ends who asked for it, and stays":
            with where.open("w"):
                os.kill(os.getppid(), 9)
                time.sleep(60)
        case _:
            child.say(kind="harmless")
