"""A process of its own that makes the PDF: bounded, without a secret, without the database.

Run as a file, with a folder that holds print.json; export.pdf is left beside it. What it says when
it fails is the class of the error alone: its words may quote a message.
"""

import json
import os
import re
import resource
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Any

MEMORY_MOST = 3 << 30  # bytes of addresses, most of which are never touched
SECONDS_MOST = 120  # of processor
TOO_LARGE, FAILED = 3, 4  # exit codes
TEMPLATE = Path(__file__).with_name("export.typ")

# Shown as numbers: they would change the order in which what follows is read.
DIRECTING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# In every font that the wheel brings.
PLAIN = re.compile("[\n\t -~\u00a0-\u017f\u2010-\u2026\u202f\u2030\u20ac\u2116\u2192\u2264\u2265]*")
UNUSUAL_MOST = 400  # characters of one document that are looked up in the fonts


def main(folder: Path) -> int:
    threading.Thread(target=end_with_our_starter, daemon=True).start()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MOST, MEMORY_MOST))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_MOST, SECONDS_MOST))
    os.nice(10)
    try:
        pdf = typeset(folder)
    except MemoryError:
        return TOO_LARGE
    except Exception as no:  # noqa: BLE001 — its words stay here
        sys.stderr.write(f"{type(no).__name__}\n")
        return FAILED
    (folder / "export.pdf").write_bytes(pdf)
    return 0


def end_with_our_starter() -> None:
    """Standard input is a pipe that only our starter holds: it closes when they are killed."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def typeset(folder: Path) -> bytes:
    """What is printed is read from a file: there is no way from a word to the template's code."""
    given = folder / "print.json"
    given.write_text(json.dumps(printable(json.loads(given.read_bytes()), Glyphs())))
    page = folder / "export.typ"
    page.write_bytes(TEMPLATE.read_bytes())
    import typst  # noqa: PLC0415 — within the limits

    try:
        return typst.compile(page, root=folder, pdf_standards="a-2a", ignore_system_fonts=True)
    except typst.TypstError:
        # Archives want the first; a combination of marks that no font has must not stop it.
        return typst.compile(page, root=folder, pdf_standards="1.7", ignore_system_fonts=True)


def printable(value: Any, glyphs: "Glyphs") -> Any:
    """The same, with words for the pictures and numbers for the letters that no font has."""
    match value:
        case str():
            return glyphs.shown(value)
        case list():
            return [printable(each, glyphs) for each in value]
        case dict():
            return {name: printable(each, glyphs) for name, each in value.items()}
        case _:
            return value


class Glyphs:
    """What the fonts of the wheel can show. The exact characters are in the JSON, always."""

    def __init__(self) -> None:
        self.looked_up = 0

    def shown(self, text: str) -> str:
        if PLAIN.fullmatch(text):
            return text
        import emoji  # noqa: PLC0415 — few documents want it

        emoji.config.load_language("fr")
        text = DIRECTING.sub(numbered, CONTROLS.sub(numbered, text.replace("\r\n", "\n")))
        text = emoji.replace_emoji(text, replace=self.picture)
        return "".join(
            c if PLAIN.fullmatch(c) or self.has(c) else f"[U+{ord(c):04X}]" for c in text
        )

    def picture(self, chars: str, data: dict[str, str]) -> str:
        """A picture has a name in French: what a thumb says must not be lost."""
        if all(self.has(char) for char in chars if char != "\ufe0f"):
            return chars
        return f"[{data.get('fr', data['en']).strip(':').replace('_', ' ')}]"

    @cache  # noqa: B019 — lives as long as the process
    def has(self, char: str) -> bool:
        self.looked_up += 1
        return self.looked_up <= UNUSUAL_MOST and can_show(char)


def can_show(char: str) -> bool:
    """An archive refuses a letter without a glyph: asked of a document of one letter."""
    import typst  # noqa: PLC0415

    page = b"#set document(date: datetime(year: 2026, month: 1, day: 1))\n#sys.inputs.char"
    inputs = {"char": char}
    try:
        typst.compile(page, sys_inputs=inputs, pdf_standards="a-2b", ignore_system_fonts=True)
    except typst.TypstError:
        return False
    return True


def numbered(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
