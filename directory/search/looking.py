"""Put a question to the index, and say what those found are to the one who asks."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection

from directory.ids import as_array
from directory.search import lexemes

# Of more than these, one sees one's own and some of the others, and is asked to say more.
CANDIDATES = 400
NOBODY = lexemes.quoted("nobody=")

_FOUND = """
    select professional_id, case when professional_id = any(%(known)s::uuid[]) then 0
        when words @@ %(colleagues)s::tsquery then 1
        when words @@ %(neighbours)s::tsquery then 2 else 3 end
    from directory_findableperson
    where words @@ %(words)s::tsquery and professional_id <> %(me)s
"""
_AMONG = " and professional_id = any(%(known)s::uuid[])"


@dataclass(frozen=True, slots=True)
class Mine:
    """Those who come first: people one knows, those of one's structures, of one's departments."""

    people: Collection[UUID] = ()
    structures: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looking:
    me: UUID
    mine: Mine

    def look(self, words: str) -> list[tuple[UUID, int]]:
        """Of many thousands, one's own might not be among those met: they are asked for too."""
        found = self._found(words)
        if len(found) < CANDIDATES:
            return found
        for places in (self.mine.structures, self.mine.departments):
            if places:
                found += self._found(f"{words} & {lexemes.one_of(places)}")
        return found

    def among_known(self, words: str) -> list[tuple[UUID, int]]:
        return self._found(words, _AMONG)

    def _found(self, words: str, more: str = "") -> list[tuple[UUID, int]]:
        with connection.cursor() as cursor:
            cursor.execute(f"{_FOUND}{more} limit %(limit)s", self._given | {"words": words})
            return list(cursor.fetchall())

    @cached_property
    def _given(self) -> dict[str, Any]:
        return {
            "me": self.me,
            "known": as_array(self.mine.people),
            "colleagues": lexemes.one_of(self.mine.structures) or NOBODY,
            "neighbours": lexemes.one_of(self.mine.departments) or NOBODY,
            "limit": CANDIDATES,
        }
