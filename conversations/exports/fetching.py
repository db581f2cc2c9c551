"""Give an export's content: to its asker, while they may still see what is in it."""

from typing import IO
from uuid import UUID

from django.core.files.base import File
from django.utils import timezone

from chat.errors import NotFound, Refusal
from conversations import access
from conversations.export import Export
from conversations.exports import storing
from conversations.exports.asking import export_of, view_of
from conversations.exports.document import masked_since
from conversations.exports.shapes import Format
from directory.models import Professional

TYPES: dict[Format, str] = {
    "pdf": "application/pdf",
    "json": "application/json",
    "zip": "application/zip",
}


class MaskedSince(Refusal):
    code = "masked_since"
    message = (
        "Un message de cette conversation a été masqué depuis cet export\u00a0: demandez-en un"
        " nouveau."
    )
    status = 409


def content(person: Professional, export: UUID, wanted: Format) -> tuple[IO[bytes], int, str]:
    """The file, its size, and a name for it in which nobody is named. It is noted."""
    found = permitted(person, export, wanted)
    file = file_of(found, wanted)
    note(person, found)
    return file, file.size, name_of(found, wanted)


def permitted(person: Professional, export: UUID, wanted: Format) -> Export:
    """One that this person may have now, in this format."""
    found = export_of(person, export)
    if wanted not in view_of(found).formats:
        raise NotFound
    if masked_since(found):
        raise MaskedSince
    return found


def file_of(export: Export, wanted: Format) -> "File[bytes]":
    try:
        return storing.the_store().open(f"{export.folder}/export.{wanted}")
    except FileNotFoundError:
        raise NotFound from None  # swept at this very moment


def note(person: Professional, export: Export) -> None:
    access.note(person, access.Act.EXPORT, export.conversation_id, seq=export.seq, thing=export.id)


def name_of(export: Export, wanted: Format) -> str:
    return f"liaison-{timezone.localtime(export.asked_at):%Y-%m-%d-%Hh%M}.{wanted}"
