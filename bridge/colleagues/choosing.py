"""« Recevoir aussi mes conversations par courrier »: everybody's own choice."""

from bridge.colleague_models import ReadsByMail
from bridge.colleagues import readers
from bridge.colleagues.relay import the_relay
from bridge.shapes import ByMail, ChooseByMail
from chat.errors import Refusal
from conversations import clock
from directory.models import Professional


class NotYours(Refusal):
    code = "not_your_address"
    message = (
        "L’annuaire national ne vous connaît pas cette adresse\u00a0: choisissez l’une des vôtres."
    )
    status = 422


class NoRelay(Refusal):
    code = "no_relay"
    message = "Liaison ne transmet pas de conversations par courrier pour le moment."
    status = 409


def choice_of(person: Professional) -> ByMail:
    """Of oneself, also while one acts for a role."""
    me = person.hand.id
    addresses = readers.addresses_of([me]).get(me, [])
    chosen = readers.choices_of([me]).get(me)
    on = chosen is not None and chosen.on and chosen.address in addresses
    return ByMail(
        available=the_relay() is not None,
        addresses=addresses,
        address=chosen.address if chosen and on else None,
    )


def choose(person: Professional, given: ChooseByMail) -> ByMail:
    """The same again changes nothing."""
    known = choice_of(person)
    wanted = given.address and given.address.lower()
    if wanted and not known.available:
        raise NoRelay
    if wanted and wanted not in known.addresses:
        raise NotYours
    if wanted != known.address:
        ReadsByMail.objects.create(
            professional=person.hand,
            address=wanted or known.address or "",
            on=wanted is not None,
            at=clock.now(),
        )
    return choice_of(person)
