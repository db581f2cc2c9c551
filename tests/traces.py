"""Words that must be nowhere but where they belong: as they are, and as base64 holds them."""

from base64 import b64encode


def traces_of(*words: str) -> list[bytes]:
    return [trace for word in words for trace in (word.encode(), *in_base64(word.encode()))]


def in_base64(word: bytes) -> list[bytes]:
    """Wherever in something longer it begins: the letters that no neighbour changes."""
    return [
        b64encode(b"\0" * before + word)[first : (before + len(word)) * 8 // 6]
        for before, first in enumerate((0, 2, 3))
    ]


def lines_with_a_trace(held: bytes, traces: list[bytes]) -> list[bytes]:
    return [line for line in held.splitlines() if any(trace in line for trace in traces)]
