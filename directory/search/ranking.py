"""In which order people found are shown; homonyms never apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Self
from uuid import UUID

from directory.entitlement import Named
from directory.names import fold


class Standing(IntEnum):
    """What they are to the one who asks (looking.py gives the numbers)."""

    KNOWN = 0
    COLLEAGUE = 1
    NEIGHBOUR = 2
    OTHER = 3


@dataclass(frozen=True, slots=True)
class Hit:
    id: UUID
    step: int  # how surely it is what was typed
    standing: Standing
    name: str  # folded, as homonyms share it
    profession: str
    words: frozenset[str]
    here: bool = False  # came this week, where nobody in particular is looked for

    @classmethod
    def called(cls, one: Named, step: int, standing: Standing) -> Self:
        name = " ".join([*fold(one.family_name), *fold(one.given_name)])
        words = frozenset(one.folded_name.split())
        return cls(one.id, step, standing, name, one.profession, words)

    def rank(self, typed: Sequence[str]) -> tuple[int, ...]:
        """A whole word counts more than its beginning: « Roy » before « Royer »."""
        return (self.step, self.standing, not self.here, -sum(word in self.words for word in typed))


def in_order(hits: Iterable[Hit], typed: Sequence[str]) -> list[Hit]:
    """One's own first, then by name. Who bears a name of one of these comes with them."""
    ordered = sorted(hits, key=lambda hit: (hit.rank(typed), hit.name, hit.profession, str(hit.id)))
    groups: dict[str, list[Hit]] = {}
    for hit in ordered:
        groups.setdefault(hit.name, []).append(hit)
    return [hit for group in groups.values() for hit in group]
