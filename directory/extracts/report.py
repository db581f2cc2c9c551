"""What an import says of itself: how many rows, which odd ones by line, and what became of them."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

LINES_MOST = 200  # named for one reason; all are counted


class Odd(StrEnum):
    """Why a row is not taken, or is taken with a remark. Said by line: a row may name somebody."""

    CELLS = "cells"  # not as many as the header has
    UNREADABLE = "unreadable"
    IDENTIFIER = "identifier"
    RPPS_KEY = "rpps_key"
    NO_NAME = "no_name"
    NO_PROFESSION = "no_profession"
    TOO_LONG = "too_long"
    ADDRESS = "address"  # not one of the secure mail
    KIND = "kind"
    NO_CODE = "no_code"
    UNKNOWN_PERSON = "unknown_person"
    SAME = "same"  # as an earlier row
    # Taken all the same.
    LATIN_1 = "latin_1"
    FINESS_KEY = "finess_key"
    SIRET_KEY = "siret_key"


TAKEN_ALL_THE_SAME = {Odd.LATIN_1, Odd.FINESS_KEY, Odd.SIRET_KEY}


class Refused(Exception):
    """This row is not taken."""

    def __init__(self, odd: Odd) -> None:
        self.odd = odd


@dataclass(slots=True)
class FileReport:
    """What was read of one file. rows = taken + elsewhere + the odd ones that were not taken."""

    name: str
    kind: str
    rows: int = 0
    elsewhere: int = 0  # outside the departments asked for
    odd: Counter[Odd] = field(default_factory=Counter)
    lines: dict[Odd, list[int]] = field(default_factory=dict)

    def note(self, odd: Odd, line: int, *, times: int = 1) -> None:
        self.odd[odd] += times
        lines = self.lines.setdefault(odd, [])
        if len(lines) < LINES_MOST:
            lines.append(line)

    @property
    def taken(self) -> int:
        refused = sum(n for odd, n in self.odd.items() if odd not in TAKEN_ALL_THE_SAME)
        return self.rows - self.elsewhere - refused

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "kind": self.kind,
            "rows": self.rows,
            "taken": self.taken,
            "elsewhere": self.elsewhere,
            "odd": {
                odd.value: {"rows": rows, "lines": self.lines[odd]}
                for odd, rows in sorted(self.odd.items())
            },
        }


@dataclass(slots=True)
class Report:
    files: list[FileReport] = field(default_factory=list)
    # What happened to people, activities, structures, skills, mailboxes: added, changed, gone…
    changes: dict[str, dict[str, int]] = field(default_factory=dict)
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        return {
            "files": [file.as_json() for file in self.files],
            "changes": self.changes,
            "seconds": round(self.seconds, 1),
        }
