"""Search over HTTP: in the body of a request, as what one looks for may be a patient."""

from ninja import Router

from conversations.search.finding import search
from conversations.search.rate import slow_down
from conversations.search.shapes import Found, SearchAsked
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem

router = Router(tags=["search"], auth=signed_in)


@router.post("/search", response={200: Found, 400: Problem, 422: Problem, 429: Problem})
def find(request: SignedInRequest, given: SearchAsked) -> Found:
    """People, conversations and messages that hold these words, within what I may see."""
    slow_down(request.person.hand.id)
    return search(request.person, given)
