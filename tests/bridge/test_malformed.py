"""Mails that no program should have written: each is read, or said to be unreadable, and soon."""

import time
from pathlib import Path
from typing import Any

import pytest

from bridge.reading.parse import parsed
from bridge.reading.read import read
from bridge.received import Kind, ReceivedMail, Why
from files import child
from tests.bridge.malformed import CASES, HELLO, NOE, mail


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


def test_what_was_not_fetched_whole_is_not_taken_for_a_letter() -> None:
    found = read(mail("Subject: IRM", body=b""), is_whole=False)
    assert (found.kind, found.why, found.subject) == (Kind.UNREADABLE, Why.TOO_LARGE, "IRM")
