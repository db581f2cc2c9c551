"""What people do with exports, in one word each."""

import io
import json
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from pypdf import PdfReader

from conversations import clock, due, timeline
from conversations.exports import asking, fetching
from conversations.exports.shapes import ExportView, Format, NewExport
from conversations.models import Due, Event, Message
from directory.models import Professional


def ask(person: Professional, conversation: UUID, **how: Any) -> ExportView:
    given = {"client_id": uuid4(), **how}
    return asking.ask(person, conversation, NewExport(**given))


def made(person: Professional, conversation: UUID, **how: Any) -> UUID:
    export = ask(person, conversation, **how)
    assert due.drain(due.EXPORTS) == 1
    assert state(person, export.id) == "ready"
    return export.id


def state(person: Professional, export: UUID) -> str:
    return asking.view_of(asking.export_of(person, export)).state


def bytes_of(person: Professional, export: UUID, wanted: Format) -> bytes:
    file, size, name = fetching.content(person, export, wanted)
    with file:
        data = file.read()
    assert len(data) == size
    assert name.endswith(wanted)
    return data


def document(person: Professional, export: UUID) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(bytes_of(person, export, "json"))
    return read


def pages(person: Professional, export: UUID) -> list[str]:
    pdf = PdfReader(io.BytesIO(bytes_of(person, export, "pdf")))
    return [page.extract_text().replace("\n", " ") for page in pdf.pages]


def printed(person: Professional, export: UUID) -> str:
    return " ".join(" ".join(pages(person, export)).split())


def texts(person: Professional, export: UUID) -> list[str]:
    entries = document(person, export)["entries"]
    return [entry["what"]["text"] for entry in entries if "text" in entry["what"]]


def append(
    person: Professional,
    conversation: UUID,
    kind: Event.Kind,
    about: int,
    *,
    text: str = "",
    counts: bool = False,
    **details: Any,
) -> int:
    """As the rules for correcting, cancelling and masking append."""
    with transaction.atomic():
        room = timeline.lock([conversation])[conversation]
        said = Message(
            author_id=person.id,
            client_id=uuid4(),
            conversation_id=conversation,
            seq=room.last_seq + 1,
            text=text,
        )
        event = Event(
            kind=kind,
            party_id=person.id,
            author_id=person.id,
            at=clock.now(),
            counts=counts,
            about_seq=about,
            message=said if text else None,
            details=details or None,
        )
        room.append(event)
        timeline.save([room])
    return event.seq


def correct(person: Professional, conversation: UUID, about: int, text: str, **how: Any) -> int:
    return append(person, conversation, Event.Kind.CORRECTION, about, text=text, **how)


def exports_due() -> QuerySet[Due]:
    return Due.objects.filter(due.EXPORTS)


def mask(person: Professional, conversation: UUID, about: int) -> int:
    return append(person, conversation, Event.Kind.MASKED, about, reason="wrong_patient")
