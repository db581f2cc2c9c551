"""The national extracts, imported while a page is used: how long, how much memory, who waits.

BENCH_PEOPLE: the sizes, one after the other, each of other people.
"""

import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

import psutil

from bench import extract
from bench.cast import Someone
from bench.figures import Figures, latency, measured, named
from bench.stand import HOST, SERVER_CORE, Stand, on_core

SIZES = [int(size) for size in os.environ.get("BENCH_PEOPLE", "10000,100000,500000").split(",")]


def importing(stand: Stand, reader: Someone) -> Figures:
    """Importer, database and web server share one core."""
    figures: Figures = {}
    for number, people in enumerate(SIZES):
        folder = Path(tempfile.mkdtemp(prefix="extracts-", dir=Path(".data")))
        try:
            files = extract.write(folder, people, after=sum(SIZES[:number]))
            for again in ("", " again"):
                name = f"import of {people:,}{again}"
                figures |= named(name, once(stand, reader, files))
        finally:
            shutil.rmtree(folder)
    return figures


def once(stand: Stand, reader: Someone, files: list[Path]) -> Figures:
    waits: list[float] = []
    done = Event()
    page = Thread(target=look, args=(stand, reader, waits, done))
    with measured(stand) as span, on_core(SERVER_CORE):
        page.start()
        peak = imported(stand, files)
        done.set()
        page.join()
    return {
        "s": span.seconds,
        "MiB": peak / 2**20,
        **named("a page meanwhile,", latency(waits)),
        "a page meanwhile, longest ms": max(waits) * 1e3,
    }


def imported(stand: Stand, files: list[Path]) -> int:
    """The most memory it held, in bytes."""
    # Each size is of other people than the last: all of those are gone.
    command = [sys.executable, "manage.py", "import_directory", "--may-shrink", "100"]
    environment = os.environ | stand.env
    with subprocess.Popen(
        [*command, *map(str, files)], env=environment, stdout=subprocess.PIPE
    ) as process:
        held, peak = psutil.Process(process.pid), 0
        while process.poll() is None:
            peak = max(peak, held.memory_info().rss)
            try:
                process.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
        assert process.stdout
        json.load(process.stdout)  # it ends with its report, or else it failed
    return peak


def look(stand: Stand, reader: Someone, waits: list[float], done: Event) -> None:
    """Somebody who opens their list again and again."""
    line = http.client.HTTPConnection(HOST, stand.port, timeout=60)
    while not done.wait(0.05):
        began = perf_counter()
        line.request("GET", "/api/inbox?show=inbox", headers={"Cookie": reader.cookie})
        answer = line.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"the list answered {answer.status}")
        waits.append(perf_counter() - began)
    line.close()
