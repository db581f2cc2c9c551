"""What goes with a courrier: uploads, files that were said elsewhere, whole conversations."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from bridge.shapes import NewLetter
from conversations import opening
from conversations.attaching import FileGone
from conversations.exports import fetching
from conversations.letters import Received
from directory.models import Professional
from files.keeping import Bytes, named, put
from files.models import StoredFile, Upload


@dataclass(frozen=True, slots=True)
class Enclosure:
    """As much of a file as tells how long the mail will be."""

    name: str
    kind: str
    size: int


def uploads_of(person: Professional, wanted: tuple[UUID, ...]) -> list[Enclosure]:
    """Of the hand's: they become files of the letter as it is said (conversations.attaching)."""
    ready = Upload.objects.filter(
        owner=person.hand, client_id__in=wanted, cancelled=False, used_at=None
    ).exclude(sha256="")
    found = {one.client_id: Enclosure(one.name, one.kind, one.size) for one in ready}
    if found.keys() != set(wanted):
        raise FileGone
    return [found[one] for one in wanted]


def put_exports(person: Professional, given: NewLetter) -> dict[UUID, Bytes]:
    """Before anything is held: a slow store keeps nobody from speaking."""
    return {export: put_export(person, export) for export in given.exports}


def put_export(person: Professional, export: UUID) -> Bytes:
    with fetching.file_of(fetching.permitted(person, export, "pdf"), "pdf") as file:
        return put(file, fetching.TYPES["pdf"])


def passed_on(
    person: Professional, given: NewLetter, exports: Mapping[UUID, Bytes]
) -> tuple[Received, ...]:
    """What this person may open now, and it is noted that they did: the same bytes, once more."""
    files = [said(person, one) for one in dict.fromkeys(given.attached)]
    return (*files, *(exported(person, one, its) for one, its in exports.items()))


def said(person: Professional, attachment: UUID) -> Received:
    file, sha256 = opening.opened(person, attachment)
    return Received(file.name, StoredFile.objects.get(sha256=sha256))


def exported(person: Professional, export: UUID, its: Bytes) -> Received:
    """What is in it may have been masked, and it may be theirs no more, since it was put."""
    found = fetching.permitted(person, export, "pdf")
    file = named(its)
    if file is None:
        raise FileGone
    fetching.note(person, found)
    return Received(fetching.name_of(found, "pdf"), file)


def enclosures_of(passed: tuple[Received, ...]) -> list[Enclosure]:
    return [Enclosure(one.name, one.file.kind, one.file.size) for one in passed]
