"""Processes that never outlive the one that started them, even when it is killed.

Each command runs under a guard of its own, in a session of its own so that Ctrl-C at the terminal
does not reach it: the one who started it decides the order. The guard's standard input is a pipe
whose other end only its starter holds; however that one ends, kill -9 included, the pipe closes
and the guard stops the command. (Linux could ask the kernel for this; macOS could not.)
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

PATIENCE = 10.0


class Guarded:
    """A command that is running, until it ends, is stopped, or we are gone."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        log: Path | None = None,
        stop_with: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.stop_with = stop_with
        guard = [sys.executable, "-I", "-S", __file__, stop_with.name, *map(str, command)]
        out: IO[bytes] | None = log.open("ab") if log else None
        self._guard = subprocess.Popen(
            guard,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=out,
            env=env,
            start_new_session=True,
        )
        if out:
            out.close()
        assert self._guard.stdout
        self.pid = int(self._guard.stdout.readline())

    def ended(self) -> int | None:
        """Its exit code, 128 + the number of the signal that ended it, or None while it runs."""
        return self._guard.poll()

    def wait(self, seconds: float | None = None) -> int:
        return self._guard.wait(seconds)

    def send(self, number: signal.Signals) -> None:
        if self.ended() is None:
            os.kill(self.pid, number)

    def stop(self, *, by: signal.Signals | None = None) -> int:
        """Ask it to end, make it end after a while, and come back when it has."""
        self.send(by or self.stop_with)
        try:
            code = self.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.send(signal.SIGKILL)
            code = self.wait()
        self._close()
        return code

    def kill(self) -> None:
        self.stop(by=signal.SIGKILL)

    def _close(self) -> None:
        for pipe in (self._guard.stdin, self._guard.stdout):
            assert pipe
            pipe.close()


def guard(stop_with: signal.Signals, command: Sequence[str]) -> int:
    """Run the command; stop it when standard input closes. What it prints goes to our stderr."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    print(child.pid, flush=True)
    threading.Thread(target=_stop_when_alone, args=(child, stop_with), daemon=True).start()
    return child.wait()


def _stop_when_alone(child: "subprocess.Popen[bytes]", stop_with: signal.Signals) -> None:
    os.read(sys.stdin.fileno(), 1)
    child.send_signal(stop_with)
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()


if __name__ == "__main__":
    code = guard(signal.Signals[sys.argv[1]], sys.argv[2:])
    sys.exit(code if code >= 0 else 128 - code)
