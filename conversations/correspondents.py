"""Who a courrier was written to or from: an address, and whose it is in the directory."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet

from conversations.models import Correspondence, Correspondent, Party
from conversations.shapes import Addressee
from directory import people
from directory.models import Mailbox
from directory.shapes import Person

PATIENTS = "@patient.mssante.fr"
Said = tuple[UUID, UUID]  # in which conversation, by which party


def is_patient(address: str) -> bool:
    return address.lower().endswith(PATIENTS)


def parties_of(addresses: Iterable[str]) -> dict[str, UUID]:
    """By address in lower case: the party that speaks from there."""
    wanted = {address.lower() for address in addresses}
    known = Correspondent.objects.filter(address__in=wanted).values_list("address", flat=True)
    for address in sorted(wanted - set(known)):
        add(address)
    found = Correspondent.objects.filter(address__in=wanted)
    return dict(found.values_list("address", "party"))


def add(address: str) -> None:
    """Safe beside another who adds the same: one of the two is kept, and a party nobody has."""
    party = Party.objects.create(id=uuid4())
    Correspondent.objects.bulk_create(
        [Correspondent(party=party, address=address)], ignore_conflicts=True
    )


def join(conversation: UUID, named: Mapping[UUID, str]) -> None:
    """They belong to this courrier, which is locked, from now on: by party, as they are called."""
    Correspondence.objects.bulk_create(
        (
            Correspondence(conversation_id=conversation, correspondent_id=party, name=name[:200])
            for party, name in named.items()
        ),
        ignore_conflicts=True,
    )


def belongs(conversation: UUID, address: str) -> bool:
    return Correspondence.objects.filter(
        conversation=conversation, correspondent__address=address.lower()
    ).exists()


def speakers_of(said: Iterable[Said]) -> dict[Said, Person]:
    """Whoever spoke there, be they people of the directory or addresses."""
    wanted = set(said)
    known = people.by_id(party for _, party in wanted)
    found = {one: known[one[1]] for one in wanted if one[1] in known}
    others = wanted - found.keys()
    if not others:
        return found
    rooms, parties = zip(*others, strict=True)
    rows = called().filter(conversation__in=rooms, correspondent__in=parties)
    named = {(row.conversation_id, row.correspondent_id): one for row, one in with_people(rows)}
    return found | {one: named[one] for one in others if one in named}


def called() -> QuerySet[Correspondence]:
    return Correspondence.objects.select_related("correspondent").order_by("id")


def with_people(rows: Iterable[Correspondence]) -> list[tuple[Correspondence, Person]]:
    some = list(rows)
    owners = owners_of(row.correspondent.address for row in some)
    return [(row, person_of(row, owners.get(row.correspondent.address))) for row in some]


def person_of(one: Correspondence, owner: Person | None) -> Person:
    """Under their party's id, as the list and the thread name them."""
    if owner:
        return owner.model_copy(update={"id": one.correspondent_id})
    address = one.correspondent.address
    return Person(
        id=one.correspondent_id,
        title="",
        given_name="",
        family_name=one.name or address,
        profession="",
        structure=address if one.name else "",
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


def addressees_of(
    addressees: Collection[dict[str, Any]], owners: Mapping[str, Person]
) -> list[Addressee]:
    """As they are shown, in their order."""
    return [
        Addressee.model_construct(
            address=one["address"],
            name=one["name"],
            person=owners.get(one["address"].lower()),
            patient=is_patient(one["address"]),
        )
        for one in addressees
    ]


def companions_of(
    conversations: Collection[UUID], most: int
) -> dict[UUID, tuple[list[Person], int]]:
    """Of each courrier, those who belong to it, the first first, and how many they are."""
    rows: dict[UUID, list[Correspondence]] = {one: [] for one in conversations}
    for row in called().filter(conversation__in=conversations):
        rows[row.conversation_id].append(row)
    found: dict[UUID, list[Person]] = {one: [] for one in conversations}
    for row, person in with_people(row for some in rows.values() for row in some[:most]):
        found[row.conversation_id].append(person)
    return {one: (found[one], len(rows[one])) for one in conversations}
