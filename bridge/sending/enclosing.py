"""What goes with a courrier: uploads, files that were said elsewhere, whole conversations."""

from dataclasses import dataclass
from uuid import UUID

from bridge.shapes import NewLetter
from conversations import opening
from conversations.attaching import FileGone
from conversations.exports import fetching
from conversations.letters import Received
from directory.models import Professional
from files.keeping import kept
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


def passed_on(person: Professional, given: NewLetter) -> tuple[Received, ...]:
    """What this person may open now, and it is noted that they did: the same bytes, once more."""
    files = [said(person, one) for one in dict.fromkeys(given.attached)]
    return (*files, *(exported(person, one) for one in dict.fromkeys(given.exports)))


def said(person: Professional, attachment: UUID) -> Received:
    file, sha256 = opening.opened(person, attachment)
    return Received(file.name, StoredFile.objects.get(sha256=sha256))


def exported(person: Professional, export: UUID) -> Received:
    file, _, name = fetching.content(person, export, "pdf")
    with file:
        return Received(name, kept(file, fetching.TYPES["pdf"]))


def enclosures_of(passed: tuple[Received, ...]) -> list[Enclosure]:
    return [Enclosure(one.name, one.file.kind, one.file.size) for one in passed]
