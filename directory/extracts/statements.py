"""The few shapes of SQL that bring what is staged into the directory, set by set.

Rows are changed only where something differs: a night when little changed locks and writes little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from django.db import connection
from psycopg import sql

# Each gives how many rows it changed, and notes of whom something changed.
COUNTED = """
WITH done AS ({statement} RETURNING {key}),
     told AS (INSERT INTO directory_staged_change ({people}))
SELECT count(*) FROM done
"""
CHANGE = """
UPDATE {table} AS t SET ({columns}) = ROW({from_s}) FROM ({source}) AS s
 WHERE t.{id} = s.{id} AND ({from_t}) IS DISTINCT FROM ({from_s})
"""
ADD = """
INSERT INTO {table} AS t ({id}, {columns}) SELECT {id}, {columns} FROM ({source}) AS s
 WHERE NOT EXISTS (SELECT FROM {table} AS t WHERE t.{id} = s.{id})
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the directory, and where its rows stand once staged, under the same names."""

    name: str
    source: LiteralString
    columns: Sequence[str]  # said anew each time
    once: Sequence[str] = ()  # said once
    id: str = "id"
    person: LiteralString = "t.professional_id"
    people: LiteralString = "SELECT person FROM done WHERE person IS NOT NULL"

    def change(self) -> int:
        return self.counted(sql.SQL(CHANGE), self.columns)

    def add(self) -> int:
        return self.counted(sql.SQL(ADD), [*self.columns, *self.once])

    def counted(self, statement: sql.SQL, columns: Sequence[str]) -> int:
        names = [sql.Identifier(name) for name in columns]
        composed = statement.format(
            table=sql.Identifier(self.name),
            id=sql.Identifier(self.id),
            source=sql.SQL(self.source),
            columns=sql.SQL(", ").join(names),
            from_s=sql.SQL(", ").join(sql.SQL("s.{}").format(name) for name in names),
            from_t=sql.SQL(", ").join(sql.SQL("t.{}").format(name) for name in names),
        )
        return count(composed, key=self.person, people=self.people)

    def end(self, condition: LiteralString, **given: Any) -> int:
        """Say of some of its rows that they are no more."""
        column = "gone_at" if "gone_at" in self.columns else "ended_at"
        statement = sql.SQL("UPDATE {} AS t SET {} = %(now)s WHERE {}").format(
            sql.Identifier(self.name), sql.Identifier(column), sql.SQL(condition)
        )
        return count(statement, key=self.person, people=self.people, **given)


def count(
    statement: sql.Composable, *, key: LiteralString, people: LiteralString, **given: Any
) -> int:
    whole = sql.SQL(COUNTED).format(
        statement=statement, key=sql.SQL(key + " AS person"), people=sql.SQL(people)
    )
    return int(fetched(whole, **given)[0][0])


def run(statement: LiteralString, **given: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement), given or None)
        return int(cursor.rowcount)


def fetched(statement: sql.Composable, **given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given or None)
        return list(cursor.fetchall())
