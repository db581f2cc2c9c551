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
    rows = Rows(text)
    for number in range(len(rows.all)):
        if rows.begin_a_quote(number):
            new = "\n".join(rows.all[:number]).strip()
            quote = "\n".join(rows.all[number:]).strip()
            return (new, quote) if new else (text.strip(), "")
    return text.strip(), ""


class Rows:
    """The rows of a text, each looked at once, however many there are."""

    def __init__(self, text: str) -> None:
        self.all = text.split("\n")
        filled = [number for number, row in enumerate(self.all) if row.strip()]
        marked = [number for number in filled if self.row(number).startswith(">")]
        self.last_marked = max(marked, default=-1)
        self.last_bare = max(set(filled) - set(marked), default=-1)

    def row(self, number: int) -> str:
        """No announcement is longer."""
        return self.all[number][:400].strip() if number < len(self.all) else ""

    def begin_a_quote(self, number: int) -> bool:
        """From here on there is nothing else."""
        row = self.row(number)
        if row.startswith(">"):
            return self.are_marked(number)
        if ORIGINAL.fullmatch(row) or self.are_headers(number):
            return True
        for length in (1, 2, 3) if BROKEN.fullmatch(row) else (1,):
            said = " ".join(self.row(number + more) for more in range(length))
            if ANNOUNCED.fullmatch(said):
                after = number + length
                # Without marks, « Le Dr Martin m’a écrit : » is somebody's own sentence.
                return self.are_marked(after) or ("@" in said and self.last_marked < after)
        return False

    def are_marked(self, number: int) -> bool:
        """An answer below or within a quote is an answer."""
        return self.last_bare < number <= self.last_marked

    def are_headers(self, number: int) -> bool:
        """De : … Envoyé : … Objet : …, below a rule or without one."""
        first = number + 1 if RULE.fullmatch(self.row(number)) else number
        if not FROM.match(self.row(first)):
            return False
        return sum(bool(SENT.match(self.row(first + more))) for more in range(1, 6)) >= 2
