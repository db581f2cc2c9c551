"""A file on its way up, in parts: a lost network resumes, and nobody holds more than a part."""

from collections.abc import Callable
from datetime import timedelta
from math import ceil
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone

from chat.errors import NotFound, Refusal
from directory.models import Professional
from files import child, store
from files.kinds import TAKEN
from files.models import Upload
from files.names import cleaned, fitting
from files.refusals import (
    FileRefused,
    PartsMissing,
    TooMuchToday,
    UploadNameReused,
    UploadOver,
)
from files.shapes import PART, SIZE_MOST, NewUpload, UploadView

DAY = timedelta(days=1)
LOOKING = 6  # seconds, of which look.py may compute 5
# Each reads a whole file and starts a process.
finishing = BoundedSemaphore(2)


class WrongPart(Refusal):
    code = "wrong_part"
    message = "Cette partie n’est pas celle attendue."
    status = 422


def begin(owner: Professional, given: NewUpload) -> UploadView:
    """Announce a file. The same id again gives the same upload, with the parts that are there."""
    if given.size == 0:
        raise FileRefused("file_empty")
    if given.size > SIZE_MOST:
        raise FileRefused("file_too_large")
    name = cleaned(given.name)
    with transaction.atomic():
        alone("owner", owner.id)
        upload = Upload.objects.filter(owner=owner, client_id=given.id).first()
        if upload is None:
            check_quota(owner, given.size)
            upload = Upload.objects.create(
                owner=owner,
                client_id=given.id,
                name=name,
                size=given.size,
                created_at=timezone.now(),
            )
    if upload.size != given.size:
        raise UploadNameReused
    return view_of(upload)


def keep_part(
    owner: Professional, client_id: UUID, number: int, read: Callable[[int], bytes]
) -> None:
    """Store one part; the same again changes nothing. `read` gives what was sent, up to so much."""
    upload = upload_of(owner, client_id)
    if is_over(upload):
        raise UploadOver
    data = read(PART + 1)
    if not 1 <= number <= count_of(upload) or len(data) != length_of(upload, number):
        raise WrongPart
    store.keep_part(upload.id, number, data)
    with connection.cursor() as cursor:
        cursor.execute(
            """update files_upload set parts = parts || %s::smallint
               where id = %s and not %s = any(parts)""",
            [number, upload.id, number],
        )


def look_up(owner: Professional, client_id: UUID) -> UploadView:
    return view_of(upload_of(owner, client_id))


def finish(owner: Professional, client_id: UUID) -> UploadView:
    """Put it together, look at what it is, store it. The same again gives the same answer."""
    # Whoever waits for a turn holds no connection.
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    with finishing, transaction.atomic():
        upload = upload_of(owner, client_id, lock=True)
        if not is_over(upload):
            if len(upload.parts) < count_of(upload):
                raise PartsMissing
            store_whole(upload)
    store.forget_parts(upload.id, upload.parts)
    if upload.refused:
        raise FileRefused(upload.refused)
    if upload.cancelled:
        raise UploadOver
    return view_of(upload)


def store_whole(upload: Upload) -> None:
    """Decide what it is, and keep its bytes: first they, then the row that names them."""
    with store.put_together(upload.id, count_of(upload)) as (whole, sha256):
        found = looked_at(whole.tell(), upload.size, Path(str(whole.name)))
        if "refused" in found:
            upload.refused = found["refused"]
        else:
            upload.sha256, upload.kind = sha256, found["kind"]
            upload.name = fitting(upload.name, TAKEN[upload.kind])
            # Until this commits, nobody removes these bytes (sweeping.py).
            alone("bytes", sha256)
            store.keep(store.place_of(sha256), whole)
        upload.save(update_fields=["refused", "sha256", "kind", "name"])


def looked_at(size: int, announced: int, path: Path) -> dict[str, Any]:
    if size > SIZE_MOST:
        return {"refused": "file_too_large"}
    if size != announced:
        return {"refused": "size_differs"}
    try:
        return child.run("files.look", str(path), seconds=LOOKING)
    except child.Died:
        return {"refused": "unverifiable"}


def cancel(owner: Professional, client_id: UUID) -> None:
    """Give it up. What a message holds stays."""
    upload = upload_of(owner, client_id)
    Upload.objects.filter(id=upload.id, used_at=None).update(cancelled=True)
    store.forget_parts(upload.id, upload.parts)


def upload_of(owner: Professional, client_id: UUID, *, lock: bool = False) -> Upload:
    uploads = Upload.objects.select_for_update() if lock else Upload.objects
    upload = uploads.filter(owner=owner, client_id=client_id).first()
    if upload is None:
        raise NotFound
    return upload


def is_over(upload: Upload) -> bool:
    return bool(upload.sha256 or upload.refused or upload.cancelled)


def check_quota(owner: Professional, more: int) -> None:
    """What was given up counts too: it was sent."""
    since = timezone.now() - DAY
    sent = Upload.objects.filter(owner=owner, created_at__gt=since).aggregate(Sum("size"))
    if (sent["size__sum"] or 0) + more > settings.UPLOADED_PER_DAY:
        raise TooMuchToday


def alone(what: str, which: object) -> None:
    """Until the transaction ends, nobody else does this with the same one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"files {what} {which}"]
        )


def view_of(upload: Upload) -> UploadView:
    return UploadView(
        id=upload.client_id,
        name=upload.name,
        size=upload.size,
        part_size=PART,
        part_count=count_of(upload),
        parts=sorted(upload.parts),
        finished=bool(upload.sha256),
        type=upload.kind or None,
    )


def count_of(upload: Upload) -> int:
    return ceil(upload.size / PART)


def length_of(upload: Upload, number: int) -> int:
    return min(PART, upload.size - (number - 1) * PART)
