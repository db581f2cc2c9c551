"""How a name sounds in French: Lefebvre, Lefèvre and Lefebure are one, Renaud and Renault another.

Made for this: Soundex and its like were made for English, and half of the directory would sound
alike. Coarse on vowels, as the ear is on the telephone.
"""

import re
from functools import lru_cache

END = "(?![aeiouynm])"
# In this order: each works on what the one before left. Capitals are sounds no letter writes alone.
RULES = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        # The b of Lefebvre is not said, and its v was once written u.
        (r"eb[uv]r", "evr"),
        (r"feuvr", "fevr"),
        # Written at the end, not said.
        (r"(?<=[^aeouy])er$", "e"),
        (r"(?<=..)[sxz]$", ""),
        (r"(?<=m)p$|(?<=..)[ds]?[td]$", ""),
        (r"(?<=..[nr])[gc]$", ""),
        (r"(?<=[^aeouy])e$", ""),
        (r"aul(?=[tdx]|$)", "au"),
        (r"ph", "f"),
        (r"sch|ch(?![rln])|sh", "S"),
        (r"h", ""),
        (r"w", "v"),
        (r"gn", "N"),
        (r"gu(?=[eiy])", "G"),
        (r"g(?=[eiy])", "j"),
        (r"g", "G"),
        (r"c(?=[eiy])|ss|[zx]", "s"),
        (r"qu?|ck|[ck]", "k"),
        (r"(?<=[aeou])ill", "i"),
        (rf"(?:ai|ei|ay|ey|[iy])[nm]{END}|[uy][nm]{END}", "I"),
        (rf"[ae][nm]{END}", "A"),
        (rf"o[nm]{END}", "O"),
        (r"y", "i"),
        (r"eau|au", "o"),
        (r"ai|ei|oeu|eu|ae|oe", "e"),
        (r"oi", "W"),
        (r"ou", "u"),
        (r"(.)\1+", r"\1"),
    )
]


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Of a bare word (names.bare). Not empty."""
    said = word
    for pattern, replacement in RULES:
        said = pattern.sub(replacement, said)
    return said or word
