"""Search over HTTP: what is asked stays in the body, and nobody asks as fast as a program."""

from typing import Any
from uuid import UUID

import pytest

from conversations.search.rate import _limit
from directory import rate
from directory.models import Professional
from tests.conversations.acts import say
from tests.conversations.searches import draw
from tests.directory.conftest import Browser


@pytest.fixture(autouse=True)
def nobody_has_searched() -> None:
    _limit.asked.clear()


def browser_of(name: str) -> Browser:
    browser = Browser()
    browser.sign_in(name)
    return browser


def test_a_page_finds_a_message_and_what_it_needs_to_show_it(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Pansement refait ce matin")
    draw()
    answer = browser_of("nadia").post("/search", {"words": "pansements"})
    found = answer.json()
    assert answer.status_code == 200
    assert [row["id"] for row in found["rows"]] == [str(conversation)]
    assert found["conversations"] == [str(conversation)]
    [message] = found["messages"]
    assert message["author"]["given_name"] == "Camille"
    assert (message["seq"], message["superseded"]) == (seq, False)
    assert message["snippet"] == [
        {"text": "Pansement", "found": True},
        {"text": " refait ce matin", "found": False},
    ]


def test_bruno_is_answered_as_if_it_had_not_been_said(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    say(camille, conversation, "Pansement refait ce matin")
    draw()
    hers = browser_of("bruno").post("/search", {"words": "pansement"}).json()
    none = browser_of("bruno").post("/search", {"words": "introuvable"}).json()
    nothing: list[object] = []
    assert hers == none == {
        "people": nothing, "patients": nothing, "conversations": nothing,
        "messages": nothing, "files": nothing, "rows": nothing, "next": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"words": "a"}, "too_short"),
        ({}, "too_short"),
        ({"words": "canari" * 40}, "unreadable"),
        ({"words": "canari\0"}, "unreadable"),
        ({"words": "canari", "show": "mine"}, "unreadable"),
        ({"words": "canari", "since": "hier"}, "unreadable"),
        ({"words": "canari", "page": 2}, "unreadable"),
        ({"words": "canari", "after": "canari"}, "bad_cursor"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_not_repeated(
    camille: Professional, given: dict[str, Any], code: str
) -> None:
    answer = browser_of("camille").post("/search", given)
    assert answer.status_code in (400, 422)
    assert answer.json()["code"] == code
    assert "canari" not in str(answer.json())


def test_sixty_searches_a_minute_are_enough_for_one_person(
    camille: Professional, nadia: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000.0]
    monkeypatch.setattr(rate, "monotonic", lambda: now[0])
    hers, other = browser_of("camille"), browser_of("nadia")
    answers = [hers.post("/search", {"words": "pansement"}) for _ in range(61)]
    assert [answer.status_code for answer in answers] == [200] * 60 + [429]
    assert answers[-1].json() == {
        "code": "too_many_searches",
        "message": "Trop de recherches en une minute. Réessayez dans un instant.",
    }
    assert other.post("/search", {"words": "pansement"}).status_code == 200
    now[0] += 61
    assert hers.post("/search", {"words": "pansement"}).status_code == 200
    assert _limit.asked.keys() == {camille.id}
