"""By what somebody is found: the words of their name, beginnings, and what a search narrows to.

laurent    a word of the name; latour and delatour too, for « de la Tour »
^lau       a beginning of two to four letters: those of longer ones are few, and are walked
@cardiol   a word of their profession or town, cut short: cardiologue is cardiologie
p=10 s=SM04 x=… t=34:orme sur leze d=34    profession, speciality, structure, town, department
a=         has an account
"""

import re
from collections.abc import Collection, Iterable, Iterator
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


def name_words(name: str) -> Iterator[str]:
    """Each word, what is written in one piece, and with the particles before it."""
    words = fold(name)
    yield from words
    yield from ("".join(fold(piece)) for piece in name.split())
    for at in range(1, len(words)):
        yield from joined(words[:at], words[at])


def joined(before: list[str], word: str) -> Iterator[str]:
    """« la », « de la »: latour, delatour."""
    for start in range(len(before) - 1, -1, -1):
        if before[start] not in PARTICLES:
            return
        yield "".join(before[start:]) + word


def of_context(*texts: str) -> set[str]:
    words = (word for text in texts for word in fold(text))
    return {beside(word) for word in words if word not in PARTICLES}


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
