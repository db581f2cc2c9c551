"""How somebody wants to be told, over HTTP. Of one conversation: the mark « notify »."""

from ninja import Router

from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem
from push import preferences
from push.preference_shapes import Preferences

router = Router(tags=["notifications"], auth=signed_in)


@router.get("/push/preferences", response={200: Preferences, 401: Problem})
def my_preferences(request: SignedInRequest) -> Preferences:
    return preferences.mine(request.person.hand)


@router.put("/push/preferences", response={200: Preferences, 401: Problem, 422: Problem})
def choose(request: SignedInRequest, given: Preferences) -> Preferences:
    """All of them, in the place of those of before."""
    return preferences.choose(request.person.hand, given)
