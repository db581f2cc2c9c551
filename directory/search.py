"""Find a colleague."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Case, Q, Value, When

from directory import people as directory
from directory.models import Professional
from directory.names import fold
from directory.shapes import Person

LETTERS_AT_LEAST = 2


def people(
    me: Professional, letters: str, *, limit: int, among: Collection[UUID] | None = None
) -> list[Person]:
    """Those whose name holds the beginning of every word typed, in any order; then professions too.

    `among`: of these alone. Needs nothing PostgreSQL's contrib has. Reads the whole table: meant
    for thousands of people.
    """
    words = fold(letters)
    if len("".join(words)) < LETTERS_AT_LEAST:
        return []
    by_name, by_either = Q(), Q()
    for word in words:
        in_name = Q(folded_name__contains=f" {word}")
        by_name &= in_name
        by_either &= in_name | Q(folded_profession__contains=f" {word}")
    # Whoever is suspended is proposed to nobody; among those one knows, they are found.
    everybody = Professional.objects.filter(suspended_at=None)
    found = (
        (everybody if among is None else Professional.objects.filter(id__in=among))
        .filter(by_either)
        .exclude(pk=me.pk)
        .order_by(
            Case(When(by_name, then=Value(0)), default=Value(1)), "folded_name", "profession", "id"
        )
    )
    return [directory.shown(professional) for professional in found[:limit]]
