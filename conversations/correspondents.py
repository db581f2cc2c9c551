"""Who a courrier was written to or from: an address, and whose it is in the directory."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID, uuid4

from conversations.models import Correspondence, Correspondent, Party
from conversations.shapes import Addressee
from directory import people
from directory.models import Mailbox
from directory.shapes import Person

PATIENTS = "@patient.mssante.fr"


def is_patient(address: str) -> bool:
    return address.lower().endswith(PATIENTS)


def parties_of(addresses: dict[str, str]) -> dict[str, UUID]:
    """By address in lower case, with the name it came with: the party that speaks from there."""
    wanted = {address.lower(): name for address, name in addresses.items()}
    known = Correspondent.objects.filter(address__in=wanted).values_list("address", flat=True)
    for address in sorted(wanted.keys() - set(known)):
        add(address, wanted[address][:200])
    found = Correspondent.objects.filter(address__in=wanted)
    return dict(found.values_list("address", "party"))


def add(address: str, name: str) -> None:
    """Safe beside another who adds the same: one of the two is kept, and a party nobody has."""
    party = Party.objects.create(id=uuid4())
    Correspondent.objects.bulk_create(
        [Correspondent(party=party, address=address, name=name)], ignore_conflicts=True
    )


def join(conversation: UUID, parties: Iterable[UUID]) -> None:
    """They belong to this courrier, which is locked, from now on."""
    Correspondence.objects.bulk_create(
        (Correspondence(conversation_id=conversation, correspondent_id=party) for party in parties),
        ignore_conflicts=True,
    )


def belongs(conversation: UUID, address: str) -> bool:
    return Correspondence.objects.filter(
        conversation=conversation, correspondent__address=address.lower()
    ).exists()


def by_party(parties: Iterable[UUID]) -> dict[UUID, Person]:
    """Whoever spoke, be they people of the directory or addresses."""
    wanted = set(parties)
    found = people.by_id(wanted)
    others = wanted - found.keys()
    if not others:
        return found
    known = list(Correspondent.objects.filter(party__in=others))
    owners = owners_of(one.address for one in known)
    return found | {one.party_id: person_of(one, owners.get(one.address)) for one in known}


def person_of(one: Correspondent, owner: Person | None) -> Person:
    """Under their party's id, as the list and the thread name them."""
    if owner:
        return owner.model_copy(update={"id": one.party_id})
    name = one.name or one.address
    return Person(
        id=one.party_id,
        title="",
        given_name="",
        family_name=name,
        profession="",
        structure=one.address if one.name else "",
        town="",
    )


def owners_of(addresses: Iterable[str]) -> dict[str, Person]:
    """Of those the national list knows: the person, or the service that reads there."""
    wanted = {address.lower() for address in addresses}
    boxes = Mailbox.objects.select_related("professional", "structure").filter(
        address__in=wanted, gone_at__isnull=True
    )
    return {box.address: person for box in boxes if (person := owner_of(box))}


def owner_of(box: Mailbox) -> Person | None:
    if box.professional:
        return people.shown(box.professional)
    if box.structure is None:
        return None
    return Person(
        id=box.structure.id,
        title="",
        given_name="",
        family_name=box.service or box.structure.name,
        profession="",
        structure=box.structure.name if box.service else "",
        town=box.structure.town,
    )


def addressees_of(addressees: Collection[dict[str, Any]]) -> list[Addressee]:
    """As they are shown, in their order."""
    owners = owners_of(one["address"] for one in addressees)
    return [
        Addressee.model_construct(
            address=one["address"],
            name=one["name"],
            person=owners.get(one["address"].lower()),
            patient=is_patient(one["address"]),
        )
        for one in addressees
    ]


def companions_of(conversations: Collection[UUID], most: int) -> dict[UUID, tuple[list[UUID], int]]:
    """Of each courrier, those who belong to it, the first first, and how many they are."""
    found: dict[UUID, list[UUID]] = {one: [] for one in conversations}
    rows = Correspondence.objects.filter(conversation__in=conversations).order_by("id")
    for conversation, party in rows.values_list("conversation", "correspondent"):
        found[conversation].append(party)
    return {one: (parties[:most], len(parties)) for one, parties in found.items()}
