"""Many rows in one statement: for the write path, where the bench asked for it."""

from collections.abc import Iterable
from functools import cache
from operator import attrgetter

from django.db import connection, models


def insert(model: type[models.Model], objects: Iterable[models.Model]) -> None:
    """Insert these objects: one array a column, one statement whatever their number.

    As bulk_create, but ten times cheaper, and PostgreSQL plans it once. Generated ids are not read.
    """
    statement, values_of = _statement(model)
    arrays = [list(column) for column in zip(*map(values_of, objects), strict=True)]
    if arrays:
        with connection.cursor() as cursor:
            cursor.execute(statement, arrays)


@cache
def _statement(model: type[models.Model]) -> tuple[str, "attrgetter[tuple[object, ...]]"]:
    fields = [
        field
        for field in model._meta.concrete_fields
        if field.column and not isinstance(field, models.AutoField)
    ]
    columns = ", ".join(str(field.column) for field in fields)
    types = ", ".join(f"%s::{_type(field)}[]" for field in fields)
    return (
        f"insert into {model._meta.db_table} ({columns}) select * from unnest({types})",  # noqa: S608 — names of ours
        attrgetter(*(field.attname for field in fields)),
    )


def _type(field: "models.Field[object, object]") -> str:
    return (field.db_type(connection) or "").split("(")[0]  # « varchar(20) » casts as « varchar »
