"""Look at a stranger's bytes in a process of its own: bounded, and harmless when it dies.

Each is forked by a nursery, which has loaded the code it needs: to start a Python and to load that
code takes ten times as long as most of what is then read."""

import atexit
import json
import resource
import select
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024
STARTING = 30.0  # seconds a nursery may take to begin, on a machine that has much to do
LATE = 10.0  # and to end a child that does not
# Then there is a new one, whose children find other addresses in memory than all those before.
BORN_MOST = 500


class Died(Exception):
    """It took too long or too much, or what it read broke it."""


class Gone(Exception):
    """The nursery itself has ended."""


class Nursery:
    """A process that has the code of a module. One child at a time."""

    def __init__(self, module: str) -> None:
        self.born = 0
        self.process = subprocess.Popen(
            [sys.executable, "-E", "-s", "-m", "files.nursery", module],
            cwd=ROOT,
            env={},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # What is printed on the way down may quote the file.
            stderr=subprocess.DEVNULL,
        )
        assert self.process.stdin
        assert self.process.stdout
        self.asked, self.answers = self.process.stdin, self.process.stdout
        if not says_something(self.answers, STARTING) or self.answers.readline() != b"ready\n":
            self.end()
            raise OSError(f"{module} does not start")

    def ask(self, arguments: Sequence[str], seconds: float) -> bytes:
        self.born += 1
        try:
            self.asked.write(json.dumps([self.born, seconds, *arguments]).encode() + b"\n")
            self.asked.flush()
        except OSError:
            raise Gone from None
        if not says_something(self.answers, seconds + LATE):
            raise Gone
        number, length = [int(one) for one in self.answers.readline().split()] or (0, 0)
        said = self.answers.read(max(length, 0))
        if number != self.born or len(said) < length:
            raise Gone  # what somebody else asked for is nobody's
        if length < 0:
            raise Died
        return said

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


def says_something(answers: IO[bytes], seconds: float) -> bool:
    poll = select.poll()  # a process with many pages has numbers that select does not take
    poll.register(answers, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


_idle: defaultdict[str, list[Nursery]] = defaultdict(list)
_lock = Lock()


def run(module: str, *arguments: str, seconds: float) -> dict[str, Any]:
    """What this module's `main` says of these files, in JSON."""
    try:
        said: dict[str, Any] = json.loads(asked(module, arguments, seconds))
    except ValueError:
        raise Died from None
    return said


def asked(module: str, arguments: Sequence[str], seconds: float) -> bytes:
    """A nursery that was ended meanwhile is no fault of what is read: a new one is asked. That it
    ends once more is."""
    with suppress(Gone):
        return asked_of(idle(module) or Nursery(module), module, arguments, seconds)
    try:
        return asked_of(Nursery(module), module, arguments, seconds)
    except Gone:
        raise Died from None


def asked_of(nursery: Nursery, module: str, arguments: Sequence[str], seconds: float) -> bytes:
    try:
        said = nursery.ask(arguments, seconds)
    except Died:
        keep(nursery, module)
        raise
    except BaseException:
        nursery.end()  # an answer that nobody took would be the next one's
        raise
    keep(nursery, module)
    return said


def keep(nursery: Nursery, module: str) -> None:
    if nursery.born < BORN_MOST:
        with _lock:
            _idle[module].append(nursery)
    else:
        nursery.end()


def idle(module: str) -> Nursery | None:
    with _lock:
        return _idle[module].pop() if _idle[module] else None


@atexit.register
def end_all() -> None:
    """They end with us in any case: nobody is left to ask them."""
    for nurseries in _idle.values():
        for nursery in nurseries:
            nursery.end()


def bind(*, memory: int, seconds: int, written: int) -> None:
    """In the child, first of all: no more than this, from now on."""
    resource.setrlimit(resource.RLIMIT_AS, (memory * MEGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds,) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (written * MEGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def say(**said: Any) -> None:
    sys.stdout.write(json.dumps(said))
