"""Saying something with files: uploads of one's own become attachments, each once."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from chat.errors import Refusal
from conversations import clock
from conversations.attachment import Attachment
from conversations.models import Message
from files.models import StoredFile, Upload


class FileGone(Refusal):
    code = "file_gone"
    message = "Une pièce jointe n’est plus disponible. Joignez-la de nouveau."
    status = 409


@dataclass(frozen=True, slots=True)
class Received:
    """A file, or an image within the text, that came by mail: its bytes are in the store."""

    name: str
    file: StoredFile
    cid: str = ""


def attach(message: Message, uploads: Sequence[UUID]) -> None:
    """Give the message these uploads of its author's, before it is chained.

    In the transaction that saves it: what is not mine, not finished or used already refuses it.
    """
    if not uploads:
        return
    assert message.author_id, "an upload is somebody's"
    chosen = take(message.author_id, uploads)
    now = clock.now()
    stored = [StoredFile(sha256=one.sha256, size=one.size, kind=one.kind, at=now) for one in chosen]
    attachments = [
        Attachment(
            id=upload.id,
            message_id=message.id,
            position=position,
            client_id=upload.client_id,
            name=upload.name,
            file=file,
        )
        for position, (upload, file) in enumerate(zip(chosen, stored, strict=True))
    ]
    StoredFile.objects.bulk_create(stored, ignore_conflicts=True)
    Attachment.objects.bulk_create(attachments)
    message.files = [attachment.digest() for attachment in attachments]


def enclose(message: Message, files: Sequence[Received]) -> None:
    """Files that came with it, or are passed on: as attachments, after those that were uploaded.
    The worker looks at them as at any."""
    if not files:
        return
    attachments = [
        Attachment(
            id=uuid4(),
            message_id=message.id,
            position=position,
            client_id=uuid4(),
            name=one.name,
            file=one.file,
        )
        for position, one in enumerate(files, len(message.files))
    ]
    Attachment.objects.bulk_create(attachments)
    message.files = [*message.files, *(attachment.digest() for attachment in attachments)]


def take(author: UUID, uploads: Sequence[UUID]) -> list[Upload]:
    """Hold them until the commit: nobody else says them, nobody sweeps them away."""
    held = Upload.objects.select_for_update().order_by("id")
    ready = held.filter(owner=author, client_id__in=uploads, cancelled=False, used_at=None).exclude(
        sha256=""
    )
    found = {upload.client_id: upload for upload in ready}
    if found.keys() != set(uploads):
        raise FileGone
    Upload.objects.filter(id__in=[upload.id for upload in found.values()]).update(
        used_at=clock.now()
    )
    return [found[upload] for upload in uploads]
