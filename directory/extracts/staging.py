"""Rows on their way into the staging tables, by COPY, some thousands at a time.

One COPY for the whole file would keep one transaction open for minutes, and vacuum from its work.
"""

from types import TracebackType
from typing import Any, Self

from django.db import connection
from psycopg import sql

AT_ONCE = 20_000
TABLES = ("activity", "structure", "skill", "mailbox", "person", "change")


class Pile:
    """What is put here is in the table once the pile is left."""

    def __init__(self, table: str, row: type[tuple[Any, ...]]) -> None:
        fields: tuple[str, ...] = row._fields  # type: ignore[attr-defined]  # a NamedTuple
        self.into = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(f"directory_staged_{table}"),
            sql.SQL(", ").join(map(sql.Identifier, fields)),
        )
        self.rows: list[tuple[Any, ...]] = []

    def put(self, row: tuple[Any, ...]) -> None:
        self.rows.append(row)
        if len(self.rows) >= AT_ONCE:
            self.send()

    def send(self) -> None:
        with connection.cursor() as cursor, cursor.copy(self.into) as copy:
            for row in self.rows:
                copy.write_row(row)
        self.rows.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: object, __: TracebackType | None
    ) -> None:
        if kind is None:
            self.send()


def empty() -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"TRUNCATE directory_staged_{table}")
