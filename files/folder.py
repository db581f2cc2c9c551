"""A folder as a store: what was kept survives the machine, and is never seen half written."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class Folder(FileSystemStorage):
    """Names are ours alone, and say what is in the file: the same name is the same content."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        """Written beside its place, on the disk for good, and only then put there."""
        place = Path(self.path(name))
        place.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as new:
            for chunk in content.chunks():
                new.write(chunk)
            new.flush()
            os.fsync(new.fileno())
        Path(new.name).chmod(0o640)
        Path(new.name).replace(place)
        self._settle(place.parent)
        return name

    @staticmethod
    def _settle(folder: Path) -> None:
        """The name too must outlive a power cut."""
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
