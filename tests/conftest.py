"""The cast: Camille, Nadia and Hugo work together; Bruno must see nothing."""

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from directory import people, sealing
from directory.models import Account, CodeApp, Professional
from directory.search.drawing import draw

pytest_plugins = ["tests.databases", "tests.server", "tests.sharing", "tests.browsers"]

PASSWORD = "correct cheval batterie agrafe"
SECRET = b"of everybody in tests"


@pytest.fixture
def database(request: pytest.FixtureRequest) -> None:
    """Whichever the test uses: its own, or else the one that rolls back."""
    request.getfixturevalue("own_database" if "own_database" in request.fixturenames else "db")


@pytest.fixture(scope="session")
def hashed_password() -> str:
    """Once: Argon2 takes its time, as it should."""
    return make_password(PASSWORD)


@pytest.fixture
def camille(database: None, hashed_password: str) -> Professional:
    return professional("Camille", "Roche", "Médecin généraliste", hashed_password)


@pytest.fixture
def nadia(database: None, hashed_password: str) -> Professional:
    return professional("Nadia", "Benali", "Infirmière libérale", hashed_password)


@pytest.fixture
def hugo(database: None, hashed_password: str) -> Professional:
    return professional("Hugo", "Marchand", "Pharmacien", hashed_password)


@pytest.fixture
def bruno(database: None, hashed_password: str) -> Professional:
    return professional("Bruno", "Lefèvre", "Masseur-kinésithérapeute", hashed_password)


def professional(given_name: str, family_name: str, profession: str, password: str) -> Professional:
    """Somebody of the directory who has an account under their given name, in lower case."""
    person = people.add(given_name=given_name, family_name=family_name, profession=profession)
    account = Account.objects.create(
        username=given_name.lower(), professional=person, password=password
    )
    give_code_app(account)
    draw([person.id])
    return person


def give_code_app(account: Account) -> None:
    """A second factor, whose codes tests/directory/conftest.py knows."""
    secret, now = sealing.sealed(SECRET), timezone.now()
    CodeApp.objects.create(account=account, secret=secret, last_counter=0, created_at=now)
