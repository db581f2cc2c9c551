"""Look at a stranger's bytes in a process of its own: bounded, and harmless when it dies."""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024


class Died(Exception):
    """It took too long or too much, or what it read broke it."""


def run(module: str, *arguments: str, seconds: int) -> dict[str, Any]:
    """What this module says of these files, in JSON."""
    command = [sys.executable, "-E", "-s", "-m", module, *arguments]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=True,
        )
        said: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        # What it printed on its way down may quote the file.
        raise Died from None
    return said


def bind(*, memory: int, seconds: int, written: int) -> None:
    """In the child, first of all: no more than this, from now on."""
    resource.setrlimit(resource.RLIMIT_AS, (memory * MEGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds,) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (written * MEGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def say(**said: Any) -> None:
    sys.stdout.write(json.dumps(said))
