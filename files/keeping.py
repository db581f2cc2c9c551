"""Keeping bytes that came by another way than an upload: by mail, or made here."""

from dataclasses import dataclass
from hashlib import file_digest
from os import SEEK_END
from typing import IO

from django.utils import timezone

from files import store
from files.models import StoredFile
from files.uploading import alone


@dataclass(frozen=True, slots=True)
class Bytes:
    """What they are called in the store, where they may not be yet."""

    sha256: str
    size: int
    kind: str


def kept(content: IO[bytes], kind: str) -> StoredFile:
    """In a transaction: first the bytes, then the row that names them. The same again is one."""
    these = measured(content, kind)
    # Until this commits, nobody removes these bytes (sweeping.py).
    alone("bytes", these.sha256)
    store.keep(store.place_of(these.sha256), content)
    return row_of(these)


def put(content: IO[bytes], kind: str) -> Bytes:
    """Before a transaction that must not wait for the store. Those that it does not name then are
    swept away after a day."""
    these = measured(content, kind)
    store.keep(store.place_of(these.sha256), content)
    return these


def named(these: Bytes) -> StoredFile | None:
    """In that transaction. None: they are there no more."""
    alone("bytes", these.sha256)
    return row_of(these) if store.is_kept(store.place_of(these.sha256)) else None


def measured(content: IO[bytes], kind: str) -> Bytes:
    sha256 = file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    # Of what is in memory, hashing moves nothing.
    return Bytes(sha256, content.seek(0, SEEK_END), kind)


def row_of(these: Bytes) -> StoredFile:
    row = StoredFile(sha256=these.sha256, size=these.size, kind=these.kind, at=timezone.now())
    StoredFile.objects.bulk_create([row], ignore_conflicts=True)
    return StoredFile.objects.get(sha256=these.sha256)
