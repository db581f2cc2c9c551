"""Ranges of seq, as PostgreSQL keeps them: an int4multirange."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from psycopg.types.multirange import Multirange
from psycopg.types.range import Range

# Both ends included; an open end is None: [(1, 40), (60, None)].
Ranges = Sequence[tuple[int, int | None]]


def hold(ranges: Ranges, first: int, last: int) -> bool:
    """Do they hold every number from first to last?"""
    return any(a <= first and (b is None or last <= b) for a, b in ranges)


def common(some: Ranges, others: Ranges) -> Ranges:
    """The numbers that both hold, in order."""
    both = []
    for first, last in some:
        for other_first, other_last in others:
            begins = max(first, other_first)
            ends = min((end for end in (last, other_last) if end is not None), default=None)
            if ends is None or begins <= ends:
                both.append((begins, ends))
    return sorted(both)


def within(ranges: Ranges) -> Q:
    """The condition that a seq lies in these ranges."""
    conditions = [
        Q(seq__gte=first) if last is None else Q(seq__gte=first, seq__lte=last)
        for first, last in ranges
    ]
    return reduce(or_, conditions)


# Django's own Field cannot be subscripted when the program runs.
if TYPE_CHECKING:
    _Field = models.Field[Ranges, Ranges]
else:
    _Field = models.Field


class RangesField(_Field):
    """Ranges in Python, int4multirange in the database, so that a query can say seq <@ visible."""

    def db_type(self, connection: Any) -> str:
        return "int4multirange"

    def from_db_value(self, value: Multirange[int] | None, *_: object) -> Ranges | None:
        if value is None:
            return None
        return [(r.lower or 1, None if r.upper is None else r.upper - 1) for r in value]

    def get_prep_value(self, value: Ranges | None) -> Multirange[int] | None:
        if value is None:
            return None
        return Multirange(
            [Range(first, None if last is None else last + 1, "[)") for first, last in value]
        )
