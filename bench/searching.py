"""Searching a million messages, for people who have 50, 5,000 and 50,000 conversations."""

import http.client
import json
from functools import partial

from bench.cast import Someone
from bench.figures import Figures, latency, named
from bench.lists import timed
from bench.stand import HOST, Stand

# bench/history.py says how frequent they are. The first are typed in full, others are being typed.
WORDS = {
    "a rare word": "apixaban",
    "a common word": "fievre",
    "a common word of others": "dialyse",
    "a common and a rare word": "fievre apixaban",
    "no such word": "introuvable",
    "two letters": "fi",
    "a common subject": "suivi",
}


def searching(stand: Stand, readers: dict[int, Someone]) -> Figures:
    figures: Figures = {}
    for number, reader in readers.items():
        for name, words in WORDS.items():
            samples = timed(partial(ask, stand, reader, words))
            figures |= named(f"search of {number}, {name}", latency(samples))
    return figures


def ask(stand: Stand, reader: Someone, words: str) -> None:
    """A whole request, from the first byte sent to the last one read."""
    line = http.client.HTTPConnection(HOST, stand.port, timeout=30)
    headers = {
        "Cookie": f"{reader.cookie}; csrf={CSRF}",
        "X-CSRFToken": CSRF,
        "Content-Type": "application/json",
    }
    try:
        line.request("POST", "/api/search", json.dumps({"words": words}), headers)
        answer = line.getresponse()
        body = answer.read()
        if answer.status != 200 or b'"messages"' not in body:
            raise RuntimeError(f"search answered {answer.status}")
    finally:
        line.close()


CSRF = "c" * 32
