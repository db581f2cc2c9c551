"""Have the PDF made by another process: what people wrote is laid out beside no secret of ours."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from conversations.exports import typesetting

SECONDS_MOST = 180.0
LOOK_EVERY = 0.1
SCRIPT = Path(typesetting.__file__)
KILLED_BY_LIMIT = {-6, -9, -24}  # SIGABRT: no memory; SIGKILL; SIGXCPU


class TooLarge(Exception):
    """It does not fit in the memory or the time there is."""


class Failed(Exception):
    """It could not be made, and will not be another time."""


def render(folder: Path, *, meanwhile: Callable[[], None]) -> Path:
    """From print.json in this folder, export.pdf beside it. `meanwhile` is called as time goes."""
    child = subprocess.Popen(
        [sys.executable, "-I", str(SCRIPT), str(folder)],
        stdin=subprocess.PIPE,
        # No address of the database, no key: only what a program needs to run.
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "RAYON_NUM_THREADS": "1"},
    )
    try:
        code = wait(child, meanwhile)
    finally:
        end(child)
    if code == typesetting.TOO_LARGE or code in KILLED_BY_LIMIT:
        raise TooLarge
    if code != 0:
        raise Failed
    return folder / "export.pdf"


def wait(child: "subprocess.Popen[bytes]", meanwhile: Callable[[], None]) -> int:
    give_up = time.monotonic() + SECONDS_MOST
    while (code := child.poll()) is None:
        if time.monotonic() > give_up:
            raise TooLarge
        meanwhile()
        time.sleep(LOOK_EVERY)
    return code


def end(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        child.kill()
        child.wait()
    assert child.stdin
    child.stdin.close()
