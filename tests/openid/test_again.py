"""Who left a screen locked comes back to it by the card they came in with, and nobody else does."""

import time
from datetime import timedelta
from typing import Any

import pytest

from directory import attempts
from directory.models import Professional, Session, SignInAttempts
from tests.directory.conftest import Answer, Clock
from tests.openid.conftest import CARD, NUMBER, OTHER_CARD, OTHER_NUMBER, Traveller, listed
from tests.openid.provider import query_of


@pytest.fixture
def ines(traveller: Traveller) -> Professional:
    """Came in by card, has no password, and is away from her screen."""
    person = listed("Inès", "Officinale", NUMBER)
    traveller.shows(CARD, shared=True)
    traveller.post("/session/lock", {})
    return person


def goes_again(traveller: Traveller, card: dict[str, Any], **claims: Any) -> None:
    address = traveller.post("/session/unlock/elsewhere", {}).json()["address"]
    traveller.provider.token_lies = {"auth_time": int(time.time())} | claims
    assert traveller.returns(traveller.provider.identifies(address, card))["Location"] == "/"


def locked(traveller: Traveller) -> dict[str, Any]:
    told: dict[str, Any] = traveller.post("/session/lock", {}).json()
    return {name: told[name] for name in ("code", "password", "provider", "proved", "refused")}


def unlocks(traveller: Traveller) -> Answer:
    return traveller.post("/session/unlock", {"by": "provider"})


AWAY = {
    "code": False,
    "password": False,
    "provider": {"id": "psc", "name": "Pro Santé Connect"},
    "proved": False,
    "refused": None,
}


def test_her_card_brings_her_back_to_the_same_session(
    traveller: Traveller, ines: Professional
) -> None:
    session = traveller.cookie
    assert locked(traveller) == AWAY
    goes_again(traveller, CARD)
    assert traveller.get("/session").status_code == 423
    assert locked(traveller) == AWAY | {"proved": True}
    assert unlocks(traveller).json()["person"]["id"] == str(ines.id)
    assert traveller.cookie == session
    traveller.post("/session/lock", {})
    assert unlocks(traveller).status_code == 403
    assert traveller.get("/session").status_code == 423


def test_she_is_asked_to_show_her_card_there_and_then(
    traveller: Traveller, ines: Professional
) -> None:
    asked = query_of(traveller.post("/session/unlock/elsewhere", {}).json()["address"])
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")


@pytest.mark.parametrize("shown", [None, -3600, "now"], ids=["unknown", "an hour ago", "in words"])
def test_a_provider_that_only_remembers_her_brings_nobody_back(
    traveller: Traveller, ines: Professional, shown: Any
) -> None:
    """The next person at the screen changed what is asked of it."""
    auth_time = int(time.time()) + shown if isinstance(shown, int) else shown
    goes_again(traveller, CARD, auth_time=auth_time)
    told = locked(traveller)
    assert (told["proved"], told["refused"]["code"]) == (False, "not_proven")
    assert locked(traveller) == AWAY
    assert unlocks(traveller).status_code == 403


def test_another_s_card_leaves_it_locked_and_is_told_so(
    traveller: Traveller, ines: Professional
) -> None:
    listed("Bruno", "Lefèvre", OTHER_NUMBER)
    goes_again(traveller, OTHER_CARD)
    told = locked(traveller)
    assert (told["proved"], told["refused"]["code"]) == (False, "another_person")
    assert unlocks(traveller).status_code == 403
    assert Session.objects.get(account__isnull=False).account.professional == ines  # type: ignore[union-attr]


def test_her_proof_waits_two_minutes(
    traveller: Traveller, ines: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_again(traveller, CARD)
    late = Clock(monkeypatch)
    late.moment = Session.objects.get(pk=traveller.cookie).acted_at + timedelta(minutes=3)
    assert not locked(traveller)["proved"]
    assert unlocks(traveller).status_code == 403


def test_whoever_asks_to_come_in_without_end_fills_no_table(
    traveller: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Going there, a passkey asked for, coming back from nowhere: each is a row for ten minutes."""
    monkeypatch.setattr(attempts, "PER_DOOR", attempts.Limit(2, attempts.MINUTE, attempts.MINUTE))

    def rows() -> int:
        return Session.objects.count()

    def comes_back_from_nowhere() -> int:
        traveller.client.cookies.pop("session", None)
        return traveller.client.get("/api/sign-in/psc/return", {"state": "x"}).status_code

    assert [comes_back_from_nowhere() for _ in range(3)] == [302] * 3
    assert rows() == 2
    assert traveller.post("/sign-in/psc", {}).status_code == 429
    assert traveller.post("/session/passkey", {}).status_code == 429
    assert rows() == 2
    SignInAttempts.objects.all().delete()
    assert traveller.post("/sign-in/psc", {}).status_code == 200
