"""Who may come in: a list of professions, which the operator keeps."""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from directory.ids import among, as_array
from directory.models import Activity, Entitlement, Professional


class Named(NamedTuple):
    """Somebody who may come in, as search compares them."""

    id: UUID
    family_name: str
    given_name: str
    folded_name: str
    profession: str


def entitled() -> QuerySet[Professional]:
    """Those who may come in and be written to. Nobody else is proposed anywhere."""
    return practising_what_comes_in().filter(gone_at__isnull=True, suspended_at__isnull=True)


def practising_what_comes_in() -> QuerySet[Professional]:
    """Whom the operator entered has no code of a profession: entering them was the decision."""
    admitted = Entitlement.objects.filter(admitted=True).values("profession_code")
    practised = Activity.objects.filter(
        professional=OuterRef("pk"), ended_at__isnull=True, profession_code__in=admitted
    )
    return Professional.objects.filter(
        Q(profession_code="") | Q(profession_code__in=admitted) | Exists(practised)
    )


def names_of(people: Iterable[UUID]) -> list[Named]:
    """Of these, those who may come in. Asked at each letter typed, of some hundreds."""
    sql, given = _names()
    these = as_array(people)
    with connection.cursor() as cursor:
        cursor.execute(sql, [these if one is _PEOPLE else one for one in given])
        return [Named(*row) for row in cursor.fetchall()]


_PEOPLE = object()


@cache
def _names() -> tuple[str, tuple[Any, ...]]:
    """Django writes it once: writing took longer than asking."""
    these = entitled().filter(among("id", _PEOPLE))
    return these.values_list(*Named._fields).query.sql_with_params()


def is_entitled(professional: Professional) -> bool:
    return entitled().filter(pk=professional.pk).exists()


def is_admitted(profession_code: str) -> bool:
    return Entitlement.objects.filter(profession_code=profession_code, admitted=True).exists()
