"""To whom a courrier goes: each address once, in the order in which its states are told."""

from collections.abc import Iterator

from bridge.addresses import MOST, is_address, same
from bridge.models import Box
from bridge.patients.writing import refuse_unless_writable
from bridge.sending.forwarding import is_asked
from bridge.sending.refusals import NotAnAddress, OnlyOneself, TooManyAddressees
from bridge.shapes import NewLetter
from directory.models import Professional

Addressees = list[dict[str, str]]  # of conversations.models.Letter


def addressees_of(person: Professional, box: Box, given: NewLetter) -> Addressees:
    """The box first, then those it goes to: whoever stands in both To and Cc is in To."""
    others = list(once(given))
    if len(others) > MOST:
        raise TooManyAddressees
    # What is passed on may go to one's own box: it is read there by other programs.
    if all(same(one["address"], box.address) for one in others) and not is_asked(given):
        raise OnlyOneself
    addresses = [one["address"] for one in others]
    refuse_unless_writable(person, addresses, conversation=given.conversation)
    return [{"way": "from", "address": box.address, "name": box.name}, *others]


def once(given: NewLetter) -> Iterator[dict[str, str]]:
    known: set[str] = set()
    ways = [*(("to", one) for one in given.to), *(("cc", one) for one in given.cc)]
    for place, (way, one) in enumerate(ways, 1):
        if not is_address(one.address):
            raise NotAnAddress(place)
        if one.address.casefold() not in known:
            known.add(one.address.casefold())
            yield {"way": way, "address": one.address, "name": one.name}
