"""Office documents: zips of a known make, without macros and without a password."""

import re

from files.archives import Archive
from files.kinds import Unacceptable

OPEN_XML = {
    "word/document.xml": "wordprocessingml.document",
    "xl/workbook.xml": "spreadsheetml.sheet",
    "ppt/presentation.xml": "presentationml.presentation",
}
OPEN_DOCUMENT = {"text", "spreadsheet", "presentation"}
MACROS = re.compile(
    r"vbaProject|vbaData|/macrosheets/|/activeX/|^Basic/|^Scripts/|/oleObject", re.IGNORECASE
)
SMALL_PART = 1024 * 1024


def kind_of(archive: Archive) -> str:
    """Which office document this zip is."""
    names = set(archive.names)
    kind = open_xml(archive, names) or open_document(archive, names)
    if kind is None:
        raise Unacceptable("archive")
    if any(MACROS.search(name) for name in names):
        raise Unacceptable("macros")
    return kind


def open_xml(archive: Archive, names: set[str]) -> str | None:
    if "[Content_Types].xml" not in names:
        return None
    if b"macroenabled" in archive.read("[Content_Types].xml", SMALL_PART).lower():
        raise Unacceptable("macros")
    for part, kind in OPEN_XML.items():
        if part in names:
            return f"application/vnd.openxmlformats-officedocument.{kind}"
    return None


def open_document(archive: Archive, names: set[str]) -> str | None:
    if "mimetype" not in names:
        return None
    kind = archive.read("mimetype", 200).decode("ascii", "replace").strip()
    prefix, _, what = kind.rpartition(".")
    if prefix != "application/vnd.oasis.opendocument" or what not in OPEN_DOCUMENT:
        return None
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in archive.read(manifest, SMALL_PART):
        raise Unacceptable("unverifiable")
    return kind
