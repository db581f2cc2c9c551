"""Where bytes are kept: Django's storage API, a folder or anything that speaks S3.

A file stands under its SHA-256, a part of one on its way up under its upload. Written before the
row that names it; removed only when no row does (sweeping.py).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages

CHUNK = 64 * 1024


def the_store() -> Storage:
    return storages["attachments"]


def place_of(sha: str) -> str:
    """Where the bytes stand: by our own name for them alone, without any ending."""
    return f"files/{sha[:2]}/{sha}"


def preview_of(sha: str) -> str:
    return f"previews/{sha[:2]}/{sha}"


def part_of(upload: UUID, number: int) -> str:
    return f"parts/{upload}/{number}"


def keep_part(upload: UUID, number: int, data: bytes) -> None:
    the_store().save(part_of(upload, number), ContentFile(data))


def forget_parts(upload: UUID, numbers: Iterable[int]) -> None:
    store = the_store()
    for number in numbers:
        store.delete(part_of(upload, number))
    with suppress(OSError, NotImplementedError, AttributeError):
        Path(store.path(f"parts/{upload}")).rmdir()


@contextmanager
def put_together(upload: UUID, count: int) -> Iterator[tuple[IO[bytes], str]]:
    """Its parts, one after the other in a file that goes away, and the hash of the whole.

    No more than one part is in memory at a time."""
    hashed = sha256()
    with NamedTemporaryFile(prefix="upload-", dir=temporary()) as whole:
        for number in range(1, count + 1):
            with the_store().open(part_of(upload, number)) as part:
                for chunk in chunks_of(part):
                    hashed.update(chunk)
                    whole.write(chunk)
        whole.flush()
        yield whole.file, hashed.hexdigest()


@contextmanager
def at_hand(sha: str) -> Iterator[Path]:
    """A path from which a child process can read the bytes."""
    store = the_store()
    if isinstance(store, FileSystemStorage):
        yield Path(store.path(place_of(sha)))
        return
    with store.open(place_of(sha)) as kept, NamedTemporaryFile(prefix="file-") as copy:
        for chunk in chunks_of(kept):
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def keep(place: str, content: IO[bytes]) -> None:
    """Safe on its disk when this comes back. The same again changes nothing."""
    content.seek(0)
    the_store().save(place, File(content))


def is_kept(place: str) -> bool:
    return the_store().exists(place)


def listed(folder: str) -> list[str]:
    """What stands in there."""
    try:
        _, names = the_store().listdir(folder)
    except FileNotFoundError:
        return []
    return names


def is_folder() -> bool:
    return isinstance(the_store(), FileSystemStorage)


def size_of(place: str) -> int:
    return the_store().size(place)


def temporary() -> str | None:
    """Beside a folder's files, on their disk: /tmp may be memory."""
    store = the_store()
    if not isinstance(store, FileSystemStorage):
        return None
    folder = Path(store.path("parts"))
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def chunks_of(file: "File[bytes]") -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
