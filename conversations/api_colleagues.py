"""Looking for colleagues over HTTP: in the body of a request, as names are in no address."""

from uuid import UUID

from ninja import Router

from conversations import colleagues
from directory.people_shapes import Card, FoundPeople, PeopleWanted
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem

router = Router(tags=["directory"], auth=signed_in)
REFUSALS = {401: Problem, 403: Problem, 422: Problem, 429: Problem}


@router.post("/people/search", response={200: FoundPeople, **REFUSALS})
def search_people(request: SignedInRequest, given: PeopleWanted) -> FoundPeople:
    """Twenty at most, one's own people first, homonyms together; never myself."""
    return colleagues.search(request.person, given)


@router.get("/people/{person}", response={200: Card, 404: Problem, **REFUSALS})
def look_at_a_card(request: SignedInRequest, person: UUID) -> Card:
    """All activities, phones, addresses, and whether they can be reached."""
    return colleagues.look_at(request.person, person)
