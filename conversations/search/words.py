"""What search compares: the words of a text, bare; and how a question is put to PostgreSQL.

Accents and case are forgiven here, plurals and endings by PostgreSQL's French stemmer. A number is
a word of its own, whatever its unit is glued to, and its comma is a point: « 2,5mg » gives 2.5, mg.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection

from directory.names import bare

TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_](?:[^\W_]|[\u0300-\u036f])*")
LETTERS = re.compile(r"[^\W_]+")
LONGEST = 60  # PostgreSQL refuses to index a word of thousands of letters
WORDS_MOST = 12
LETTERS_AT_LEAST = 2
# Shorter words have no beginning that their stem does not have.
HAS_ENDINGS = 5

Token = tuple[int, int, str]
Stems = Mapping[str, Collection[str]]


def tokens(text: str) -> Iterator[Token]:
    """Each word: where it begins and ends, and what it is compared as."""
    for found in TOKEN.finditer(text):
        word = _number(found[0]) if found[0][0].isdigit() else _word(found[0])
        if word:
            yield *found.span(), word


def _word(text: str) -> str:
    return "".join(LETTERS.findall(bare(text)))[:LONGEST]


def _number(text: str) -> str:
    whole, _, part = text.replace(",", ".").partition(".")
    part = part.rstrip("0")  # 60,0 is 60
    return f"{whole}.{part}"[:LONGEST] if part else whole[:LONGEST]


def words_of(text: str) -> list[str]:
    return [word for _, _, word in tokens(text)]


def long_words(words: Iterable[str]) -> list[str]:
    """Kept whole beside their stem, so that what is being typed finds them at every letter."""
    return [word for word in words if len(word) >= HAS_ENDINGS and not has_digit(word)]


def has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def stems_of(words: Iterable[str]) -> dict[str, list[str]]:
    """As PostgreSQL indexes them; nothing, for words that say nothing (« de », « avec »)."""
    asked = [word for word in dict.fromkeys(words) if not has_digit(word)]
    with connection.cursor() as cursor:
        cursor.execute(
            "select w, ts_lexize('french_stem', w) from unnest(%s::text[]) w where %s",
            [asked, bool(asked)],
        )
        return dict(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Question:
    """The words asked for. Of the last one, perhaps still being typed, the beginning is enough."""

    words: tuple[str, ...]
    last_is_open: bool
    stems: Stems

    def is_open(self, word: str) -> bool:
        # « 4 » does not find 40: a dose is that dose.
        is_last = self.last_is_open and word == self.words[-1]
        return is_last and len(word) >= LETTERS_AT_LEAST and not word[0].isdigit()

    def forms_of(self, word: str) -> list[str]:
        return [word] if has_digit(word) else list(self.stems.get(word) or [])

    def asked_in(self, named: Callable[[str], bool] | None = None) -> str:
        """As a tsquery. Its words hold letters, digits and points only: nothing can be put in.

        `named`: may this word be found in the name of somebody who takes part?
        """
        alternatives = (self._either(word, bool(named and named(word))) for word in self.words)
        return " & ".join(f"({' | '.join(each)})" for each in alternatives if each)

    def _either(self, word: str, in_names: bool) -> list[str]:
        beginning = ":*" if self.is_open(word) else ""
        forms = [f"'{form}'" for form in self.forms_of(word)]
        if beginning:
            forms.append(f"'{word}'{beginning}")
        if in_names:
            forms.append(f"'{NAME}{word}'{beginning}")
        return forms

    def finds(self, word: str, token: str, stems: Stems) -> bool:
        """Is this word of a text what was asked for by that one?"""
        if token == word or (self.is_open(word) and token.startswith(word)):
            return True
        return not has_digit(word) and bool(set(stems.get(token) or []) & set(self.forms_of(word)))


# Before the names of those who take part: so that one's own can be left out.
NAME = "@"


def question(letters: str) -> Question | None:
    """None: not enough was typed."""
    words = words_of(letters)[:WORDS_MOST]
    if len("".join(words)) < LETTERS_AT_LEAST:
        return None
    return Question(tuple(words), letters[-1:].isalnum(), stems_of(words))
