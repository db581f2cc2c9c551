"""Where the words asked for stand in a text, and the few words around them that a result shows."""

from collections.abc import Iterable, Sequence

from conversations.search.shapes import Piece
from conversations.search.words import Question, Stems, Token, stems_of, tokens

LENGTH = 160  # characters
BEFORE = 40  # of which so many before the first word found


def stems_near(question: Question, texts: Iterable[str]) -> Stems:
    """Of the words in these texts that may be one of those asked for. A stem begins as its word."""
    beginnings = {word[:2] for word in question.words}
    near = {word for text in texts for _, _, word in tokens(text) if word[:2] in beginnings}
    return stems_of(sorted(near))


def found_in(question: Question, text: str, stems: Stems) -> list[Token] | None:
    """The words found; None if one of those asked for is not there."""
    wanted = {word for word in question.words if question.forms_of(word) or question.is_open(word)}
    found: list[Token] = []
    for token in tokens(text):
        asked = [word for word in question.words if question.finds(word, token[2], stems)]
        if asked:
            found.append(token)
            wanted.difference_update(asked)
    return None if wanted else found


def snippet(text: str, found: Sequence[Token]) -> list[Piece]:
    """The text around the first words found, cut between words, and which of it was found."""
    begin = _begin(text, found[0][0] if found else 0)
    end = _end(text, begin + LENGTH)
    pieces, at = [Piece(text="…", found=False)] if begin else [], begin
    for first, last, _ in found:
        if first >= at and last <= end:
            pieces += [
                Piece(text=text[at:first], found=False),
                Piece(text=text[first:last], found=True),
            ]
            at = last
    pieces.append(Piece(text=text[at:end] + ("…" if end < len(text) else ""), found=False))
    return [piece for piece in pieces if piece.text]


def _begin(text: str, first: int) -> int:
    if first <= BEFORE:
        return 0
    return max(0, text.find(" ", first - BEFORE, first) + 1) or first


def _end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - 30, end)
    return space if space > 0 else end
