"""Whom one may write a courrier to."""

from ninja import Router

from bridge import finding
from bridge.shapes import Addresses, AddressSearch, FoundAddress, ToAddress
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem

router = Router(tags=["mail"], auth=signed_in)
REFUSALS = {400: Problem, 422: Problem, 429: Problem, 503: Problem}


@router.post("/addresses/search", response={200: Addresses, **REFUSALS})
def search(request: SignedInRequest, given: AddressSearch) -> Addresses:
    """People and services of the directory that have an address of MSSanté."""
    return finding.search(request.person, given.text)


@router.post("/addresses/check", response={200: FoundAddress, **REFUSALS})
def check(request: SignedInRequest, given: ToAddress) -> FoundAddress:
    """An address as somebody typed it."""
    return finding.check(request.person, given)
