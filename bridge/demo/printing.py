"""One page of a PDF, as short as can be: a title and its lines, in a font that all readers have."""

from textwrap import wrap

WIDTH = 88  # characters, at eleven points
TOP, LEFT, LEAD = 780, 56, 16


def pdf(title: str, text: str) -> bytes:
    lines = [part for line in text.strip().splitlines() for part in wrap(line, WIDTH) or [""]]
    drawn = b"BT /F1 16 Tf %d %d Td (%s) Tj /F1 11 Tf 0 -32 Td %d TL" % (
        LEFT, TOP, said(title), LEAD,
    )  # fmt: skip
    drawn += b"".join(b" (%s) Tj T*" % said(line) for line in lines) + b" ET"
    return bound(
        [
            b"<</Type/Catalog/Pages 2 0 R/Lang(fr-FR)>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
            b"/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        ]
    )


def said(text: str) -> bytes:
    quoted = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return quoted.encode("cp1252", "replace")


def bound(objects: list[bytes]) -> bytes:
    """Each after the other, and at the end where each begins."""
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end
