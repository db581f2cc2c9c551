"""A clinical document (CDA), as far as a courrier needs it: what it is, and whose."""

from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from bridge.words import line

Identity = tuple[str, str]  # the number, and the authority that gave it


def tree(data: bytes) -> Element:
    """Without a DTD: entities are how a small XML becomes a large one, or asks for others."""
    if b"\0" in data or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError
    return ElementTree.fromstring(data)  # noqa: S314  # no DTD, 16 MB, a process of its own


def tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def root_of(name: str, data: bytes) -> Element | None:
    """None if it is no clinical document. An XML that cannot be read might be one of another
    patient's: it raises, and leaves the whole archive in doubt."""
    if not name.lower().endswith(".xml"):
        return None
    root = tree(data)
    return root if tag(root) == "ClinicalDocument" else None


def identities_of(root: Element) -> Iterator[Identity]:
    for role in root.iter():
        if tag(role) == "patientRole":
            yield from (
                (child.get("extension", ""), child.get("root", ""))
                for child in role
                if tag(child) == "id"
            )


def traits_of(root: Element) -> Iterator[dict[str, str]]:
    """By the names HL7 gives them elsewhere. The birth name before any other (qualifier BR)."""
    for person in (element for element in root.iter() if tag(element) == "patient"):
        parts = sorted(person.iter(), key=lambda part: part.get("qualifier") != "BR")
        first = {tag(part): part for part in reversed(parts)}
        name = [first[key].text or "" if key in first else "" for key in ("family", "given")]
        yield {
            "PID-5": "^".join(name),
            "PID-7": value_of(first.get("birthTime")),
            "PID-8": value_of(first.get("administrativeGenderCode"), "code"),
        }


def described(root: Element) -> dict[str, str]:
    own = {tag(child): child for child in reversed(list(root))}
    title = own.get("title")
    return {
        "code": value_of(own.get("code"), "code")[:20],
        "title": line(title.text or "")[:200] if title is not None else "",
        "made": value_of(own.get("effectiveTime")),
    }


def value_of(element: Element | None, name: str = "value") -> str:
    return element.get(name, "") if element is not None else ""


def day(written: str) -> date | None:
    try:
        return date.fromisoformat(f"{written[:4]}-{written[4:6]}-{written[6:8]}")
    except ValueError:
        return None
