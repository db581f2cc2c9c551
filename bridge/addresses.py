"""Addresses, as they stand in a header, and whose they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bridge.words import phrase

MOST = 100
# As MSSanté gives them. What is stranger is no address that we could write to.
ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+"
    r"[A-Za-z]{2,63}"
)
TOKEN = re.compile(
    r'"(?P<quoted>(?:[^"\\]|\\.)*)"|\\(?P<escaped>.)|(?P<mark>[<>,;:()])'
    r'|(?P<atom>[^\s"<>,;:()\\]+)|(?P<blank>\s+)|(?P<other>.)',
    re.DOTALL,
)
PATIENTS = "patient.mssante.fr"
MATRICULE = re.compile(r"[1-478]\d{4}(?:\d|[12]\d|2[AB])\d{8,9}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody's address, and the name that stands beside it: whatever its writer chose."""

    address: str
    name: str = ""

    @property
    def claims_another(self) -> bool:
        """The name shows an address that is not this one."""
        return any(not same(shown, self.address) for shown in ADDRESS.findall(self.name))


def same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def is_address(text: str) -> bool:
    return len(text) <= 254 and ADDRESS.fullmatch(text) is not None


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower()


def is_patient(address: str) -> bool:
    """In Mon espace santé, a patient's own: their matricule stands before the @."""
    local, _, domain = address.rpartition("@")
    return domain.lower() == PATIENTS and len(local) == 15 and bool(MATRICULE.fullmatch(local))


def is_of_mon_espace_sante(address: str) -> bool:
    """Mon espace santé itself, which no patient can write as."""
    return domain_of(address) == PATIENTS and not is_patient(address)


@dataclass(slots=True)
class Mailbox:
    """One mailbox while it is read."""

    words: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    angle: str | None = None
    odd: bool = False

    def open_angle(self) -> None:
        self.odd = self.odd or self.angle is not None
        self.angle = ""

    def add(self, token: re.Match[str], *, inside: bool) -> None:
        text = token["escaped"] or token[0]
        if token["quoted"] is not None:
            text = re.sub(r"\\(.)", r"\1", token["quoted"], flags=re.DOTALL)
        if inside:
            self.angle = (self.angle or "") + text
        elif self.words or token["blank"] is None:
            self.words.append(text)

    def is_empty(self) -> bool:
        return not self.words and self.angle is None

    def whole(self) -> Address | None:
        """None: something stands there, and it is no address."""
        written = "".join(self.words)
        address = (written if self.angle is None else self.angle).strip()
        names = self.comments if self.angle is None else self.words or self.comments
        if self.odd or not is_address(address):
            return None
        return Address(address, phrase("".join(names))[:200])


def mailboxes(value: str, most: int = MOST) -> list[Address | None]:
    """Each mailbox of a header, in its order; None where one is not readable. No more than so many.

    Cut first, decoded after: a comma within an encoded word separates nothing."""
    found: list[Address | None] = []
    for mailbox in separated(value):
        found.append(mailbox.whole())
        if len(found) == most:
            break
    return found


def separated(value: str) -> Iterator[Mailbox]:
    cutting = Cutting()
    for token in TOKEN.finditer(value):
        if cutting.ends(token) and not cutting.box.is_empty():
            yield cutting.box
            cutting.box = Mailbox()
    if not cutting.box.is_empty():
        yield cutting.box


@dataclass(slots=True)
class Cutting:
    """Where one is in a header: in a comment, within angle brackets, or neither."""

    box: Mailbox = field(default_factory=Mailbox)
    inside: bool = False
    depth: int = 0

    def ends(self, token: re.Match[str]) -> bool:
        """Take one token more. Whether the mailbox ends with it."""
        mark = token["mark"] or ""
        if not self.inside and mark in ("(", ")"):
            self.depth = max(0, self.depth + (1 if mark == "(" else -1))
        elif self.depth:
            self.box.comments.append(token[0])
        elif mark in ("<", ">"):
            self.inside = mark == "<"
            if self.inside:
                self.box.open_angle()
        elif not self.inside and mark in (",", ";", ":"):
            # What stood before a colon was the name of a group.
            self.box = Mailbox() if mark == ":" else self.box
            return mark != ":"
        else:
            self.box.add(token, inside=self.inside)
        return False
