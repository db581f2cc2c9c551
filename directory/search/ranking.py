"""In which order people found are shown; homonyms never apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar, Self
from uuid import UUID

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

    NAMES: ClassVar = ("family_name", "given_name", "folded_name", "profession")

    @classmethod
    def called(
        cls,
        one: UUID,
        step: int,
        standing: Standing,
        *,
        family_name: str,
        given_name: str,
        folded_name: str,
        profession: str,
    ) -> Self:
        name = " ".join([*fold(family_name), *fold(given_name)])
        return cls(one, step, standing, name, profession, frozenset(folded_name.split()))

    def rank(self, typed: Sequence[str]) -> tuple[int, ...]:
        """A whole word counts more than its beginning: « Roy » before « Royer »."""
        return (self.step, self.standing, -sum(word in self.words for word in typed))


def in_order(hits: Iterable[Hit], typed: Sequence[str]) -> list[Hit]:
    """One's own first, then by name. Who bears a name of one of these comes with them."""
    ordered = sorted(hits, key=lambda hit: (hit.rank(typed), hit.name, hit.profession, str(hit.id)))
    groups: dict[str, list[Hit]] = {}
    for hit in ordered:
        groups.setdefault(hit.name, []).append(hit)
    return [hit for group in groups.values() for hit in group]
