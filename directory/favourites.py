"""People with a star: one's own, before the others wherever one looks for people."""

from uuid import UUID

from chat.errors import NotFound, Refusal
from directory.entitlement import entitled
from directory.models import FavouritePerson, Professional

FAVOURITES_MOST = 200


class TooManyFavourites(Refusal):
    code = "too_many_favourites"
    message = (
        f"Vous avez déjà {FAVOURITES_MOST}\u00a0favoris. Retirez-en un avant d’en ajouter un autre."
    )
    status = 409


def of(person: Professional) -> set[UUID]:
    return set(person.favourites.values_list("person", flat=True))


def star(person: Professional, other: UUID, *, on: bool) -> None:
    """Safe to do twice. Taking a star away is always possible."""
    theirs = FavouritePerson.objects.filter(owner=person, person=other)
    if not on:
        theirs.delete()
        return
    if other == person.id or not entitled().filter(pk=other).exists():
        raise NotFound
    if not theirs.exists() and person.favourites.count() >= FAVOURITES_MOST:
        raise TooManyFavourites
    FavouritePerson.objects.get_or_create(owner=person, person_id=other)
