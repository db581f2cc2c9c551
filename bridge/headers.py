"""The headers of a mail, or of a part of one: read one by one, so that a bad one harms no other."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TypeAlias

from bridge.addresses import Address, mailboxes
from bridge.words import phrase, unfolded

# A mail, or a part of one, as the standard library parsed it.
Part: TypeAlias = "Message[str, str]"
MESSAGE_ID = re.compile(r"<([^\s<>@]{1,400}@[^\s<>@]{1,255})>")
REFERENCES_MOST = 100


class Headers:
    """Values by name, whatever its case, in the order they came."""

    def __init__(self, items: Iterable[tuple[str, object]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in items:
            self._values.setdefault(name.lower(), []).append(unfolded(str(value)))

    def all(self, name: str) -> list[str]:
        return self._values.get(name, [])

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def text(self, name: str, most: int = 500) -> str:
        """As people read it."""
        return phrase(self.first(name))[:most]

    def word(self, name: str) -> str:
        """As programs compare it: without what follows a semicolon."""
        return self.first(name).partition(";")[0].strip().lower()

    def addresses(self, name: str) -> tuple[Address, ...]:
        found = (box for value in self.all(name) for box in mailboxes(value))
        return tuple(box for box in found if box)[:100]

    def message_id(self, name: str = "message-id") -> str:
        """Empty if there is none, if it is none, or if there are two: it is only ever a hint."""
        values = set(self.all(name))
        return next(iter(message_ids(values.pop())), "") if len(values) == 1 else ""

    def references(self) -> tuple[str, ...]:
        """The first, which began the thread, and the last ones."""
        found = message_ids(" ".join(self.all("references")))
        return tuple(found[:1] + found[1:][-(REFERENCES_MOST - 1) :])

    def date(self) -> datetime | None:
        try:
            date = parsedate_to_datetime(self.first("date")[:200])
            date = date if date.tzinfo else date.replace(tzinfo=UTC)
            return date.astimezone(UTC) if 1990 <= date.year <= 2200 else None
        except (ValueError, TypeError, IndexError, OverflowError):
            return None


def message_ids(value: str) -> list[str]:
    return [f"<{found}>" for found in MESSAGE_ID.findall(value)]


def children(part: Part) -> list[Part]:
    """Asked only of what holds some: of others, the standard library would read the text."""
    payload = part.get_payload() if part.is_multipart() else []
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []
