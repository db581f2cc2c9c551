"""What was typed, as it is asked of the index: in steps, from what was meant to what sounds so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from directory.names import fold
from directory.search.lexemes import BEGINNINGS, CUT, PARTICLES, beside, joined, one_of, quoted
from directory.search.spelling import forms, is_one_off

WORDS_MOST = 6
NEAR_MOST = 40
Alternatives = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Words in any order. Each may be written with the particles before it: « la tour », latour."""

    words: tuple[Alternatives, ...]
    letters: tuple[str, ...]  # initials, too short for the index: looked at afterwards

    def exact(self) -> str:
        return " & ".join(one_of(word) for word in self.words)

    def beginning(self) -> str:
        return " & ".join(either(map(begins, word)) for word in self.words)

    def anywhere(self) -> str:
        """Also in the profession or the town, when it is said beside the name."""
        return " & ".join(either([*map(begins, word), said_beside(word[0])]) for word in self.words)

    def near(self) -> str | None:
        """Spelled a letter off, or as it sounds. None: nobody's name is near that."""
        known = near_words([word[0] for word in self.words])
        sure = [[*map(begins, word), *map(quoted, known[word[0]])] for word in self.words]
        if not any(known.values()):
            return None
        return " & ".join(either(each) for each in sure)

    def initials_fit(self, folded_name: str) -> bool:
        return all(f" {letter}" in folded_name for letter in self.letters)


def question(typed: str) -> Question:
    said = fold(typed.replace("\x00", ""))[:WORDS_MOST]
    words = [word for word in said if len(word) > 1]
    meant = [at for at, word in enumerate(said) if len(word) > 1 and word not in PARTICLES]
    if not meant:  # M. Le, Mme Van: somebody's name
        return Question(tuple((word,) for word in words), ())
    return Question(
        tuple((said[at], *joined(said[:at], said[at])) for at in meant),
        tuple(word for word in said if len(word) == 1 and word not in PARTICLES),
    )


def begins(word: str) -> str:
    if len(word) <= max(BEGINNINGS):
        return quoted(f"^{word}")
    return f"{quoted(word)}:*"


def said_beside(word: str) -> str:
    return quoted(beside(word)) + (":*" if len(word) < CUT else "")


def either(alternatives: Iterable[str]) -> str:
    return "(" + " | ".join(alternatives) + ")"


def near_words(words: Iterable[str]) -> Mapping[str, list[str]]:
    return {word: near_word(word) for word in words}


def near_word(word: str) -> list[str]:
    looked_for = forms(word)
    with connection.cursor() as cursor:
        cursor.execute(
            "select word, %(sound)s = any(forms) from directory_nameword"
            " where forms && %(forms)s::text[] and word <> %(word)s",
            {
                "forms": list(looked_for),
                "word": word,
                "sound": next(form for form in looked_for if form.startswith("=")),
            },
        )
        found = cursor.fetchall()
    near = [other for other, sounds_alike in found if sounds_alike or is_one_off(word, other)]
    return sorted(near, key=lambda other: (not is_one_off(word, other), other))[:NEAR_MOST]
