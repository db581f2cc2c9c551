"""Words as mail carries them: bytes in some charset, encoded words, hidden characters.

Ours rather than email.header's: unknown charsets, NUL and thousands of encoded words make that one
raise, or take seconds. Each function here reads its text once.
"""

import binascii
import quopri
import re
import unicodedata
from collections.abc import Iterator

# Charsets that letters are written in. Others Python knows are slow (idna), or are no charsets.
CHARSET = re.compile(
    r"utf-?8|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?1|windows-125\d|cp125\d|koi8-[ru]|macintosh"
    r"|utf-?16(?:le|be)?|big5|gb2312|gbk|gb18030|shift_jis|euc-(?:jp|kr)|iso-2022-jp"
)
ENCODED = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,12})?\?([bqBQ])\?([^?]*)\?=")
# Turn the direction of what follows: « fdp.exe » would read « exe.pdf ».
TURNS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
HIDDEN = ("Cc", "Cs")


def decoded(data: bytes, charset: str) -> str:
    """Text, whatever its charset is said to be: at worst, letters that are not the right ones."""
    for name in (charset.strip().lower(), "utf-8"):
        if CHARSET.fullmatch(name):
            try:
                return data.decode(name)
            except (UnicodeError, LookupError):
                continue
    return data.decode("cp1252", "replace")


def unfolded(raw: str) -> str:
    """A header's value as one line. Bytes that are no ASCII come as surrogates, and are read."""
    data = raw.encode("utf-8", "surrogateescape")
    return re.sub(r"[\r\n]+(?=[ \t])", "", decoded(data, "utf-8"))


def phrase(raw: str) -> str:
    """What people read of a header: encoded words decoded, nothing hidden, blanks made one."""
    return line("".join(pieces(raw)))


def pieces(raw: str) -> Iterator[str]:
    """Between two encoded words blanks are none; those in one charset may share a letter."""
    end, held, charset = 0, b"", ""
    for found in ENCODED.finditer(raw):
        between = raw[end : found.start()]
        if held and (between.strip() or charset != found[1].lower()):
            yield decoded(held, charset)
            held = b""
        if between.strip() or not end:
            yield between
        held, charset = held + content(found[2], found[3]), found[1].lower()
        end = found.end()
    if held:
        yield decoded(held, charset)
    yield raw[end:]


def content(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return quopri.decodestring(data, header=True)
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return data


def line(text: str) -> str:
    """One line, of characters that show."""
    shown = "".join(" " if c in "\t\r\n" else c for c in text.translate(TURNS))
    shown = "".join(c for c in shown if unicodedata.category(c) not in HIDDEN)
    return re.sub(r"\s+", " ", shown).strip()


def lines(text: str) -> str:
    """Several lines, of characters that show; ends of line as everywhere here."""
    shown = text.replace("\r\n", "\n").replace("\r", "\n").translate(TURNS)
    return "".join(c for c in shown if c in "\n\t" or unicodedata.category(c) not in HIDDEN)
