"""What a mail is made of: its text, its HTML, its images and its files, whatever holds them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from email.policy import compat32
from typing import Any

from bridge.headers import Headers, Part, children
from bridge.reading.limits import DEPTH_MOST, PARTS_MOST, Unreadable
from bridge.received import Attachment, Why
from bridge.words import decoded, lines, phrase
from files import names
from files.kinds import PICTURES, SHOWN, TAKEN

# What the standard library raises on parts that lie about themselves.
BROKEN = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)


@dataclass(slots=True)
class Gathered:
    texts: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)  # HTML, as it came
    images: dict[str, Attachment] = field(default_factory=dict)  # by the cid that shows them
    files: list[Attachment] = field(default_factory=list)
    parts: int = 0


def gathered(root: Part) -> Gathered:
    found = Gathered()
    gather(root, found, depth=0)
    return found


def gather(part: Part, found: Gathered, *, depth: int) -> None:
    found.parts += 1
    if found.parts > PARTS_MOST:
        raise Unreadable(Why.TOO_MANY_PARTS)
    if depth > DEPTH_MOST:
        raise Unreadable(Why.TOO_DEEP)
    if kind_of(part).startswith("message/") and children(part):
        found.files.append(enclosed_mail(part))
    elif children(part):
        for child in children(part):
            gather(child, found, depth=depth + 1)
    else:
        sort(part, found)


def sort(part: Part, found: Gathered) -> None:
    """One part that holds no other."""
    headers, kind, data = Headers(part.raw_items()), kind_of(part), bytes_of(part)
    name = name_of(part)
    file = Attachment(names.cleaned(name) if name else nameless(kind), kind, data)
    enclosed = headers.word("content-disposition") == "attachment" or bool(name)
    cid = headers.first("content-id").strip(" <>")[:300]
    if not enclosed and kind == "text/html":
        found.pages.append(decoded(data, charset_of(part)))
    elif not enclosed and kind in ("text/plain", "text/enriched"):
        found.texts.append(lines(decoded(data, charset_of(part))).strip())
    elif kind.startswith("multipart/"):  # it says that it holds parts, and has none: what it says
        found.texts.append(lines(decoded(data, "utf-8")).strip())
    elif kind in SHOWN & PICTURES and cid and cid not in found.images:
        found.images[cid] = file
    else:
        found.files.append(file)


def nameless(kind: str) -> str:
    return names.NAMELESS + TAKEN.get(kind, ("",))[0]


def tolerant(read: Callable[[], Any], otherwise: str | bytes) -> Any:
    """Any: what the standard library says it gives back is not always what it gives."""
    try:
        return read()
    except BROKEN:
        return otherwise


def kind_of(part: Part) -> str:
    kind = str(tolerant(part.get_content_type, "text/plain"))
    return kind if len(kind) < 100 and kind.isascii() and kind.isprintable() else "text/plain"


def charset_of(part: Part) -> str:
    said = tolerant(lambda: part.get_param("charset", "utf-8"), "utf-8")
    return str(said[2] if isinstance(said, tuple) else said)  # RFC 2231 has it in three parts


def bytes_of(part: Part) -> bytes:
    data = tolerant(lambda: part.get_payload(decode=True), b"")
    return data if isinstance(data, bytes) else b""


def name_of(part: Part) -> str:
    return phrase(tolerant(lambda: str(part.get_filename() or ""), ""))


def enclosed_mail(part: Part) -> Attachment:
    """A mail within this one is a file: what it holds is its own affair."""
    within = children(part)[0]
    data = tolerant(lambda: within.as_bytes(policy=compat32), b"")
    subject = Headers(within.raw_items()).text("subject", 80)
    return Attachment(names.cleaned(f"{subject or 'courrier'}.eml"), kind_of(part), data)
