"""What a stranger sent is read in a process apart: whatever it does there, the next one is read."""

import os
import select
import signal
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from files import child
from tests.files.making import picture

HOSTILE = "tests.files.hostile"
BROKEN = [
    "says another's",
    "says it and breaks",
    "says it and stays",
    "says nothing and stays",
    "takes all memory",
    "ends who asked for it",
]


def read(what: str, where: Path | str = "") -> object:
    return child.run(HOSTILE, what, str(where), seconds=0.5)


@pytest.mark.parametrize("what", BROKEN)
def test_whatever_one_file_does_to_its_reader_the_next_is_read(what: str) -> None:
    with pytest.raises(child.Died):
        read(what)
    assert read("nothing") == {"kind": "harmless"}
    for nursery in child._idle[HOSTILE]:
        assert not psutil.Process(nursery.process.pid).children()


def test_that_no_reader_starts_is_no_fault_of_the_file() -> None:
    """It is not said to be unreadable: it is tried again."""
    with pytest.raises(OSError, match="does not start"):
        child.run("tests.files.nowhere", "", seconds=1)


def test_a_reader_that_was_ended_meanwhile_is_begun_again() -> None:
    read("nothing")
    for nursery in child._idle[HOSTILE]:
        nursery.process.send_signal(signal.SIGKILL)
    assert read("nothing") == {"kind": "harmless"}


def test_a_reader_that_was_just_begun_and_ended_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stops our processes stops this one too, which is no fault of what it reads."""
    monkeypatch.setattr(child, "_idle", defaultdict(list))
    assert read("ends who asked for it, once", tmp_path / "once") == {"kind": "harmless"}
    child.end_all()


def test_what_ends_who_would_end_it_ends_at_its_time_all_the_same(tmp_path: Path) -> None:
    os.mkfifo(held := tmp_path / "held")
    line = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(child.Died):
        read("ends who asked for it, and stays", held)
    os.set_blocking(line, True)
    assert select.select([line], [], [], 10)[0]
    assert os.read(line, 1) == b"", "nobody holds it any more"
    os.close(line)


def test_of_files_that_are_read_at_once_none_is_taken_for_another(tmp_path: Path) -> None:
    contents = {
        "application/pdf": b"%PDF-1.7\n",
        "image/jpeg": picture("JPEG"),
        "text/plain": b"Bonjour",
    }
    for kind, content in contents.items():
        (tmp_path / kind.replace("/", "-")).write_bytes(content)
    kinds = [*contents] * 8
    paths = [str(tmp_path / kind.replace("/", "-")) for kind in kinds]
    with ThreadPoolExecutor(4) as threads:
        said = threads.map(lambda path: child.run("files.look", path, seconds=10), paths)
        assert [one["kind"] for one in said] == kinds


def test_a_nursery_serves_so_many_and_then_there_is_a_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child, "BORN_MOST", 1)
    read("nothing")
    assert not child._idle[HOSTILE]
