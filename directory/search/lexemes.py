"""By what somebody is found: the words of their name, beginnings, and what a search narrows to.

laurent    a word of the name; latour and delatour too, for « de la Tour »
^lau       a beginning of two to four letters: those of longer ones are few, and are walked
@cardiol   a word of their profession or town, cut short: cardiologue is cardiologie
p=10 s=SM04 x=… t=34:orme sur leze d=34    profession, speciality, structure, town, department
a=         has an account
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from uuid import UUID

from directory.names import fold

BEGINNINGS = (2, 3, 4)
CUT = 7
CEDEX = re.compile(r"\s+cedex\b.*", re.IGNORECASE)
# They are written with the name or apart, and said or not.
PARTICLES = frozenset(
    "al d da de del des di dos du el l la le les van von".split()  # noqa: SIM905
)
ACCOUNT = "a="


def of_name(words: Collection[str]) -> set[str]:
    """With their beginnings."""
    return {*words, *(f"^{word[:length]}" for word in words for length in BEGINNINGS if word[1:])}


# Of half a million people, most bear a given name, a town and a profession that others have.
@lru_cache(maxsize=100_000)
def name_words(name: str) -> frozenset[str]:
    """Each word, what is written in one piece, and with the particles before it."""
    words = fold(name)
    pieces = ("".join(fold(piece)) for piece in name.split())
    with_particles = (joined(words[:at], words[at]) for at in range(1, len(words)))
    return frozenset([*words, *pieces, *chain.from_iterable(with_particles)])


def joined(before: list[str], word: str) -> Iterator[str]:
    """« la », « de la »: latour, delatour."""
    for start in range(len(before) - 1, -1, -1):
        if before[start] not in PARTICLES:
            return
        yield "".join(before[start:]) + word


def of_context(*texts: str) -> set[str]:
    return set().union(*map(_of_one, texts))


@lru_cache(maxsize=100_000)
def _of_one(text: str) -> frozenset[str]:
    return frozenset(beside(word) for word in fold(text) if word not in PARTICLES)


def beside(word: str) -> str:
    return f"@{word[:CUT]}"


def structure(which: UUID) -> str:
    return f"x={which.hex}"


def department(number: str) -> str:
    return f"d={number}"


def town(name: str, department_number: str) -> str:
    return f"t={department_number}:{' '.join(fold(town_shown(name)))}"


def town_shown(name: str) -> str:
    """« Toulouse Cedex 9 » is where letters go."""
    return CEDEX.sub("", name).strip()


def one_of(lexemes: Iterable[str]) -> str:
    """As a tsquery; empty if there is none. A lexeme may hold anything: it is quoted."""
    listed = " | ".join(quoted(lexeme) for lexeme in lexemes)
    return listed and f"({listed})"


def all_of(lexemes: Iterable[str]) -> str:
    return "(" + " & ".join(quoted(lexeme) for lexeme in lexemes) + ")"


def quoted(lexeme: str) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
