"""Many rows in one statement: for the write path, where the bench asked for it.

Django's cursors write each value into the text of a statement, and PostgreSQL reads and plans it
anew: that was half of what a message cost. Here the values are one JSON parameter, and the
statement is prepared once for each connection.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from uuid import UUID

import orjson
from django.db import models

Row = Mapping[str, object]
Given = tuple[str, tuple[str, ...]]  # a statement and its parameters
NONE = "[]"
NO_ROWS = (NONE, "{}")  # what as_rows and as_ids make of none


def nothing(given: Given) -> bool:
    """A statement about no row at all."""
    return all(parameter in NO_ROWS for parameter in given[1])


def as_one(*statements: Given) -> Given:
    """These, none of which sees what another writes, as one statement."""
    wanted = [given for given in statements if not nothing(given)]
    parameters = tuple(parameter for _, given in wanted for parameter in given)
    return _as_one(tuple(statement for statement, _ in wanted)), parameters


def insertion(model: type[models.Model], rows: Sequence[Row]) -> Given:
    """What inserts these rows, whatever their number. Generated ids are not read."""
    return _insertion(model, tuple(rows[0]) if rows else ()), (as_rows(rows),)


def columns_of(one: models.Model) -> Row:
    """What its row is to hold, but for what is generated."""
    names, values_of = _columns(type(one))
    return dict(zip(names, values_of(one), strict=True))


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
def _as_one(statements: tuple[str, ...]) -> str:
    *first, last = statements
    named = ", ".join(f"_{n} as ({statement})" for n, statement in enumerate(first))
    return f"with {named} {last}" if named else last


@cache
def _insertion(model: type[models.Model], columns: tuple[str, ...]) -> str:
    table, names = model._meta.db_table, ", ".join(columns)
    return (
        f"insert into {table} ({names}) select {names}"  # noqa: S608 — names of ours
        f" from json_populate_recordset(null::{table}, %s::json)"
    )


@cache
def _columns(model: type[models.Model]) -> tuple[list[str], "attrgetter[tuple[object, ...]]"]:
    fields = [
        field
        for field in model._meta.concrete_fields
        if field.column and not isinstance(field, models.AutoField)
    ]
    return [str(field.column) for field in fields], attrgetter(*(f.attname for f in fields))
