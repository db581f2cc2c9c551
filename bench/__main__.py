"""`make bench`, or some of it: `BENCH=w1,bare python -m bench`.

BENCH: which works (w4, w2, w1, w3, inbox, search, people, export, upload, push,
mail, directory, bare). BENCH_RUNS, BENCH_SECONDS: how many runs, and how long each lasts.
BENCH_HISTORY=0: without a million messages.
BENCH_PEOPLE: the sizes of the directories imported.
"""

import gc
import json
import os
import platform
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import django

from bench.figures import Figures, medians
from bench.stand import NO_BOUND, Stand
from bench.table import table

EVERY = "w4,w2,w1,w3,inbox,search,people,export,upload,push,mail,directory,bare"
WORKS = os.environ.get("BENCH", EVERY).split(",")
RUNS = int(os.environ.get("BENCH_RUNS", "3"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "8"))
HISTORY = os.environ.get("BENCH_HISTORY", "1") == "1"
BOUNDS = (
    "FRAMES_PER_SECOND",
    "SEARCHES_PER_MINUTE",
    "PEOPLE_SEARCHES_PER_HOUR",
    "UPLOADED_MB_PER_DAY",
)
LAST = Path(__file__).parent / "last.json"


def main() -> None:
    data = Path(".data").absolute()
    data.mkdir(exist_ok=True)
    # Beside the code, as `make run` keeps it: /tmp may be memory, where a commit costs nothing.
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=data))
    stand = Stand(folder, env=dict.fromkeys(BOUNDS, NO_BOUND))
    try:
        with stand.stores():
            report(measure(stand))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(stand: Stand) -> list[Figures]:
    os.environ |= stand.environment
    django.setup()
    from bench.works import Works  # noqa: PLC0415 — it needs Django set up

    works = Works(stand, with_history=HISTORY)
    # The client must not stop to look for garbage while the server waits for it.
    gc.freeze()
    gc.disable()
    runs = []
    for number in range(RUNS):
        say(f"run {number + 1} of {RUNS}")
        runs.append(works.run(WORKS, seconds=SECONDS))
        gc.collect()
    return runs


def report(runs: list[Figures]) -> None:
    middle = medians(runs)
    machine = {
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load": os.getloadavg(),
    }
    kept = {
        "at": datetime.now(UTC).isoformat(),
        "machine": machine,
        "medians": middle,
        "runs": runs,
    }
    LAST.write_text(json.dumps(kept, indent=1))
    for line in table(middle):
        say(line)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
