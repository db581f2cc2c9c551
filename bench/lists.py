"""Opening the list of conversations, for people who have 50, 5,000 and 50,000 of them."""

import http.client
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.db import connection

from bench.cast import Someone
from bench.figures import Figures, latency, named
from bench.stand import HOST, Stand
from conversations import inbox
from conversations.shapes import InboxFilter

SHOWN = (InboxFilter.INBOX, InboxFilter.UNREAD, InboxFilter.ALL)
TIMES, UNTIMED = 25, 3


def opening(stand: Stand, readers: dict[int, Someone]) -> Figures:
    figures: Figures = {}
    for number, reader in readers.items():
        for show in SHOWN:
            name = f"list of {number} « {show} »"
            figures |= named(name, latency(requests(stand, reader, show)))
            figures |= named(f"{name} SQL", latency(statements(reader, show)))
    return figures


def requests(stand: Stand, reader: Someone, show: InboxFilter) -> list[float]:
    """Whole requests, from the first byte sent to the last one read."""
    line = http.client.HTTPConnection(HOST, stand.port, timeout=30)

    def get() -> None:
        line.request("GET", f"/api/inbox?show={show}", headers={"Cookie": reader.cookie})
        answer = line.getresponse()
        body = answer.read()
        if answer.status != 200 or b'"rows"' not in body:
            raise RuntimeError(f"the list answered {answer.status}")

    try:
        return timed(get)
    finally:
        line.close()


def statements(reader: Someone, show: InboxFilter) -> list[float]:
    """The same list asked for from here: what its statements alone take."""
    spent = 0.0

    def note(execute: Callable[..., Any], *given: Any) -> Any:
        nonlocal spent
        began = perf_counter()
        try:
            return execute(*given)
        finally:
            spent += perf_counter() - began

    samples = []
    with connection.execute_wrapper(note):
        for _ in range(TIMES + UNTIMED):
            spent = 0.0
            inbox.page(reader.person, show, after=None)
            samples.append(spent)
    return samples[UNTIMED:]


def timed(act: Callable[[], None]) -> list[float]:
    samples = []
    for _ in range(TIMES + UNTIMED):
        began = perf_counter()
        act()
        samples.append(perf_counter() - began)
    return samples[UNTIMED:]
