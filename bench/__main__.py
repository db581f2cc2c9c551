"""`make bench`, or some of it: `BENCH=w1,w4 python -m bench`."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.figures import Figures, medians
from bench.stand import CLIENT_CORE, Stand, on_core

RUNS = int(os.environ.get("BENCH_RUNS", "3"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))


def main() -> None:
    folder = Path(".data").absolute()
    folder.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=folder))
    stand = Stand(folder, env={"FRAMES_PER_SECOND": "1000000"})
    os.environ |= stand.environment
    try:
        with stand.stores(), on_core(CLIENT_CORE):
            from bench.works import Works

            works = Works(stand)
            gc.freeze()
            gc.disable()
            runs = []
            for _ in range(RUNS):
                runs.append(works.run(os.environ.get("BENCH", "w1,w2,w3,w4").split(","), seconds=SECONDS))
                print(runs[-1])
                gc.collect()
            for name, value in medians(runs).items():
                print(f"{name:40} {value:12.1f}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
