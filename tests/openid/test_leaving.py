"""Signing out here and there: a session that ends on one side ends on the other."""

import time
from typing import Any

import jwt
import pytest

from directory.models import Professional
from tests.directory.conftest import Answer, Browser
from tests.openid.conftest import CARD, OTHER_CARD, OTHER_NUMBER, Traveller, listed
from tests.openid.provider import Provider, query_of


@pytest.fixture
def entered(traveller: Traveller, camille: Professional) -> Traveller:
    traveller.shows(CARD)
    assert traveller.is_signed_in
    return traveller


def ends(provider: Provider, **says: Any) -> Answer:
    """The provider calls, without any cookie."""
    token = provider.logout_token(**says)
    answer: Answer = Browser().client.post(
        "/api/sign-in/psc/logout", {"logout_token": token}, headers={}
    )
    return answer


def test_who_signs_out_is_sent_to_sign_out_there_too(
    entered: Traveller, provider: Provider
) -> None:
    answer = entered.delete("/session")
    assert answer.status_code == 200
    assert not entered.is_signed_in
    address = answer.json()["address"]
    assert address.startswith(f"{provider.url}/logout?")
    asked = query_of(address)
    hint = jwt.decode(asked.pop("id_token_hint"), options={"verify_signature": False})
    assert hint["sub"] == CARD["sub"]
    assert asked == {"client_id": "liaison", "post_logout_redirect_uri": "http://127.0.0.1/"}
    assert entered.delete("/session").status_code == 204


def test_who_came_in_with_a_password_is_sent_nowhere(
    provider: Provider, camille: Professional
) -> None:
    browser = Browser()
    browser.sign_in("camille")
    assert browser.delete("/session").status_code == 204


@pytest.mark.parametrize(
    "says",
    [{"sid": f"session-of-{CARD['sub']}"}, {"sub": CARD["sub"]}],
    ids=lambda s: next(iter(s)),
)
def test_what_ends_there_ends_here_and_nothing_else_does(
    entered: Traveller, provider: Provider, says: dict[str, str]
) -> None:
    with_password = Browser()
    with_password.sign_in("camille")
    listed("Nadia", "Benali", OTHER_NUMBER)
    other = Traveller(provider)
    other.shows(OTHER_CARD)
    assert other.is_signed_in
    answer = ends(provider, **says)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert not entered.is_signed_in
    assert with_password.is_signed_in
    assert other.is_signed_in
    assert ends(provider, **says).status_code == 200


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "that of an identity token"},
        {"events": {}},
        {"events": None},
        {"aud": "another"},
        {"iss": "https://another.example"},
        {"iat": int(time.time()) - 3600},
        {"jti": None},
        {"sub": None},
    ],
    ids=min,  # its one claim's name: the moment in it differs from process to process
)
def test_a_goodbye_that_is_not_right_in_all_of_it_ends_nothing(
    entered: Traveller, provider: Provider, lie: dict[str, Any]
) -> None:
    assert ends(provider, **{"sub": CARD["sub"]} | lie).status_code == 400
    assert entered.is_signed_in


def test_a_goodbye_that_somebody_else_signed_ends_nothing(
    entered: Traveller, provider: Provider
) -> None:
    provider.signs_with = "another"
    assert ends(provider, sub=CARD["sub"]).status_code == 400
    assert entered.is_signed_in
