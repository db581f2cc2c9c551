"""One server, one database and one Chromium for all these tests: each brings people of its own.

Whoever is in no conversation of a test sees nothing of it, so that tests do not see each other.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from secrets import token_hex
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from pytest_django.plugin import DjangoDbBlocker

from chat.embedded import Postgres, Redis
from directory import people
from directory.models import Account, FindablePerson
from directory.search.drawing import draw
from push.models import Preference
from tests.browsers import Screens
from tests.conftest import give_code_app
from tests.conversations.acts import start
from tests.databases import using
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague
from tests.e2e.wire import Wire
from tests.server import LiveServer, server_of_many

DATABASE = "e2e"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Chromium lives in one event loop: that of the session."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session")
def house(
    postgres: Postgres, redis: Redis, template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp(DATABASE)
    with server_of_many(postgres, DATABASE, folder) as server:
        yield server


@pytest.fixture
def own_database(house: LiveServer, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Not its own: the one of the house."""
    with django_db_blocker.unblock(), using(DATABASE):
        yield DATABASE


@pytest.fixture
def server(house: LiveServer, own_database: str) -> LiveServer:
    if house.web is None or house.web.ended() is not None:
        house.start()
    return house


@pytest.fixture
def worker(server: LiveServer) -> Iterator[LiveServer]:
    """It works for this test alone: others do what a worker would, and are not to find one."""
    server.start_worker()
    yield server
    server.stop_worker()


Hire = Callable[..., Colleague]


@pytest.fixture
def hire(server: LiveServer, hashed_password: str) -> Iterator[Hire]:
    """Somebody new of the directory, who has an account, and wants no quiet hours. Later tests do
    not find them: a search tells of twenty at most, and all these have the same few names."""
    known: list[UUID] = []

    def hired(given_name: str, family_name: str, profession: str) -> Colleague:
        person = people.add(given_name=given_name, family_name=family_name, profession=profession)
        username = f"{given_name.lower()}-{token_hex(4)}"
        account = Account.objects.create(
            username=username, professional=person, password=hashed_password
        )
        give_code_app(account)
        Preference.objects.create(person=person, quiet=Preference.Offer.REFUSED)
        draw([person.id])
        known.append(person.id)
        return Colleague(person, server.sign_in(person))

    yield hired
    FindablePerson.objects.filter(professional__in=known).delete()


@pytest.fixture
def camille(hire: Hire) -> Colleague:
    return hire("Camille", "Roche", "Médecin généraliste")


@pytest.fixture
def nadia(hire: Hire) -> Colleague:
    return hire("Nadia", "Benali", "Infirmière libérale")


@pytest.fixture
def hugo(hire: Hire) -> Colleague:
    return hire("Hugo", "Marchand", "Pharmacien")


@pytest.fixture
def bruno(hire: Hire) -> Colleague:
    return hire("Bruno", "Lefèvre", "Masseur-kinésithérapeute")


@pytest.fixture
def two(camille: Colleague, nadia: Colleague) -> UUID:
    """A conversation of two. Its first entry says that Camille opened it."""
    return start(camille.person, nadia.person)


@pytest.fixture
def three(camille: Colleague, nadia: Colleague, hugo: Colleague) -> UUID:
    return start(camille.person, nadia.person, hugo.person, subject="Pansement de M. Vidal")


Sit = Callable[..., Awaitable[Screen]]


@pytest.fixture
def sit(screens: Screens) -> Sit:
    """Somebody sits down at a screen: await sit(nadia, room), or await sit(nadia, path="/tous")."""

    async def sat(
        who: Colleague, room: UUID | None = None, *, path: str = "", **how: Any
    ) -> Screen:
        path = path or (f"/reception/{room}" if room else "/")
        screen = Screen(await screens.open(who.signed_in, path, **how))
        if room:
            await screen.is_open()
        return screen

    return sat


@pytest_asyncio.fixture(loop_scope="session")
async def wire() -> AsyncIterator[Wire]:
    """The network of whoever sits down with proxy=wire.proxy."""
    async with Wire() as wire:
        yield wire
