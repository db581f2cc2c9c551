"""Names of one letter more, less or other, or of two that changed places.

Each known word is kept with its forms: itself and itself less each of its letters. Two words of
which one is a letter off have a form in common, which an index finds without reading them all.
"""

from directory.search.sounds import sound

# In a shorter word another letter is another word.
LETTERS_AT_LEAST = 4


def forms(word: str) -> set[str]:
    """What a word has in common with those near it: « =lefevr », what it sounds like, too."""
    return {f"={sound(word)}", word, *_less_one(word)}


def _less_one(word: str) -> set[str]:
    if len(word) < LETTERS_AT_LEAST:
        return set()
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def is_one_off(word: str, other: str) -> bool:
    """One letter more, less or other, or two neighbours changed over."""
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), None)
    if start is None:
        return True
    rest, of_other = word[start:], other[start:]
    return (
        rest[1:] == of_other[1:]
        or rest[1:] == of_other
        or rest == of_other[1:]
        or (rest[:2] == of_other[1::-1] and rest[2:] == of_other[2:])
    )
