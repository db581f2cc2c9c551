"""Files of every kind, made here: small ones, honest and hostile."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pillow_heif
from PIL import Image
from pydicom import Dataset, dcmwrite
from pydicom.dataset import FileMetaDataset
from pydicom.uid import (
    UID,
    CTImageStorage,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    generate_uid,
)


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, form, **more)
    return made.getvalue()


def zipped(members: Mapping[str, bytes | str], *, packed: bool = True) -> bytes:
    made = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def dicom(*, explicit: bool = True, little: bool = True) -> bytes:
    """A small image as a modality writes it, with its preamble."""
    told = FileMetaDataset()
    told.MediaStorageSOPClassUID = CTImageStorage
    told.MediaStorageSOPInstanceUID = generate_uid()
    told.TransferSyntaxUID = syntax(explicit=explicit, little=little)
    image = Dataset()
    image.file_meta = told
    image.SOPClassUID = CTImageStorage
    image.SOPInstanceUID = told.MediaStorageSOPInstanceUID
    image.Modality = "CT"
    image.PatientName = "Vidal^Paul"
    made = io.BytesIO()
    dcmwrite(made, image, enforce_file_format=True, little_endian=little, implicit_vr=not explicit)
    return made.getvalue()


def bare_dicom(**how: bool) -> bytes:
    """The same without preamble, nor what tells how it is written: straight with its data."""
    whole = dicom(**how)
    # The group that tells has its own length, after « DICM » and its tag.
    length = int.from_bytes(whole[140:144], "little")
    return whole[144 + length :]


def syntax(*, explicit: bool, little: bool) -> UID:
    if not little:
        return ExplicitVRBigEndian
    return ExplicitVRLittleEndian if explicit else ImplicitVRLittleEndian


def nifti() -> bytes:
    return struct.pack("<I", 348) + b"\0" * 340 + b"n+1\0" + b"\0" * 100


def analyze() -> bytes:
    head = bytearray(348)
    struct.pack_into("<I", head, 0, 348)
    struct.pack_into("<I", head, 32, 16384)
    head[38:39] = b"r"
    return bytes(head)


def disc() -> bytes:
    return b"\0" * 32769 + b"CD001" + b"\0" * 2048


def tiff(pages: int) -> bytes:
    first, *others = [Image.new("L", (4, 4), shade) for shade in range(pages)]
    made = io.BytesIO()
    first.save(made, "TIFF", save_all=True, append_images=others)
    return made.getvalue()


def flood() -> bytes:
    """A picture of 20,000 by 20,000 points, in a few kilobytes."""
    rows = zlib.compress(b"\0" * (20_000 // 8 + 1) * 20_000, 9)
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    )


def photo_of_a_phone() -> bytes:
    """Taken upright, stored lying; and it says where."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it by a quarter
    exif[0x010F] = "Telephone"
    exif.get_ifd(0x8825)[2] = (43.6, 0.0, 0.0)
    return picture("JPEG", (400, 300), exif=exif)


def heic() -> bytes:
    made = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "teal")).save(made)
    return made.getvalue()


WORD = {
    "[Content_Types].xml": "<Types/>",
    "word/document.xml": "<w:document/>",
}
TABLE = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}
