"""A long table read a bounded stretch at a time, in the order of a key.

A cursor that outlives its statement would be read to the end before its first row is given, within
the five seconds a statement may take.
"""

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Model, QuerySet

AT_ONCE = 2_000  # rows
Row = TypeVar("Row", bound=Model)


def stretches(rows: QuerySet[Row], key: str, *, size: int = AT_ONCE) -> Iterator[list[Row]]:
    """All of these rows, whatever their number: each statement asks for what follows the last."""
    ordered = rows.order_by(key)
    found = list(ordered[:size])
    while found:
        yield found
        found = list(ordered.filter(**{f"{key}__gt": getattr(found[-1], key)})[:size])
