"""What of conversations goes with a courrier: their words, their files, a whole one as a PDF."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from bridge.addresses import same
from bridge.patients.forwarding import must_be_of_one, must_be_theirs
from bridge.shapes import NewLetter
from conversations import forwarding
from conversations.attachment import Attachment
from conversations.export import Export
from conversations.exports.asking import export_of
from conversations.membership import conversation_of
from conversations.models import Event, Letter
from conversations.shapes import Origin
from conversations.timeline import LockedConversation
from directory.models import Professional


def is_asked(given: NewLetter) -> bool:
    return bool(given.origin or given.attached or given.exports)


@dataclass(slots=True)
class Taken:
    """How much is passed on of each conversation, and what is said of it in the courrier."""

    messages: Counter[UUID] = field(default_factory=Counter)
    files: Counter[UUID] = field(default_factory=Counter)
    text: str = ""

    def conversations(self) -> list[UUID]:
        return list(dict.fromkeys([*self.messages, *self.files]))


def sources_of(person: Professional, given: NewLetter) -> set[UUID]:
    """The conversations to be held meanwhile: theirs, or it is as if they were not there."""
    found = {given.origin.conversation} if given.origin else set()
    files = Attachment.objects.filter(id__in=given.attached)
    found |= set(files.values_list("message__conversation", flat=True))
    found |= {export_of(person, one).conversation_id for one in given.exports}
    for conversation in found:
        conversation_of(person, conversation)
    return found


def taken(person: Professional, given: NewLetter, letter: Letter) -> Taken:
    """With the conversations held: nothing of it is masked or corrected any more."""
    found = Taken(files=Counter(forwarding.must_stand(person, given.attached)))
    if given.origin and given.origin.seqs:
        origin = given.origin.conversation
        found.text = forwarding.forwarded(person, origin, given.origin.seqs).text
        found.messages[origin] += len(set(given.origin.seqs))
    for export in Export.objects.filter(id__in=given.exports):
        found.messages[export.conversation_id] += export.messages
    addresses = [one["address"] for one in letter.addressees[1:]]
    must_be_theirs(person, found.conversations(), letter.xdm, addresses)
    return found


def origin_of(given: NewLetter, found: Taken, *, here: UUID | None) -> dict[str, Any] | None:
    """What is passed on without its words comes from somewhere too, unless it is from here."""
    origin = given.origin
    for source in found.conversations():
        if source != here:
            origin = origin or Origin(conversation=source, seqs=[])
    return origin.model_dump(mode="json") if origin else None


def whole(given: NewLetter, found: Taken) -> str:
    """What its writer wrote, then what is passed on: nobody puts words in another's mouth."""
    return (
        "\n\n".join(filter(None, [given.text.rstrip(), found.text])) if found.text else given.text
    )


def xdm_in(given: NewLetter) -> dict[str, Any] | None:
    """Of archives that came by mail and go on, of one patient: what was read of them then."""
    archives = Attachment.objects.filter(id__in=given.attached, name__iexact="IHE_XDM.zip")
    in_order = sorted(archives, key=lambda one: given.attached.index(one.id))
    messages = [one.message_id for one in in_order]
    letters = Letter.objects.filter(body__in=messages).only("xdm")
    read = {letter.body_id: letter.xdm for letter in letters if letter.xdm}
    must_be_of_one([read.get(one) for one in messages])
    each = [read[one] for one in dict.fromkeys(messages) if one in read]
    going = {one.file_id for one in in_order}
    documents = [one for xdm in each for one in xdm["documents"] if is_in(one, going)]
    return each[0] | {"documents": documents} if each else None


def is_in(document: dict[str, Any], archives: Collection[str]) -> bool:
    """What was read before one kept which archive it came in is said of each."""
    return document.get("archive", "") in {"", *archives}


def tell(
    rooms: dict[UUID, LockedConversation],
    person: Professional,
    found: Taken,
    *,
    letter: Letter,
    here: UUID,
) -> dict[str, int]:
    """Those who take part where it comes from, but for the courrier itself: by which entries."""
    own, *others = [one["address"] for one in letter.addressees]
    sources = [rooms[one] for one in found.conversations() if one != here]
    notes = [
        forwarding.note(
            room,
            person,
            messages=found.messages[room.id],
            files=found.files[room.id],
            recipients=len(others),
            own=all(same(own, one) for one in others),
        )
        for room in sources
    ]
    return {str(note.conversation_id): note.seq for note in notes}


def told_of(letter: Letter) -> dict[UUID, int]:
    """Where it was told that it passes something on, and by which entry."""
    written = Event.objects.get(conversation=letter.body.conversation_id, seq=letter.body.seq)
    told: dict[str, int] = (written.details or {}).get("told", {})
    return {UUID(conversation): seq for conversation, seq in told.items()}
