"""Names as they are compared: whatever one types of accents, hyphens, apostrophes and capitals."""

import re
import unicodedata

LETTERS = re.compile(r"[^\W_]+")
STRICT = re.compile(r"(?=.*[A-Z])[A-Z '-]+")
SIGNS = str.maketrans("’ʼ‘‐‑–", "'''---")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def fold(text: str) -> list[str]:
    """The words of a text, bare: « D’Œuvre, Jean-Éric » gives d, oeuvre, jean, eric."""
    return LETTERS.findall(bare(text))


def bare(text: str) -> str:
    if text.isascii():
        return text.lower()  # nine names of ten: half a million are folded in an import
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def strict(text: str) -> str | None:
    """As national registers write a name: A to Z, space, apostrophe, hyphen. None: it is none."""
    plain = " ".join(bare(text).translate(SIGNS).upper().split())
    return plain if STRICT.fullmatch(plain) else None


def searchable(*texts: str) -> str:
    """What is kept beside a name, so that " " + the beginning of any of its words is found in it.

    A name in several parts is there in one piece too: « lestang » finds L’Estang.
    """
    words = [word for text in texts for word in fold(text)]
    pieces = [fold(piece) for text in texts for piece in text.split()]
    return "".join(f" {word}" for word in [*words, *("".join(p) for p in pieces if len(p) > 1)])
