"""`python -m files.nursery MODULE`: for each line that comes, a child that has this module's code.

It reads nothing of a stranger's: that is its children's, and what breaks one of them is over with
it. Of what a child says it looks at nothing but how long it is."""

import gc
import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

SAID_MOST = 64 * 1024 * 1024
PIECE = 64 * 1024
MOMENT = 0.0005  # seconds: a child that has said all ends within one
Work = Callable[..., None]


def main(module: str) -> None:
    work: Work = import_module(module).main
    gc.freeze()  # what children share, no child goes through
    answers = sys.stdout.buffer
    answers.write(b"ready\n")
    answers.flush()
    for line in sys.stdin.buffer:
        number, seconds, *arguments = json.loads(line)
        said = told(work, arguments, seconds)
        answers.write(b"%d %d\n" % (number, -1 if said is None else len(said)))
        answers.write(said or b"")
        answers.flush()


def told(work: Work, arguments: Sequence[str], seconds: float) -> bytes | None:
    """None: it took too long or too much, or broke."""
    until = time.monotonic() + seconds
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ours)
        signal.setitimer(signal.ITIMER_REAL, seconds)  # if we are ended, nobody is left to end it
        be_a_child(work, arguments, theirs)
    os.close(theirs)
    said = heard(ours, until)
    status = ended(pid, until if said is not None else 0.0)
    os.close(ours)
    return said if status == 0 else None


def be_a_child(work: Work, arguments: Sequence[str], to: int) -> NoReturn:
    """All it has of ours is where to say something."""
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(to, 1)
        os.closerange(3, 256)
        work(*map(Path, arguments))
        sys.stdout.flush()
        os._exit(0)
    finally:
        os._exit(1)


def heard(pipe: int, until: float) -> bytes | None:
    said = bytearray()
    while (left := until - time.monotonic()) > 0 and select.select([pipe], [], [], left)[0]:
        piece = os.read(pipe, PIECE)
        if not piece:
            return bytes(said)
        said += piece
        if len(said) > SAID_MOST:
            break
    return None


def ended(pid: int, until: float) -> int:
    """How it ended, and if it does not by then, by us."""
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return status
        if time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
        time.sleep(MOMENT)


if __name__ == "__main__":
    main(sys.argv[1])
