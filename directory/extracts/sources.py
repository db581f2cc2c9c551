"""Files of rows, as they are or within a ZIP, read as a stream: memory stays the same."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from directory.extracts.refusals import Broken

BUFFER = 1 << 20
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """One file. It may be read more than once."""

    name: str
    size: int  # in bytes, once unpacked
    path: Path
    member: str | None = None  # of the ZIP at `path`

    def lines(self, progress: Progress = lambda _: None) -> Iterator[bytes]:
        try:
            with self.opened() as file:
                for line in file:
                    progress(len(line))
                    yield line
        except (zipfile.BadZipFile, zlib.error, EOFError):
            raise Broken(self.name) from None

    def opened(self) -> IO[bytes]:
        if self.member is None:
            return self.path.open("rb", buffering=BUFFER)
        return io.BufferedReader(ZipMember(self.path, self.member), BUFFER)


class ZipMember(io.RawIOBase):
    """A file within a ZIP, which closes the ZIP with itself."""

    def __init__(self, path: Path, member: str) -> None:
        self.zip = zipfile.ZipFile(path)
        self.file = self.zip.open(member)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]  # typeshed's Buffer
        read = self.file.read(len(buffer))
        buffer[: len(read)] = memoryview(read)
        return len(read)

    def close(self) -> None:
        self.file.close()
        self.zip.close()
        super().close()


def sources(path: Path) -> list[Source]:
    """The files of rows at this path: it, or what it holds."""
    if not zipfile.is_zipfile(path):
        if path.suffix == ".zip":
            raise Broken(path.name)
        return [Source(path.name, path.stat().st_size, path)]
    with zipfile.ZipFile(path) as archive:
        return [
            Source(Path(member.filename).name, member.file_size, path, member.filename)
            for member in archive.infolist()
            if member.filename.endswith((".txt", ".csv"))
        ]
