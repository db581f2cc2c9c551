"""The PDF, the JSON and the attachments in one file."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from conversations.exports.shapes import AttachedFile, Document
from files import store


def zipped(
    document: Document, files: Mapping[str, Path], into: Path, *, meanwhile: Callable[[], None]
) -> Path:
    """A chunk in memory at a time, however large the attachments."""
    with ZipFile(into, "w", ZIP_DEFLATED) as whole:
        for extension, path in files.items():
            whole.write(path, f"export.{extension}")
        for entry in document.entries:
            for file in entry.attachments:
                put(whole, file)
                meanwhile()
    return into


def put(whole: ZipFile, file: AttachedFile) -> None:
    if file.path is None:
        return
    # Pictures and PDF are small already.
    with store.the_store().open(store.place_of(file.sha256)) as source:
        whole.compression = ZIP_STORED
        with whole.open(file.path, "w") as target:
            shutil.copyfileobj(source, target, store.CHUNK)
