"""The files of messages, as a page shows them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal
from uuid import UUID

from django.db.models import Sum

from conversations.attachment import Attachment
from conversations.models import Event, Message
from conversations.ranges import Ranges, within
from conversations.shapes import File
from files.models import Preview, StoredFile
from files.state import Found, state_from, verdicts_of


def files_of(messages: Iterable[Message]) -> dict[UUID, list[File]]:
    """By message, in order. Nothing is asked when none of them has any."""
    with_files = {message.id for message in messages if message.files}
    if not with_files:
        return {}
    shown: dict[UUID, list[File]] = defaultdict(list)
    attachments = list(
        Attachment.objects.select_related("file__preview")
        .filter(message__in=with_files)
        .order_by("message", "position")
    )
    found = verdicts_of({attachment.file_id for attachment in attachments})
    for one in attachments:
        shown[one.message_id].append(shape_of(one, found.get(one.file_id, set())))
    return shown


def files_between(conversation: UUID, ranges: Ranges) -> int:
    """How many files were said in these ranges."""
    said = Event.objects.filter(within(ranges), conversation=conversation)
    number: int | None = said.aggregate(Sum("message__files__len"))["message__files__len__sum"]
    return number or 0


def are_as_said(message: Message) -> bool:
    """Are its files still those that its body, and so the chain, holds?"""
    now = Attachment.objects.select_related("file").filter(message=message.id)
    return [one.digest() for one in now.order_by("position")] == message.files


def shape_of(attachment: Attachment, found: set[str]) -> File:
    file = attachment.file
    preview, state = preview_of(file), state_from(found)
    return File(
        id=attachment.id,
        name=attachment.name,
        type=file.kind,
        size=file.size,
        state=state,
        reason=None if state != "refused" else reason_in(found),
        preview=state == "ready" and preview is not None,
        width=preview.width if preview else None,
        height=preview.height if preview else None,
    )


def reason_in(found: set[str]) -> Literal["infected", "unsafe"]:
    return "infected" if Found.INFECTED in found else "unsafe"


def preview_of(file: StoredFile) -> Preview | None:
    preview: Preview | None = getattr(file, "preview", None)
    return preview if preview and preview.made else None
