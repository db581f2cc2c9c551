"""What a file is, by its bytes: its name and what the browser says of it count for nothing."""

import gzip
import re
import struct
import zlib
from typing import IO

from files import archives, office
from files.imaging import HEAD, is_imaging
from files.kinds import Unacceptable

TIFF_PAGES_MOST = 10
# Begins with these: what it is.
SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
HEIC = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
# Begins with these: why not.
REFUSED = (
    (b"MZ", "executable"),
    (b"\x7fELF", "executable"),
    (b"\xca\xfe\xba\xbe", "executable"),
    (b"\xcf\xfa\xed\xfe", "executable"),
    (b"\xce\xfa\xed\xfe", "executable"),
    (b"\xfe\xed\xfa", "executable"),
    (b"dex\n", "executable"),
    (b"#!", "executable"),
    (b"L\0\0\0\x01\x14\x02\0", "executable"),  # a shortcut of Windows
    (b"\x1aE\xdf\xa3", "video"),
    (b"\0\0\x01\xba", "video"),
    (b"\0\0\x01\xb3", "video"),
    (b"\x30\x26\xb2\x75", "video"),
    (b"FLV\x01", "video"),
    (b"OggS", "video"),
    (b"II\x2b\0", "unknown_type"),  # BigTIFF
    (b"MM\0\x2b", "unknown_type"),
    *((signature, "archive") for signature in archives.OTHER_ARCHIVES),
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Whatever a browser could take for a page of ours.
ACTIVE = re.compile(
    rb"^\s*<[a-z!?/]|<script|<svg[\s>]|<html[\s>]|<iframe|<!doctype|<\?xml|<xsl:", re.IGNORECASE
)
RTF_OBJECTS = re.compile(rb"\\(objdata|objocx|objupdate)", re.IGNORECASE)
NOT_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def kind_of(file: IO[bytes]) -> str:
    """The kind of file it is, of those that are taken."""
    head = file.read(HEAD)
    file.seek(0)
    if is_imaging(head) or is_imaging(unzipped(head)) or is_imaging(head[512:]):
        raise Unacceptable("imaging")
    for signature, code in REFUSED:
        if head.startswith(signature):
            raise Unacceptable(code)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return office.kind_of(archives.looked_into(file))
    return picture(file, head) or document(file, head)


def unzipped(head: bytes) -> bytes:
    """The first bytes of what was packed with gzip, as NIfTI often is."""
    if not head.startswith(b"\x1f\x8b"):
        return b""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 2 * HEAD)
    except (zlib.error, gzip.BadGzipFile):
        return b""


def picture(file: IO[bytes], head: bytes) -> str | None:
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[:4] in (b"II*\0", b"MM\0*"):
        return tiff(file, "<" if head[:2] == b"II" else ">")
    if head[:4] == b"RIFF":
        if head[8:12] == b"WEBP":
            return "image/webp"
        raise Unacceptable("video")
    if head[4:8] == b"ftyp":
        if head[8:12] in HEIC:
            return "image/heic"
        raise Unacceptable("unknown_type" if head[8:11] == b"avi" else "video")
    return None


def tiff(file: IO[bytes], order: str) -> str:
    """Follow its pages, up to as many as are taken: a chain that never ends is followed no more."""
    file.seek(4)
    pages, offset = 0, read_number(file, f"{order}I")
    while offset:
        pages += 1
        if pages > TIFF_PAGES_MOST:
            raise Unacceptable("too_many_pages")
        file.seek(offset)
        file.seek(12 * read_number(file, f"{order}H"), 1)
        offset = read_number(file, f"{order}I")
    if not pages:
        raise Unacceptable("unverifiable")
    return "image/tiff"


def read_number(file: IO[bytes], form: str) -> int:
    read = file.read(struct.calcsize(form))
    if len(read) < struct.calcsize(form):
        raise Unacceptable("unverifiable")
    (number,) = struct.unpack(form, read)
    return int(number)


def document(file: IO[bytes], head: bytes) -> str:
    if head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(OLD_OFFICE):
        whole = file.read()
        locked = "EncryptedPackage".encode("utf-16-le") in whole
        raise Unacceptable("unverifiable" if locked else "old_office")
    if head.startswith(b"{\\rtf"):
        if RTF_OBJECTS.search(file.read()):
            raise Unacceptable("macros")
        return "application/rtf"
    return text(file.read())


def text(whole: bytes) -> str:
    """Text that a person reads: nothing in it runs, and no byte of it is anything but a letter."""
    if whole.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            whole = whole.decode("utf-16").encode()
        except UnicodeError:
            raise Unacceptable("unknown_type") from None
    if NOT_TEXT.search(whole):
        raise Unacceptable("unknown_type")
    if ACTIVE.search(whole.removeprefix(b"\xef\xbb\xbf")):
        raise Unacceptable("active")
    return "text/plain"
