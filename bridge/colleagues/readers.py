"""Who reads conversations by mail: whoever has never come here, and whoever chose so."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bridge.colleague_models import ReadsByMail
from bridge.colleagues.relay import the_relay
from directory import reachability
from directory.ids import among
from directory.models import Mailbox
from directory.people_shapes import ReachabilityState

Addresses = dict[UUID, list[str]]  # of each person, their own of the national list


@dataclass(frozen=True, slots=True)
class Reader:
    person: UUID
    address: str
    chosen_at: datetime | None = None  # null: they have never come here


def reachable(people: Collection[UUID]) -> set[UUID]:
    """Of these people, who never came here, those whom mail reaches: for the directory, which says
    so before one writes to them (settings.READ_BY_MAIL)."""
    return set(addresses_of(people)) if people and the_relay() else set()


def among_these(people: Iterable[UUID]) -> dict[UUID, Reader]:
    """Of these people, those who read by mail."""
    addresses = addresses_of(set(people)) if the_relay() else {}
    if not addresses:
        return {}
    reach, chosen = reachability.apart_from_absence(set(addresses)), choices_of(addresses)
    found = {
        one: reader_of(one, addresses[one], reach[one].state, chosen.get(one)) for one in addresses
    }
    return {one: reader for one, reader in found.items() if reader}


def reader_of(
    person: UUID, addresses: list[str], state: ReachabilityState, chosen: ReadsByMail | None
) -> Reader | None:
    if state == ReachabilityState.CLOSED:
        return None
    if state in reachability.NEVER_CAME:
        return Reader(person, addresses[0])
    if chosen and chosen.on and chosen.address in addresses:
        return Reader(person, chosen.address, chosen.at)
    return None


def kept_out(person: UUID) -> bool:
    """Suspended, closed, or no longer of a profession that comes in: mail is no way around it."""
    return reachability.apart_from_absence({person})[person].state == ReachabilityState.CLOSED


def addresses_of(people: Collection[UUID]) -> Addresses:
    """Their personal ones, which nobody else reads."""
    own = Mailbox.objects.filter(
        among("professional", people), kind=Mailbox.Kind.PERSON, gone_at__isnull=True
    )
    found: Addresses = defaultdict(list)
    for person, address in own.order_by("address").values_list("professional", "address"):
        if person:
            found[person].append(address)
    return dict(found)


def choices_of(people: Collection[UUID]) -> dict[UUID, ReadsByMail]:
    last = ReadsByMail.objects.filter(among("professional", people))
    rows = last.order_by("professional", "-id").distinct("professional")
    return {row.professional_id: row for row in rows}
