"""Camille's card, the provider that reads it, and a browser that goes there and back."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from directory import people
from directory.models import Account, Professional
from tests.conftest import give_code_app
from tests.directory.conftest import Answer, Browser
from tests.openid import provider as running_provider
from tests.openid.provider import Claims, Provider

NUMBER, OTHER_NUMBER = "899701000012", "899701000020"


def card(number: str) -> Claims:
    """What userinfo says of whoever holds it."""
    return {
        "sub": f"f:550dc1c8-d97b-4b1e-ac8c-000000000000:{number}",
        "SubjectNameID": number,
        "preferred_username": number,
        "email_verified": False,
        "otherIds": [{"identifiant": number, "origine": "RPPS", "qualite": 1}],
    }


CARD, OTHER_CARD = card(NUMBER), card(OTHER_NUMBER)


@pytest.fixture(scope="session")
def _running() -> Iterator[Provider]:
    with running_provider.running() as provider:
        yield provider


@pytest.fixture
def provider(_running: Provider, settings: Any) -> Provider:
    """Truthful at the beginning of each test."""
    vars(_running).update(vars(Provider(_running.url)))
    settings.OPENID_PROVIDERS = {"psc": _running.settings()}
    return _running


@pytest.fixture
def camille(database: None, hashed_password: str) -> Professional:
    person = listed("Camille", "Roche", NUMBER)
    account = Account.objects.create(
        username="camille", professional=person, password=hashed_password
    )
    give_code_app(account)
    return person


def listed(given_name: str, family_name: str, number: str) -> Professional:
    """Somebody of the directory under this national number, who has no account."""
    return people.add(
        given_name=given_name, family_name=family_name, profession="Médecin", rpps=number[1:]
    )


class Traveller(Browser):
    """A browser that goes to be identified, and comes back."""

    def __init__(self, provider: Provider) -> None:
        super().__init__()
        self.provider = provider

    def departs(self, *, shared: bool = False) -> str:
        answer = self.post("/sign-in/psc", {"shared": shared})
        assert answer.status_code == 200
        return str(answer.json()["address"])

    def shows(self, card: Claims, *, shared: bool = False) -> Answer:
        return self.returns(self.provider.identifies(self.departs(shared=shared), card))

    def returns(self, address: str) -> Answer:
        where = urlsplit(address)
        answer: Answer = self.client.get(f"{where.path}?{where.query}")
        assert answer.status_code == 302
        return answer

    @property
    def refusal(self) -> str | None:
        """Why the last return failed: its code. Told once."""
        said: dict[str, Any] | None = self.get("/sign-in").json()["refused"]
        return said["code"] if said else None


@pytest.fixture
def traveller(provider: Provider, database: None) -> Traveller:
    return Traveller(provider)
