"""What one narrows a search to: professions, specialities, departments, towns, structures."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection

from directory.departments import NAMES
from directory.models import Activity, Criterion, Professional
from directory.names import fold
from directory.people_shapes import FoundCriterion
from directory.search import lexemes
from directory.search.question import said_beside

SHOWN = 12
WORDS_MOST = 6
Kind = Criterion.Kind

_FOUND = """
    select key, kind, name, detail from directory_criterion where words @@ %(words)s::tsquery
    order by array_position(%(kinds)s::text[], kind::text), length(name), name, key limit %(limit)s
"""


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


def facts_of(one: Professional) -> Iterator[Fact]:
    """Their activities and specialities are prefetched."""
    activities = one.activities.all()
    if one.profession_code and not activities:
        yield profession(one.profession_code, one.profession)
    for skill in one.skills.all():
        if not skill.ended_at:
            yield speciality(skill.code, skill.name)
    for activity in activities:
        yield from of_activity(activity)


def of_activity(activity: Activity) -> Iterator[Fact]:
    if activity.profession_code:
        yield profession(activity.profession_code, activity.profession)
    if activity.speciality_code:
        yield speciality(activity.speciality_code, activity.speciality)
    if (place := activity.structure) is None:
        return
    town, number = lexemes.town_shown(place.town), place.department
    yield Fact(lexemes.structure(place.id), Kind.STRUCTURE, place.brand or place.name, town)
    if number:
        yield Fact(lexemes.department(number), Kind.DEPARTMENT, NAMES.get(number, number), number)
    if town:
        yield Fact(lexemes.town(town, number), Kind.TOWN, town, number)


def profession(code: str, name: str) -> Fact:
    return Fact(f"p={code}", Kind.PROFESSION, name)


def speciality(code: str, name: str) -> Fact:
    return Fact(f"s={code}", Kind.SPECIALITY, name)
