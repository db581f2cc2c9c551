"""The people of the directory."""

from collections.abc import Iterable
from uuid import UUID

from directory.models import Professional
from directory.names import searchable
from directory.search.drawing import draw
from directory.shapes import Person


def add(  # noqa: PLR0913 — all that may be known of somebody
    *,
    given_name: str,
    family_name: str,
    profession: str,
    title: str = "",
    structure: str = "",
    town: str = "",
    rpps: str | None = None,
    profession_code: str = "",
    national_id: str | None = None,
) -> Professional:
    """Enter a person in the directory: the one place where names are folded for search."""
    person = Professional.objects.create(
        title=title,
        given_name=given_name,
        family_name=family_name,
        profession=profession,
        structure=structure,
        town=town,
        rpps=rpps,
        profession_code=profession_code,
        national_id=national_id or (f"8{rpps}" if rpps else None),
        folded_name=searchable(family_name, given_name),
        folded_profession=searchable(profession),
    )
    draw([person.id])
    return person


def shown(professional: Professional) -> Person:
    """A person as the browser is told of them."""
    return Person(
        id=professional.id,
        title=professional.title,
        given_name=professional.given_name,
        family_name=professional.family_name,
        profession=professional.profession,
        structure=professional.structure,
        town=professional.town,
    )


def by_id(ids: Iterable[UUID]) -> dict[UUID, Person]:
    wanted = set(ids)
    return {p.id: shown(p) for p in Professional.objects.filter(id__in=wanted)} if wanted else {}
