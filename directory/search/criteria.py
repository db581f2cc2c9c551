"""What one narrows a search to: professions, specialities, departments, towns, structures."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from directory.departments import NAMES
from directory.models import Criterion, Professional
from directory.names import fold
from directory.people_shapes import FoundCriterion
from directory.rate import as_one_types
from directory.search import lexemes
from directory.search.question import said_beside

SHOWN = 12
WORDS_MOST = 6
Kind = Criterion.Kind
_limit = as_one_types()

_FOUND = """
    select key, kind, name, detail from directory_criterion where words @@ %(words)s::tsquery
    order by array_position(%(kinds)s::text[], kind::text), length(name), name, key limit %(limit)s
"""


def look(me: Professional, letters: str) -> list[FoundCriterion]:
    _limit.slow_down(me.hand.id)
    return find(letters)


def find(letters: str) -> list[FoundCriterion]:
    words = fold(letters.replace("\x00", ""))[:WORDS_MOST]
    if len("".join(words)) < 2:
        return []
    given: dict[str, Any] = {
        "words": " & ".join(said_beside(word) for word in words),
        "kinds": Kind.values,
        "limit": SHOWN,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, given)
        names = [column.name for column in cursor.description or ()]
        return [FoundCriterion(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


class Fact(NamedTuple):
    """Something true of somebody, by which others are too."""

    key: str
    kind: str
    name: str
    detail: str = ""


class Who(NamedTuple):
    """A person, as search needs them. Rows, not models: half a million are read at once."""

    id: UUID
    family_name: str
    given_name: str
    profession: str
    town: str
    profession_code: str


class Work(NamedTuple):
    """What they do, and where."""

    professional: UUID
    profession_code: str
    profession: str
    speciality_code: str
    speciality: str
    structure: UUID | None
    name: str | None
    brand: str | None
    town: str | None
    department: str | None


def facts_of(one: Who, works: Iterable[Work], skills: Iterable[tuple[str, str]]) -> Iterator[Fact]:
    """`skills`: the codes and names of specialities they were granted."""
    if one.profession_code and not works:
        yield profession(one.profession_code, one.profession)
    for code, name in skills:
        yield speciality(code, name)
    for work in works:
        yield from of_work(work)


def of_work(work: Work) -> Iterator[Fact]:
    if work.profession_code:
        yield profession(work.profession_code, work.profession)
    if work.speciality_code:
        yield speciality(work.speciality_code, work.speciality)
    if work.structure is None:
        return
    town, number = lexemes.town_shown(work.town or ""), work.department or ""
    yield Fact(
        lexemes.structure(work.structure), Kind.STRUCTURE, work.brand or work.name or "", town
    )
    if number:
        yield Fact(lexemes.department(number), Kind.DEPARTMENT, NAMES.get(number, number), number)
    if town:
        yield Fact(lexemes.town(town, number), Kind.TOWN, town, number)


def profession(code: str, name: str) -> Fact:
    return Fact(f"p={code}", Kind.PROFESSION, name)


def speciality(code: str, name: str) -> Fact:
    return Fact(f"s={code}", Kind.SPECIALITY, name)
