"""One server and one database for these tests: each brings people of its own, and sees no others.

Camille, Nadia and Hugo have a conversation; Bruno is not in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from secrets import token_hex
from uuid import UUID

import pytest
from pytest_django.plugin import DjangoDbBlocker

from chat.embedded import Postgres, Redis
from directory import people
from directory.models import Account, Professional
from directory.search.drawing import draw
from tests.conftest import give_code_app
from tests.conversations.acts import start
from tests.databases import using
from tests.server import LiveServer, SignedIn, server_of_many

DATABASE = "live"


@pytest.fixture(scope="session")
def shared_server(
    postgres: Postgres, redis: Redis, template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp(DATABASE)
    with server_of_many(postgres, DATABASE, folder) as server:
        yield server


@pytest.fixture
def own_database(shared_server: LiveServer, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Not its own: that of the server they share."""
    with django_db_blocker.unblock(), using(DATABASE):
        yield DATABASE


@pytest.fixture
def server(shared_server: LiveServer, own_database: str) -> LiveServer:
    """For what does it no harm. Other tests launch one of their own."""
    return shared_server


@pytest.fixture
def camille(own_database: str, hashed_password: str) -> Professional:
    return hire("Camille", "Roche", hashed_password)


@pytest.fixture
def nadia(own_database: str, hashed_password: str) -> Professional:
    return hire("Nadia", "Benali", hashed_password)


@pytest.fixture
def hugo(own_database: str, hashed_password: str) -> Professional:
    return hire("Hugo", "Marchand", hashed_password)


@pytest.fixture
def bruno(own_database: str, hashed_password: str) -> Professional:
    return hire("Bruno", "Lefèvre", hashed_password)


def hire(given_name: str, family_name: str, hashed_password: str) -> Professional:
    person = people.add(given_name=given_name, family_name=family_name, profession="Infirmier")
    username = f"{given_name.lower()}-{token_hex(4)}"
    account = Account.objects.create(
        username=username, professional=person, password=hashed_password
    )
    give_code_app(account)
    draw([person.id])  # as one who can be written to
    return person


@pytest.fixture
def conversation(camille: Professional, nadia: Professional, hugo: Professional) -> UUID:
    return start(camille, nadia, hugo, subject="Pansement de M. Vidal")


Cast = tuple[Professional, Professional, Professional, Professional]


@pytest.fixture
def cast(
    camille: Professional, nadia: Professional, hugo: Professional, bruno: Professional
) -> Cast:
    return camille, nadia, hugo, bruno


@dataclass(frozen=True)
class Team:
    """Each signed in at a server in a browser of their own."""

    camille: SignedIn
    nadia: SignedIn
    hugo: SignedIn
    bruno: SignedIn


@pytest.fixture
def team(server: LiveServer, cast: Cast) -> Team:
    return team_at(server, cast)


def team_at(server: LiveServer, cast: Cast) -> Team:
    return Team(*(server.sign_in(person) for person in cast))
