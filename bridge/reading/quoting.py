"""Where the new part of an answer ends and what it answers begins.

A mistake must never hide what somebody wrote: in doubt, all of it is new."""

import re

ANNOUNCED = re.compile(r"(?:.{4,200}\sa écrit|on\s.{4,200}\swrote)\s*:", re.IGNORECASE)
# Its first line, where a program broke it as it does others: a day, an hour, and it goes on.
BROKEN = re.compile(r"(?:le|on)\s.*\d{4}.*\d[:h]\d\d.*(?:,|[<@].*)", re.IGNORECASE)
ORIGINAL = re.compile(
    r"-{2,}\s*(?:message d.origine|message initial|original message|réponse originale)\s*-{2,}",
    re.IGNORECASE,
)
FROM = re.compile(r"\*?(?:de|from|expéditeur)\s?:\*?\s", re.IGNORECASE)
SENT = re.compile(r"\*?(?:envoyé|date|sent|à|to|objet|subject)(?: le)?\s?:", re.IGNORECASE)
RULE = re.compile(r"[_-]{5,}")


def divided(text: str) -> tuple[str, str]:
    """What they wrote, and what they quote after it."""
    rows = text.split("\n")
    for number in range(len(rows)):
        if begins(rows, number):
            new = "\n".join(rows[:number]).strip()
            return (new, "\n".join(rows[number:]).strip()) if new else (text.strip(), "")
    return text.strip(), ""


def begins(rows: list[str], number: int) -> bool:
    """From here on there is nothing but a quote."""
    row = rows[number].strip()
    if row.startswith(">"):
        return all_marked(rows[number:])
    if ORIGINAL.fullmatch(row) or is_header(rows, number):
        return True
    for length in (1, 2, 3) if BROKEN.fullmatch(row) else (1,):
        said = " ".join(part.strip() for part in rows[number : number + length])
        if ANNOUNCED.fullmatch(said):
            after = rows[number + length :]
            # Without marks, « Le Dr Martin m’a écrit : » is somebody's own sentence.
            return all_marked(after) or ("@" in said and not any_marked(after))
    return False


def is_header(rows: list[str], number: int) -> bool:
    """De : … Envoyé : … Objet : …, below a rule or without one."""
    first = number + 1 if RULE.fullmatch(rows[number].strip()) else number
    if first >= len(rows) or not FROM.match(rows[first].strip()):
        return False
    below = [row.strip() for row in rows[first + 1 : first + 6]]
    return sum(bool(SENT.match(row)) for row in below) >= 2


def all_marked(rows: list[str]) -> bool:
    """An answer below or within a quote is an answer."""
    filled = [row for row in rows if row.strip()]
    return bool(filled) and all(row.lstrip().startswith(">") for row in filled)


def any_marked(rows: list[str]) -> bool:
    return any(row.lstrip().startswith(">") for row in rows)
