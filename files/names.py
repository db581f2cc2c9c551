"""The name a file is shown and given back under. It never becomes part of a path of ours."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
# Control, format (bidi marks, zero widths), surrogates, unassigned; line and paragraph separators.
HIDDEN = ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")
NAMELESS = "fichier"


def cleaned(name: str) -> str:
    """What is left of a name once nothing in it hides, moves, or names a place."""
    name = re.split(r"[/\\]", name)[-1]
    shown = "".join(" " if c in "\t\r\n" else c for c in unicodedata.normalize("NFC", name))
    shown = "".join(c for c in shown if unicodedata.category(c) not in HIDDEN)
    shown = re.sub(r'[<>:"|?*]', "_", shown)
    shown = re.sub(r"\s+", " ", shown).strip(" .")
    return shortened(shown or NAMELESS)


def shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    suffix = PurePosixPath(name).suffix[:10]
    return name[: LONGEST - len(suffix)].rstrip(" .") + suffix


def fitting(name: str, suffixes: tuple[str, ...]) -> str:
    """The same name, ending as what the file is: text named « a.exe » becomes « a.exe.txt »."""
    if name.lower().endswith(suffixes):
        return name
    return shortened(name[: LONGEST - len(suffixes[0])].rstrip(" .") + suffixes[0])
