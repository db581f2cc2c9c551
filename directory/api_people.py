"""One's own lists of people, and what one narrows a search of them to."""

from uuid import UUID

from ninja import Router, Status

from directory import circles, favourites
from directory.people_shapes import Circles, CriteriaWanted, FoundCriterion, SaveTeam, Star
from directory.requests import SignedInRequest, signed_in
from directory.search import criteria
from directory.shapes import Problem

router = Router(tags=["directory"], auth=signed_in)
REFUSALS = {401: Problem, 403: Problem, 404: Problem}


@router.post("/people/criteria", response={200: list[FoundCriterion], 429: Problem, **REFUSALS})
def find_criteria(request: SignedInRequest, given: CriteriaWanted) -> list[FoundCriterion]:
    """Professions, specialities, departments, towns and structures of which a word begins so."""
    return criteria.look(request.person, given.letters)


@router.get("/people/circles", response={200: Circles, 429: Problem, **REFUSALS})
def my_circles(request: SignedInRequest) -> Circles:
    """My favourite people and my teams."""
    return circles.looked_at(request.person)


@router.post("/people/{person}/star", response={204: None, 409: Problem, **REFUSALS})
def star(request: SignedInRequest, person: UUID, given: Star) -> Status[None]:
    """Among my favourite people from now on, or no longer."""
    favourites.star(request.person, person, on=given.on)
    return Status(204, None)


@router.post("/teams/{team}", response={204: None, 409: Problem, **REFUSALS})
def save_team(request: SignedInRequest, team: UUID, given: SaveTeam) -> Status[None]:
    """Make it, rename it, change who is in it: as it is from now on."""
    circles.save(request.person, team, given)
    return Status(204, None)


@router.delete("/teams/{team}", response={204: None, **REFUSALS})
def remove_team(request: SignedInRequest, team: UUID) -> Status[None]:
    circles.remove(request.person, team)
    return Status(204, None)
