"""Ten people send 10 Mo each, again and again: what the others wait for a small message meanwhile,
and what the web server holds at most.

Whoever sends has a process of their own: what they do is not in what is measured here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from json import dumps
from multiprocessing import get_context
from threading import Event, Thread
from time import perf_counter
from uuid import uuid4

from django.conf import settings

from bench.cast import Someone
from bench.fanout import Sending, Write, at_a_rate
from bench.figures import Figures, named
from bench.pages import Crowd
from bench.stand import HOST, Stand
from files.shapes import PART, SIZE_MOST

PDF = (b"%PDF-1.7\n" + bytes(range(256)) * (SIZE_MOST // 256))[:SIZE_MOST]
LOOK = 0.02  # seconds between two looks at the memory


def upload(
    stand: Stand, crowd: Crowd, write: Write, senders: Sequence[Someone], *, seconds: float
) -> Figures:
    """The same pace of small messages, alone and then beside the files."""
    calm = at_a_rate(stand, Sending(crowd, write), per_second=5, seconds=seconds)
    before = stand.memory()
    with get_context("fork").Pool(len(senders)) as pool, watching(stand) as held:
        files = pool.starmap_async(send_for, [(stand.port, one.cookie, seconds) for one in senders])
        beside = at_a_rate(stand, Sending(crowd, write), per_second=5, seconds=seconds)
        sent = sum(files.get(timeout=60 + seconds))
    own = {
        "upload MB/s": sent * SIZE_MOST / seconds / 1e6,
        "upload peak MiB": (max(held) - before) / 2**20,
    }
    return own | named("5/s without upload", calm) | named("5/s with upload", beside)


def send_for(port: int, cookie: str, seconds: float) -> int:
    """Send the same file under other names until the time is over; how many went up."""
    end, files = perf_counter() + seconds, 0
    line = HTTPConnection(HOST, port, timeout=60)
    while perf_counter() < end:
        send(line, cookie)
        files += 1
    line.close()
    return files


def send(line: HTTPConnection, cookie: str) -> None:
    path = "/api/uploads"
    given = {"id": str(uuid4()), "name": "scan.pdf", "size": SIZE_MOST}
    ask(line, cookie, "POST", path, dumps(given).encode())
    for number, start in enumerate(range(0, SIZE_MOST, PART), 1):
        ask(line, cookie, "PUT", f"{path}/{given['id']}/parts/{number}", PDF[start : start + PART])
    ask(line, cookie, "POST", f"{path}/{given['id']}/finish", b"")


def ask(line: HTTPConnection, cookie: str, method: str, path: str, body: bytes) -> None:
    """Again, as a page does, while the server has too much to do."""
    token = "a" * 32
    headers = {
        "Cookie": f"{cookie}; {settings.CSRF_COOKIE_NAME}={token}",
        "Origin": f"http://{HOST}:{line.port}",
        "X-CSRFToken": token,
        "Content-Type": "application/json" if method == "POST" else "application/octet-stream",
    }
    status = 503
    while status == 503:
        line.request(method, path, body, headers)
        answer = line.getresponse()
        said, status = answer.read(), answer.status
    if status >= 300:
        raise RuntimeError(f"{method} {path}: {status} {said[:200]!r}")


@contextmanager
def watching(stand: Stand) -> Iterator[list[int]]:
    """What the web server holds, looked at while what is inside goes on."""
    held, over = [stand.memory()], Event()

    def look() -> None:
        while not over.wait(LOOK):
            held.append(stand.memory())

    looking = Thread(target=look)
    looking.start()
    try:
        yield held
    finally:
        over.set()
        looking.join()
