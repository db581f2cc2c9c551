"""Subscribers that exist only in tests: they note for which entries they were called."""

import os
import time
from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from conversations.due import Never

rung: list[tuple[UUID, int]] = []
peals: list[int] = []  # how many were rung together

RING = f"{__name__}.ring"
RING_IN_FILE = f"{__name__}.ring_in_file"
PEAL = f"{__name__}.peal"
BREAK = f"{__name__}.break_down"
REFUSE = f"{__name__}.refuse"
FILE = "BELL"  # the variable that names it


def ring(conversation: UUID, seq: int) -> None:
    rung.append((conversation, seq))


def peal(conversation: UUID, seq: int) -> None:
    """By itself, but for the third entry."""
    if seq == 3:
        raise RuntimeError("Mme Canari, née le 12/03/1941")
    ring(conversation, seq)


def peal_many(entries: Collection[tuple[UUID, int]]) -> None:
    """Together, unless the third entry is among them."""
    if any(seq == 3 for _, seq in entries):
        raise RuntimeError("Mme Canari, née le 12/03/1941")
    peals.append(len(entries))


def ring_in_file(conversation: UUID, seq: int) -> None:
    """As a push or a mail: it takes its time, and once out it cannot be undone."""
    time.sleep(0.005)
    with Path(os.environ[FILE]).open("a") as file:
        file.write(f"{seq}\n")


def break_down(conversation: UUID, seq: int) -> None:
    raise RuntimeError("Mme Canari, née le 12/03/1941")


def refuse(conversation: UUID, seq: int) -> None:
    raise Never("Mme Canari, née le 12/03/1941")
