"""Mails that no program should have written: each is read, or said to be unreadable, and soon."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bridge.fetching.looking import look
from bridge.models import Box, FetchedMail
from bridge.reading.parse import parsed
from bridge.reading.read import read
from bridge.received import Kind, ReceivedMail, Why
from conversations.models import Letter
from files import child
from tests.bridge.malformed import CASES, HELLO, NOE, mail
from tests.bridge.postbox import Postbox


@pytest.mark.parametrize(
    ("raw", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_whatever_is_wrong_with_a_mail_what_can_be_read_is_read(
    raw: bytes, expected: dict[str, Any]
) -> None:
    began = time.process_time()
    found = parsed(raw)
    assert {name: getattr(found, name) for name in expected} == expected
    assert time.process_time() - began < 2
    assert len(found.content_hash) == 64


def test_there_are_sixty_of_them_at_least() -> None:
    assert len(CASES) >= 60


def test_what_breaks_the_reader_is_unreadable_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bridge.reading.read.PATIENCE", 0)
    broken = read(mail())
    assert broken == ReceivedMail(Kind.UNREADABLE, broken.content_hash, why=Why.TOO_HARD)
    monkeypatch.undo()
    found = read(mail())
    assert {"kind": found.kind, "text": found.text} == HELLO
    assert found.content_hash == broken.content_hash


def test_what_breaks_the_reader_is_told_by_its_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = mail("Subject: Bilan", body=b"x" * 200)
    run = child.run

    def breaks(module: str, given: str, parts: str, *, seconds: int) -> dict[str, Any]:
        if Path(given).stat().st_size > 200:
            raise child.Died
        return run(module, given, parts, seconds=seconds)

    monkeypatch.setattr(child, "run", breaks)
    found = read(raw)
    assert (found.kind, found.why, found.subject) == (Kind.UNREADABLE, Why.TOO_HARD, "Bilan")
    assert (found.sender, found.content_hash) == (NOE, parsed(raw).content_hash)


def test_what_nobody_foresaw_holds_up_the_next_for_less_than_two_minutes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is given this long, all in all, before the next one is read."""
    given: list[int] = []

    def runs_out(*_: str, seconds: int) -> dict[str, Any]:
        given.append(seconds)
        raise child.Died

    monkeypatch.setattr(child, "run", runs_out)
    assert read(mail()).why == Why.TOO_HARD
    assert sum(given) < 120


BOMBS = {"memory": "bytes(1 << 30)", "time": "sum(iter(int, 1))"}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_whatever_a_mail_does_to_its_reader_it_takes_so_much_and_no_more(
    bomb: str, tmp_path: Path
) -> None:
    program = (
        "import sys; from pathlib import Path; from bridge.reading import apart; apart.SECONDS = 1;"
        f"apart.parsed = lambda raw: {bomb}; apart.main(*map(Path, sys.argv[1:]))"
    )
    (tmp_path / "raw").write_bytes(mail())
    command = [sys.executable, "-c", program, str(tmp_path / "raw"), str(tmp_path / "parts")]
    done = subprocess.run(command, cwd=child.ROOT, capture_output=True, timeout=20, check=False)
    assert done.returncode in (1, -signal.SIGXCPU, -signal.SIGKILL)
    assert b"MemoryError" in done.stderr or done.returncode < 0


@pytest.mark.django_db
def test_the_hardest_of_them_and_a_good_one_after_each_are_in_within_two_minutes(
    camilles: Box, postbox: Postbox
) -> None:
    """By the process apart, as those of a real box."""
    known = {name: raw for name, raw, _ in CASES}
    hardest = [known[name] for name in HARDEST] + [mail(body=b"x" * 40_000_000)]
    for number, raw in enumerate(hardest):
        postbox.put(raw, mail(f"Message-ID: <{number}@ch.fr>", body=f"Bon {number}".encode()))
    began = time.monotonic()
    look(camilles, postbox)
    assert time.monotonic() - began < 120
    texts = Letter.objects.filter(body__text__startswith="Bon ").values_list("body__text")
    assert sorted(texts) == [(f"Bon {number}",) for number in range(len(hardest))]
    assert FetchedMail.objects.count() == 2 * len(hardest)


HARDEST = [
    "5,000 open parentheses",
    "60 KB of encoded words",
    "340 KB of encoded words",
    "3,000 recipients",
    "parts 3,000 deep",
    "150,000 open elements",
]


def test_what_was_not_fetched_whole_is_not_taken_for_a_letter() -> None:
    found = read(mail("Subject: IRM", body=b""), is_whole=False)
    assert (found.kind, found.why, found.subject) == (Kind.UNREADABLE, Why.TOO_LARGE, "IRM")
