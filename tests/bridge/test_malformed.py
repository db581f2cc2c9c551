"""Mails that no program should have written: each is read, or said to be unreadable, and soon."""

import time
from typing import Any

import pytest

from bridge.reading.parse import parsed
from bridge.reading.read import read
from bridge.received import Kind, ReceivedMail, Why
from tests.bridge.malformed import CASES, HELLO, mail


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


def test_what_breaks_the_reader_is_an_unreadable_mail_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bridge.reading.read.PATIENCE", 0.001)
    assert read(mail()) == ReceivedMail(
        Kind.UNREADABLE, read(mail()).content_hash, why=Why.TOO_HARD
    )
    monkeypatch.undo()
    found = read(mail())
    assert {"kind": found.kind, "text": found.text} == HELLO
