"""What a zip holds, by its list and the first bytes of each member: nothing is unpacked whole."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO

from files.imaging import is_imaging
from files.kinds import Unacceptable

MEMBERS_MOST = 2_000
UNPACKED_MOST = 200 * 1024 * 1024
RATIO_MOST = 150  # of what is so large that it matters
SMALL = 20 * 1024 * 1024
DEPTH_MOST = 2
NESTED_MOST = 20 * 1024 * 1024  # one archive within another, read whole to look into it
FIRST_BYTES = 2 * 1024
READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
OTHER_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


@dataclass(slots=True)
class Archive:
    """A zip that was looked into: what its members are called, and where to read one more."""

    zip: zipfile.ZipFile
    names: list[str] = field(default_factory=list)

    def read(self, name: str, most: int) -> bytes:
        try:
            with self.zip.open(name) as member:
                return member.read(most)
        except (KeyError, *BROKEN, RuntimeError):
            raise Unacceptable("unverifiable") from None


def looked_into(file: IO[bytes], *, depth: int = 1) -> Archive:
    """Look at every member, and refuse what holds imaging, or cannot be looked at."""
    if depth > DEPTH_MOST:
        raise Unacceptable("bomb")
    try:
        archive = Archive(zipfile.ZipFile(file))
        for info in bounded(archive.zip):
            archive.names.append(info.filename)
            look_at(archive.zip, info, depth)
    except BROKEN:
        raise Unacceptable("unverifiable") from None
    return archive


def bounded(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    members = archive.infolist()
    unpacked = sum(info.file_size for info in members)
    packed = sum(info.compress_size for info in members)
    if len(members) > MEMBERS_MOST or unpacked > UNPACKED_MOST:
        raise Unacceptable("bomb")
    if unpacked > SMALL and unpacked > RATIO_MOST * max(packed, 1):
        raise Unacceptable("bomb")
    yield from (info for info in members if not info.is_dir())


def look_at(archive: zipfile.ZipFile, info: zipfile.ZipInfo, depth: int) -> None:
    if PurePosixPath(info.filename).name.upper().startswith("DICOMDIR"):
        raise Unacceptable("imaging")
    if info.flag_bits & 0x1 or info.compress_type not in READABLE:
        raise Unacceptable("unverifiable")
    with archive.open(info) as member:
        head = member.read(FIRST_BYTES)
        if is_imaging(head):
            raise Unacceptable("imaging")
        if head.startswith(OTHER_ARCHIVES):
            raise Unacceptable("unverifiable")
        if head.startswith(b"PK\x03\x04"):
            looked_into(nested(head, member), depth=depth + 1)


def nested(head: bytes, member: IO[bytes]) -> IO[bytes]:
    whole = head + member.read(NESTED_MOST)
    if len(whole) > NESTED_MOST:
        raise Unacceptable("bomb")
    return io.BytesIO(whole)
