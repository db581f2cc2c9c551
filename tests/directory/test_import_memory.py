"""A register of any size is read in the same memory."""

from pathlib import Path

import psutil
import pytest

from bench import extract
from directory.extracts.loading import load
from directory.extracts.reading import Extract
from directory.extracts.sources import sources
from directory.extracts.staging import Pile

MIB = 2**20


def test_reading_on_takes_no_more_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []
    itself = psutil.Process()

    def send(pile: Pile) -> None:
        held.append(itself.memory_info().rss)
        pile.rows.clear()

    monkeypatch.setattr(Pile, "send", send)
    monkeypatch.setattr("directory.extracts.staging.AT_ONCE", 1_000)
    activities, _ = extract.write(tmp_path, 20_000)
    (source,) = sources(activities)
    report = load(Extract(source), only=None)
    assert report.rows > 20_000
    # Kept, these rows alone would take some 60 MiB.
    assert max(held[5:]) - held[5] < 12 * MIB
