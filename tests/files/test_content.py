"""What a file is, is told by its bytes; imaging and whatever could run goes elsewhere."""

import gzip
import io
import zipfile
from typing import Any

import pytest

from directory.models import Professional
from files.content import kind_of
from files.kinds import Unacceptable
from files.refusals import FileRefused
from tests.files.making import (
    TABLE,
    WORD,
    analyze,
    bare_dicom,
    dicom,
    disc,
    heic,
    nifti,
    picture,
    tiff,
    zipped,
)
from tests.files.sending import TEXT, send

IMAGING = {
    "as a modality writes it": dicom(),
    "implicit": dicom(explicit=False),
    "without preamble": bare_dicom(),
    "without preamble, implicit": bare_dicom(explicit=False),
    "without preamble, big-endian": bare_dicom(little=False),
    "only its meta data, without preamble": dicom()[132:],
    "DICM at the very beginning": dicom()[128:],
    "behind a PDF's first bytes": b"%PDF-1.7\n".ljust(128, b"\0") + dicom()[128:],
    "behind a JPEG's first bytes": b"\xff\xd8\xff\xe0".ljust(128, b"\0") + dicom()[128:],
    "behind a TIFF's first bytes": b"II*\0\x08\0\0\0".ljust(128, b"\0") + dicom()[128:],
    "in a zip": zipped({"IMG0001": dicom()}),
    "in a zip, without preamble": zipped({"a/b/photo.jpg": bare_dicom()}),
    "a disc's index in a zip": zipped({"DICOMDIR": b"whatever"}),
    "in a zip in a zip": zipped({"lettre.docx": zipped({"I1": dicom()})}),
    "in a document": zipped(WORD | {"word/media/image1.jpeg": dicom()}),
    "in gzip": gzip.compress(dicom()),
    "in a tar": b"IMG".ljust(512, b"\0") + dicom(),
    "NIfTI": nifti(),
    "NIfTI in gzip": gzip.compress(nifti()),
    "Analyze": analyze(),
    "NRRD": b"NRRD0004\ntype: short\n",
    "MetaImage": b"ObjectType = Image\nNDims = 3\nElementDataFile = scan.raw\n",
    "a disc": disc(),
}
REFUSED = {
    "video": [
        b"\0\0\0\x18ftypmp42" + b"\0" * 20,
        b"\0\0\0\x14ftypqt  " + b"\0" * 20,
        b"\x1aE\xdf\xa3webm",
        b"RIFF\0\0\0\0AVI LIST",
    ],
    "executable": [b"MZ\x90\0", b"\x7fELF\x02", b"#!/bin/sh\nrm -rf /\n", b"\xca\xfe\xba\xbe"],
    "active": [
        b"<html><script>alert(1)</script>",
        b"<!DOCTYPE html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"<?xml version='1.0'?><x/>",
        b"\xef\xbb\xbf \n<svg onload=alert(1)>",
        b"Bonjour <script>alert(1)</script>",
        "<svg onload=alert(1)>".encode("utf-16"),
    ],
    "macros": [
        zipped(WORD | {"word/vbaProject.bin": b"x"}),
        zipped(WORD | {"[Content_Types].xml": "application/vnd.ms-word.macroEnabled.main+xml"}),
        zipped(WORD | {"word/activeX/activeX1.bin": b"x"}),
        zipped(TABLE | {"Basic/Standard/Module1.xml": b"x"}),
        rb"{\rtf1 {\object\objemb {\*\objdata 0105}}}",
    ],
    "archive": [
        zipped({"a.txt": b"a"}),
        b"7z\xbc\xaf\x27\x1c\0",
        b"Rar!\x1a\x07\x01\0",
        gzip.compress(b"a", mtime=0),
    ],
    "bomb": [
        zipped(WORD | {"word/big.xml": b"\0" * 60_000_000}),
        zipped(WORD | {str(n): b"" for n in range(2_100)}),
        zipped({"1.zip": zipped({"2.zip": zipped({"3.zip": b"x"})})}),
    ],
    "unverifiable": [
        zipped(WORD | {"inside.rar": b"Rar!\x1a\x07\x01\0"}),
        zipped(WORD)[:-30],
        zipped(TABLE | {"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        b"II*\0\xff\xff\xff\x7f",
    ],
    "old_office": [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512],
    "too_many_pages": [tiff(11)],
    "unknown_type": [
        b"\x89HDF\r\n\x1a\n",
        b"\0\0\0\x1cftypavif" + b"\0" * 20,
        b"a\0b",
        b"ID3\x03\0",
    ],
}
TAKEN = {
    "application/pdf": [b"%PDF-1.7\n", b"\xef\xbb\xbf\n%PDF-1.4"],
    "image/jpeg": [picture("JPEG")],
    "image/png": [picture()],
    "image/webp": [picture("WEBP")],
    "image/gif": [picture("GIF")],
    "image/heic": [heic()],
    "image/tiff": [tiff(1), tiff(10)],
    "text/plain": [TEXT, "Né le;Vidal\r\n".encode("cp1252"), "é".encode("utf-16"), b"5 < 6"],
    "application/rtf": [rb"{\rtf1 Bonjour}"],
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": [
        zipped(WORD),
        zipped(WORD | {"word/embeddings/tableau.xlsx": zipped({"xl/workbook.xml": "<x/>"})}),
    ],
    "application/vnd.oasis.opendocument.spreadsheet": [zipped(TABLE)],
}


def code_of(content: bytes) -> str:
    with pytest.raises(Unacceptable) as no:
        kind_of(io.BytesIO(content))
    return no.value.code


@pytest.mark.parametrize("disguise", IMAGING)
def test_imaging_is_refused_whatever_its_disguise(disguise: str) -> None:
    assert code_of(IMAGING[disguise]) == "imaging"


@pytest.mark.parametrize(
    ("code", "content"), [(code, content) for code in REFUSED for content in REFUSED[code]]
)
def test_what_is_not_taken_is_refused_with_its_reason(code: str, content: bytes) -> None:
    assert code_of(content) == code


def test_a_zip_with_a_password_is_refused_as_it_cannot_be_looked_at() -> None:
    content = bytearray(zipped(WORD | {"secret.txt": b"x"}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo("secret.txt").header_offset
    content[at + 6] |= 1
    central = content.rindex(b"PK\x01\x02")
    content[central + 8] |= 1
    assert code_of(bytes(content)) == "unverifiable"


@pytest.mark.parametrize(
    ("kind", "content"), [(kind, content) for kind in TAKEN for content in TAKEN[kind]]
)
def test_what_people_send_each_other_is_taken(kind: str, content: bytes) -> None:
    assert kind_of(io.BytesIO(content)) == kind


def test_imaging_is_refused_with_where_to_go_instead(camille: Professional, settings: Any) -> None:
    settings.IMAGING_URL = "https://images.region.example"
    with pytest.raises(FileRefused) as no:
        send(camille, dicom(), "photo.jpg")
    assert (no.value.code, no.value.status) == ("imaging", 422)
    assert no.value.message == (
        "Liaison ne transmet pas l’imagerie. Utilisez l’outil régional d’échange d’images\u00a0:"
        " https://images.region.example"
    )


def test_every_reason_has_its_sentence() -> None:
    for code in (*REFUSED, "imaging", "file_too_large", "file_empty", "size_differs"):
        assert FileRefused(code).message.endswith((".", "region.example"))


def test_what_hangs_or_swells_is_refused_and_harms_nobody(
    camille: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that looks is bounded: here it is one that never answers."""
    monkeypatch.setattr("files.uploading.LOOKING", 0)
    with pytest.raises(FileRefused) as no:
        send(camille)
    assert no.value.code == "unverifiable"
