"""The batch: what waits is written together, and one harms only itself."""

import logging
from collections.abc import Callable, Sequence
from threading import Event as Moment
from typing import Any

import pytest
from django.db import OperationalError

from chat.errors import NotFound, Refusal, Unavailable
from conversations import writing
from conversations.writing import Batch


class Rule:
    """Notes each batch it is given. Its first one waits until it may go."""

    def __init__(self, answer: Callable[[str], str | Refusal]) -> None:
        self.answer = answer
        self.batches: list[list[str]] = []
        self.began, self.may_go = Moment(), Moment()

    __name__ = "rule"

    def __call__(self, items: Sequence[str]) -> list[str | Refusal]:
        self.batches.append(list(items))
        self.began.set()
        assert self.may_go.wait(5)
        return [self.answer(item) for item in items]


def said(item: str) -> str | Refusal:
    if item == "bad":
        return NotFound()
    if item == "poison":
        raise ValueError("Mme Canari")
    return item.upper()


@pytest.fixture
def rule() -> Rule:
    return Rule(said)


def given(rule: Rule, *items: str) -> list[Any]:
    """All but the first come while the first is being written: they are the next batch."""
    batch = Batch(rule)
    first = batch.submit("first")
    assert rule.began.wait(5)
    others = [batch.submit(item) for item in items]
    rule.may_go.set()
    assert first.result(5) == "FIRST"
    return [other.result(5) for other in others]


def test_what_waits_while_one_is_written_is_the_next_batch(rule: Rule) -> None:
    assert given(rule, "a", "b", "c") == ["A", "B", "C"]
    assert rule.batches == [["first"], ["a", "b", "c"]]


def test_what_is_refused_harms_no_other(rule: Rule) -> None:
    a, bad, b = given(rule, "a", "bad", "b")
    assert (a, b) == ("A", "B")
    assert isinstance(bad, NotFound)


def test_what_makes_a_batch_fail_harms_only_itself_and_is_logged_by_its_class_alone(
    rule: Rule, caplog: pytest.LogCaptureFixture
) -> None:
    a, poison, b = given(rule, "a", "poison", "b")
    assert (a, b) == ("A", "B")
    assert isinstance(poison, Unavailable)
    messages = [record.getMessage() for record in caplog.records]
    assert messages == ["a batch of 3 failed: ValueError", "1 not written: ValueError"]
    assert "Canari" not in caplog.text


def test_a_restart_of_the_database_costs_one_more_try(rule: Rule) -> None:
    restarted: list[bool] = []

    def answer(item: str) -> str:
        if item == "a" and not restarted:
            restarted.append(True)
            raise OperationalError
        return item.upper()

    rule.answer = answer
    assert given(rule, "a", "b") == ["A", "B"]
    assert rule.batches == [["first"], ["a", "b"], ["a", "b"]]


def test_a_database_that_stays_away_is_told_and_the_next_are_written_when_it_is_back(
    rule: Rule, caplog: pytest.LogCaptureFixture
) -> None:
    away = [True]

    def answer(item: str) -> str:
        if away[0] and item != "first":
            raise OperationalError
        return item.upper()

    rule.answer = answer
    batch = Batch(rule)
    rule.may_go.set()
    assert isinstance(batch.submit("a").result(5), Unavailable)
    away[0] = False
    assert batch.submit("a").result(5) == "A"
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_more_than_can_wait_is_refused_at_once(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_WAITING", 2)
    a, b, c = given(rule, "a", "b", "c")
    assert (a, b) == ("A", "B")
    assert isinstance(c, Unavailable)


def test_whoever_waits_over_http_is_told_when_it_takes_too_long_and_it_is_written_all_the_same(
    rule: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PATIENCE", 0.05)
    batch = Batch(rule)
    with pytest.raises(Unavailable):
        batch.perform("a")
    rule.may_go.set()
    assert batch.submit("b").result(5) == "B"
    assert rule.batches == [["a"], ["b"]]


def test_a_refusal_is_raised_to_whoever_waits(rule: Rule) -> None:
    rule.may_go.set()
    with pytest.raises(NotFound):
        Batch(rule).perform("bad")
