"""Whom one may write a courrier to: people and services of the directory, or an address."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from bridge.addresses import domain_of, is_address
from bridge.boxes.setting_up import NotAnAddress
from bridge.shapes import Addresses, FoundAddress, ToAddress
from conversations import access, colleagues
from conversations.companions import companions_of
from conversations.correspondents import addressees_of, owners_of
from directory import finding
from directory.models import Mailbox, Professional
from directory.models.register import DOMAIN
from directory.names import fold
from directory.people_shapes import PeopleWanted
from directory.search.people import LETTERS_AT_LEAST, SayMore
from directory.search.question import begins
from directory.shapes import Person

SHOWN = 20
# Of those who bear a name, few have an address.
PEOPLE_LOOKED_AT = 60
WORDS_MOST = 6
CANDIDATES = 1_000  # of those found, so many are put in order
MSSANTE = "mssante.fr"

# Those that are nobody's own: no other has words.
SERVICES = """
    select m.address, coalesce(nullif(m.service, ''), s.name, '') as name
    from (select address, service, structure_id from directory_mailbox
          where words @@ %(words)s::tsquery and gone_at is null limit %(candidates)s) m
    left join directory_structure s on s.id = m.structure_id
    order by length(concat_ws(' ', m.service, s.name, s.brand, s.town)), m.address
    limit %(limit)s
"""


def search(person: Professional, text: str) -> Addresses:
    """People as the directory finds them, then services by their name, their place and its town."""
    colleagues.slow_down(person)
    access.note(person, access.Act.DIRECTORY)
    found = beginning_with(text) if "@" in text else by_name(person, text)
    return Addresses(found=shown(dict(list(found)[:SHOWN])))


def beginning_with(text: str) -> Iterator[tuple[str, str]]:
    boxes = Mailbox.objects.filter(address__startswith=text.lower(), gone_at__isnull=True)
    for box in boxes.select_related("professional", "structure").order_by("address")[:SHOWN]:
        yield box.address, box.service


def by_name(person: Professional, text: str) -> Iterator[tuple[str, str]]:
    if len("".join(fold(text))) < LETTERS_AT_LEAST:
        return
    yield from people(person, text)
    yield from services(text)


def people(person: Professional, text: str) -> Iterator[tuple[str, str]]:
    wanted, known = PeopleWanted(letters=text), companions_of(person.id)
    try:
        page = finding.find(person, wanted, known=known, page_size=PEOPLE_LOOKED_AT)
    except SayMore:
        return
    theirs = {one.person.id: one.person for one in page.people}
    boxes = Mailbox.objects.filter(professional__in=theirs, gone_at__isnull=True)
    addresses: dict[UUID | None, list[str]] = defaultdict(list)
    for box in boxes.order_by("address"):
        addresses[box.professional_id].append(box.address)
    for which, one in theirs.items():
        yield from ((address, named(one)) for address in addresses[which])


def named(one: Person) -> str:
    return " ".join(filter(None, (one.title, one.given_name, one.family_name)))


def services(text: str) -> Sequence[tuple[str, str]]:
    """By the beginnings of words, in any order. A letter alone tells nothing."""
    words = [begins(word) for word in fold(text)[:WORDS_MOST] if word[1:]]
    if not words:
        return []
    given: dict[str, str | int] = {
        "words": " & ".join(words),
        "candidates": CANDIDATES,
        "limit": SHOWN,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        # Where half of the list fits, PostgreSQL would read it from the first row on; but they may
        # all be at the end.
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(SERVICES, given)
        return list(cursor.fetchall())


def check(person: Professional, given: ToAddress) -> FoundAddress:
    """An address as somebody typed it: whose it is, and whether it is of the secure mail."""
    if not is_address(given.address):
        raise NotAnAddress
    colleagues.slow_down(person)
    return shown({given.address: given.name})[0]


def shown(found: dict[str, str]) -> list[FoundAddress]:
    """By address, in order, with the name that goes beside it."""
    known = set(
        Mailbox.objects.filter(
            address__in=[address.lower() for address in found], gone_at__isnull=True
        ).values_list("address", flat=True)
    )
    named = [{"address": one, "name": name} for one, name in found.items()]
    addressees = addressees_of(named, owners_of(found))
    return [
        FoundAddress.model_construct(
            addressee=one,
            in_directory=one.address.lower() in known,
            secure=one.address.lower() in known or is_secure(domain_of(one.address)),
        )
        for one in addressees
    ]


def is_secure(domain: str) -> bool:
    """Of the national secure mail: its own domain, or one under which its list has somebody."""
    if domain == MSSANTE or domain.endswith(f".{MSSANTE}"):
        return True
    return boxes_under(domain).exists()


def boxes_under(domain: str) -> QuerySet[Mailbox]:
    return Mailbox.objects.alias(domain=DOMAIN).filter(domain=domain, gone_at__isnull=True)
