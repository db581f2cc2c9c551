"""Two roles: the owner migrates, the application reads and adds."""

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from chat import grants
from chat.embedded import Postgres

WHAT_MAY_CHANGE = """
SELECT relname, concat_ws(', ',
    CASE WHEN has_table_privilege('liaison_app', c.oid, 'UPDATE') THEN 'UPDATE'
         ELSE 'UPDATE (' || (
            SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute
             WHERE attrelid = c.oid AND attnum > 0
               AND has_column_privilege('liaison_app', c.oid, attnum, 'UPDATE')) || ')' END,
    (SELECT string_agg(more, ', ') FROM unnest(
        ARRAY['DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) AS more
      WHERE has_table_privilege('liaison_app', c.oid, more))) AS rights
  FROM pg_class AS c WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
   AND relnamespace = 'public'::regnamespace
"""
WHO_ELSE = """
SELECT relname FROM pg_class, aclexplode(relacl) WHERE relnamespace = 'public'::regnamespace
   AND grantee NOT IN ('liaison_owner'::regrole, 'liaison_app'::regrole)
"""


def test_only_what_grants_names_may_change(own_database: str, postgres: Postgres) -> None:
    with psycopg.connect(postgres.url("postgres", own_database)) as connection:
        found = connection.execute(WHAT_MAY_CHANGE).fetchall()
        others = connection.execute(WHO_ELSE).fetchall()
    assert {table: rights for table, rights in found if rights} == grants.MAY_CHANGE
    assert others == []


def test_what_is_no_longer_named_is_taken_back(own_database: str, postgres: Postgres) -> None:
    with owner_of(own_database, postgres) as connection:
        connection.execute("GRANT DELETE, UPDATE ON conversations_message TO liaison_app")
        connection.execute("GRANT UPDATE (subject) ON conversations_conversation TO PUBLIC")
    prepare(own_database)
    test_only_what_grants_names_may_change(own_database, postgres)


def test_the_application_has_nothing_to_give(own_database: str, postgres: Postgres) -> None:
    """PostgreSQL answers with a warning, and grants nothing."""
    with psycopg.connect(postgres.url("liaison_app", own_database)) as connection:
        for role in ("liaison_app", "PUBLIC"):
            connection.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}".encode())
    test_only_what_grants_names_may_change(own_database, postgres)


def test_a_table_made_later_can_be_read_and_added_to_and_no_more(
    own_database: str, postgres: Postgres
) -> None:
    with owner_of(own_database, postgres) as connection:
        connection.execute("CREATE TABLE later (id int)")
    with psycopg.connect(postgres.url("liaison_app", own_database)) as connection:
        connection.execute("INSERT INTO later VALUES (1)")
        connection.execute("SELECT * FROM later")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM later")


@pytest.mark.parametrize("strong", ["liaison_owner", "postgres", "member"])
def test_a_role_that_could_become_the_owner_is_refused(
    own_database: str, postgres: Postgres, strong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with psycopg.connect(postgres.url("postgres", own_database)) as connection:
        connection.execute("DROP ROLE IF EXISTS member")
        connection.execute("CREATE ROLE member LOGIN IN ROLE liaison_owner")
    monkeypatch.setitem(connections.settings["default"], "USER", strong)
    with pytest.raises(CommandError, match="can do too much"):
        prepare(own_database)


def owner_of(database: str, postgres: Postgres) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(postgres.url("liaison_owner", database))


def prepare(database: str) -> None:
    owner = connections["owner"]
    owner.close()
    template = owner.settings_dict["NAME"]
    owner.settings_dict["NAME"] = database
    try:
        call_command("prepare_database", verbosity=0)
    finally:
        owner.close()
        owner.settings_dict["NAME"] = template
