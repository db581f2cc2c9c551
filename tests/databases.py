"""A database for each test that commits: a copy of a template that the owner migrated once.

Emptying tables between tests is not possible here: our own guard refuses TRUNCATE. Everything runs
as the application's role.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from chat.embedded import Postgres

TEMPLATE = "template"
_numbers = count(1)


@pytest.fixture(scope="session")
def template(
    postgres: Postgres, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> str:
    _as_superuser(postgres, f"CREATE DATABASE {TEMPLATE} OWNER liaison_owner")
    with django_db_blocker.unblock():
        call_command("prepare_database", verbosity=0)
        connections["owner"].close()
    return TEMPLATE


@pytest.fixture(scope="session")
def django_db_setup(
    postgres: Postgres, template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """For tests that roll back (`db`): one copy, where nothing is ever committed."""
    with copy_of_template(postgres, "rollback"), django_db_blocker.unblock():
        yield
        disconnect()


@pytest.fixture
def own_database(
    request: pytest.FixtureRequest,
    postgres: Postgres,
    template: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """For tests that commit, use threads, other processes or the socket. Its name."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        pytest.fail("own_database or db (django_db): not both.")
    name = f"test_{next(_numbers)}"
    with copy_of_template(postgres, name), django_db_blocker.unblock(), using(name):
        yield name


@contextmanager
def using(name: str) -> Iterator[None]:
    """This process works in that database meanwhile."""
    settings = connections.settings["default"]
    disconnect()
    before, settings["NAME"] = settings["NAME"], name
    try:
        yield
    finally:
        disconnect()
        settings["NAME"] = before


@contextmanager
def copy_of_template(postgres: Postgres, name: str) -> Iterator[None]:
    _as_superuser(
        postgres,
        f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} OWNER liaison_owner",
        # A copy has the rights on tables, not those on the database itself.
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {name} TO liaison_app",
    )
    yield
    # FORCE: a process that a test killed may have left its connection.
    _as_superuser(postgres, f"DROP DATABASE {name} WITH (FORCE)")


def disconnect() -> None:
    """Close this thread's connection and the pool that all threads take theirs from."""
    connection = connections["default"]
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's


def _as_superuser(postgres: Postgres, *statements: str) -> None:
    with psycopg.connect(postgres.url("postgres", "postgres"), autocommit=True) as connection:
        for statement in statements:
            connection.execute(sql.SQL(statement))
