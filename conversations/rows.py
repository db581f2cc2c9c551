"""Many rows in one statement: for the write path, where the bench asked for it.

Django's cursors write each value into the text of a statement, and PostgreSQL reads and plans it
anew: that was half of what a message cost. Here the values are one JSON parameter, and the
statement is prepared once for each connection.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

import orjson
from django.db import connection, models
from psycopg import Cursor

Row = Mapping[str, object]


def run(statement: str, given: str) -> "Cursor[tuple[Any, ...]]":
    """Run a statement with one parameter, which `as_rows` or `as_ids` made, in a transaction."""
    cursor = Cursor(connection.connection)
    with connection.wrap_database_errors:
        return cursor.execute(statement.encode(), [given], prepare=True)


@contextmanager
def together() -> Iterator[None]:
    """What is run in here is sent at once and waited for once."""
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


def insert(model: type[models.Model], objects: Iterable[models.Model]) -> None:
    """Insert these objects, whatever their number. Generated ids are not read."""
    statement, columns, values_of = _insertion(model)
    rows = [dict(zip(columns, values_of(one), strict=True)) for one in objects]
    if rows:
        run(statement, as_rows(rows))


def as_rows(rows: Iterable[Row]) -> str:
    """For json_populate_recordset and json_to_recordset."""
    return orjson.dumps(list(rows), default=_bytea).decode()


def as_ids(ids: Iterable[UUID]) -> str:
    """For uuid[]."""
    return f"{{{','.join(map(str, ids))}}}"


def _bytea(value: object) -> str:
    assert isinstance(value, bytes | memoryview), type(value)
    return f"\\x{value.hex()}"


@cache
def _insertion(
    model: type[models.Model],
) -> tuple[str, tuple[str, ...], "attrgetter[tuple[object, ...]]"]:
    fields = [
        field
        for field in model._meta.concrete_fields
        if field.column and not isinstance(field, models.AutoField)
    ]
    columns = tuple(str(field.column) for field in fields)
    table, names = model._meta.db_table, ", ".join(columns)
    return (
        f"insert into {table} ({names}) select {names}"  # noqa: S608  # names of our models
        f" from json_populate_recordset(null::{table}, %s::json)",
        columns,
        attrgetter(*(field.attname for field in fields)),
    )
