"""Searching the directory as one types, on one core: of 10,000, 100,000 and 500,000 people.

BENCH_PEOPLE: the sizes, one after the other.
"""

import http.client
import json
import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from bench import extract
from bench.cast import Someone
from bench.directory import SIZES, imported
from bench.figures import Figures, latency, named
from bench.lists import timed
from bench.searching import CSRF
from bench.stand import HOST, SERVER_CORE, Stand, on_core

# As bench/names.toml has them: some are borne by many, some by few, some are misspelled.
WANTED: dict[str, dict[str, Any]] = {
    "three letters": {"letters": "mar"},
    "a common name": {"letters": "martin"},
    "a common name, both": {"letters": "marie martin"},
    "two beginnings": {"letters": "mar ju"},
    "a sound-alike": {"letters": "lefaivre"},
    "a letter off": {"letters": "martni julie"},
    "nobody": {"letters": "zyxwvu"},
    "with a profession": {"letters": "mar", "narrowed": ["p=21"]},
    "a speciality and a department": {"narrowed": ["s=SM04", "d=31"]},
    "who has an account": {"letters": "mar", "with_account": True},
}


def searching(stand: Stand, reader: Someone) -> Figures:
    figures: Figures = {}
    for number, people in enumerate(SIZES):
        fill(stand, people, after=sum(SIZES[:number]))
        with on_core(SERVER_CORE):
            for name, wanted in WANTED.items():
                samples = timed(partial(ask, stand, reader, wanted))
                figures |= named(f"of {people:,} people, {name}", latency(samples))
    return figures


def fill(stand: Stand, people: int, *, after: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="extracts-", dir=Path(".data")))
    try:
        imported(stand, extract.write(folder, people, after=after))
    finally:
        shutil.rmtree(folder)


def ask(stand: Stand, reader: Someone, wanted: dict[str, Any]) -> None:
    """A whole request, from the first byte sent to the last one read."""
    line = http.client.HTTPConnection(HOST, stand.port, timeout=30)
    headers = {
        "Cookie": f"{reader.cookie}; csrf={CSRF}",
        "X-CSRFToken": CSRF,
        "Content-Type": "application/json",
    }
    try:
        line.request("POST", "/api/people/search", json.dumps(wanted), headers)
        answer = line.getresponse()
        body = answer.read()
        if answer.status != 200 or b'"people"' not in body:
            raise RuntimeError(f"the directory answered {answer.status}")
    finally:
        line.close()
