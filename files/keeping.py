"""Keeping bytes that came by another way than an upload: by mail, or made here."""

from hashlib import file_digest
from os import SEEK_END
from typing import IO

from django.utils import timezone

from files import store
from files.models import StoredFile
from files.uploading import alone


def kept(content: IO[bytes], kind: str) -> StoredFile:
    """In a transaction: first the bytes, then the row that names them. The same again is one."""
    sha256 = file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    size = content.seek(0, SEEK_END)  # of what is in memory, hashing moves nothing
    # Until this commits, nobody removes these bytes (sweeping.py).
    alone("bytes", sha256)
    store.keep(store.place_of(sha256), content)
    StoredFile.objects.bulk_create(
        [StoredFile(sha256=sha256, size=size, kind=kind, at=timezone.now())], ignore_conflicts=True
    )
    return StoredFile.objects.get(sha256=sha256)
