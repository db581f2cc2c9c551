"""Medical imaging, known by its bytes whatever its name: it has channels of its own."""

import re
import struct

HEAD = 33 * 1024  # the first bytes that tell: an ISO image says so after 32 KiB

# Value representations of DICOM: two letters after each tag, where they are explicit.
VALUES = frozenset(
    b"AE AS AT CS DA DS DT FL FD IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR"
    b" US UT UV".split()
)
LONGEST_FIRST_VALUE = 0x10000
META_IMAGE = re.compile(rb"^\s*(ObjectType\s*=\s*Image|NDims\s*=\s*\d+)\s*$", re.MULTILINE)


def is_imaging(head: bytes) -> bool:
    return is_dicom(head) or is_volume(head) or is_disc(head)


def is_dicom(head: bytes) -> bool:
    """With its preamble (a DICOMDIR has one too), or beginning straight with its data."""
    return (
        head[128:132] == b"DICM"
        or head[:4] == b"DICM"
        or any(is_first_element(head, order) for order in "<>")
    )


def is_first_element(head: bytes, order: str) -> bool:
    """Does it begin with an element of the groups that come first in DICOM, 0002 or 0008?"""
    if len(head) < 16:
        return False
    group, element = struct.unpack_from(f"{order}HH", head)
    if group not in (0x0002, 0x0008) or element > 0x0100:
        return False
    if head[4:6] in VALUES:
        return True
    (length,) = struct.unpack_from(f"{order}I", head, 4)
    if length % 2 or length > LONGEST_FIRST_VALUE or 8 + length + 4 > len(head):
        return False
    # Without explicit values: what follows must be an element too, of the same or a later group.
    next_group, next_element = struct.unpack_from(f"{order}HH", head, 8 + length)
    return (group, element) < (next_group, next_element) and next_group <= 0x0028


def is_volume(head: bytes) -> bool:
    """NIfTI, Analyze, NRRD, MetaImage."""
    return (
        head[344:348] in (b"n+1\0", b"ni1\0")
        or head[4:8] in (b"n+2\0", b"ni2\0")
        or is_analyze(head)
        or head.startswith(b"NRRD000")
        or bool(META_IMAGE.search(head[:2048]))
    )


def is_analyze(head: bytes) -> bool:
    return len(head) >= 44 and any(
        struct.unpack_from(f"{order}I", head)[0] == 348
        and struct.unpack_from(f"{order}I", head, 32)[0] in (16384, 0)
        and head[38:39] == b"r"
        for order in "<>"
    )


def is_disc(head: bytes) -> bool:
    return head[32769:32774] == b"CD001"
