"""What nobody said anything with goes after a day. What a row names stays, whatever happens."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from conversations import posting
from conversations.attaching import FileGone
from directory.models import Professional
from files.models import StoredFile, Upload
from files.sweeping import sweep, sweep_strays
from tests.directory.conftest import Clock
from tests.files.sending import TEXT, begin, draft, say_with, send_part, sent


def kept(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("files/*/*")}


def test_uploads_that_nobody_used_go_after_a_day_with_their_bytes(
    camille: Professional, folder: Path, clock: Clock
) -> None:
    unfinished = begin(camille, TEXT)
    send_part(camille, unfinished, 1, TEXT)
    sent(camille)
    clock.pass_by(hours=23)
    assert sweep() == 0
    assert len(kept(folder)) == 1
    clock.pass_by(hours=2)
    assert sweep() == 2
    assert (Upload.objects.count(), kept(folder), list((folder / "parts").iterdir())) == (
        0, set(), [],
    )  # fmt: skip


def test_what_a_message_names_is_never_swept(
    camille: Professional, conversation: UUID, folder: Path, clock: Clock
) -> None:
    say_with(camille, conversation, sent(camille))
    sent(camille)  # the same bytes, of which nothing was said
    clock.pass_by(days=30)
    assert sweep() == 2
    sweep_all_strays()
    assert kept(folder) == {StoredFile.objects.get().sha256}


def test_the_same_bytes_sent_again_meanwhile_stay(
    camille: Professional, nadia: Professional, folder: Path, clock: Clock
) -> None:
    sent(camille)
    clock.pass_by(hours=25)
    sent(nadia)
    assert sweep() == 1
    assert kept(folder) == {Upload.objects.get().sha256}


def test_a_file_swept_away_refuses_the_message_and_says_so(
    camille: Professional, conversation: UUID, clock: Clock
) -> None:
    upload = sent(camille)
    clock.pass_by(hours=25)
    sweep()
    [no] = posting.post([draft(camille, conversation, upload, text="Voici")])
    assert isinstance(no, FileGone)


def test_what_a_crash_left_without_a_row_goes_too(folder: Path, camille: Professional) -> None:
    sent(camille)
    named = Upload.objects.get().sha256
    stray, young = "ab" + "0" * 62, "ab" + "1" * 62
    for name, days in ((stray, 2), (young, 0), ("ab/.half", 2), (named, 2)):
        file = folder / "files" / (name if "/" in name else f"{name[:2]}/{name}")
        file.parent.mkdir(exist_ok=True)
        file.touch()
        old = (datetime.now(UTC) - timedelta(days=days)).timestamp()
        os.utime(file, (old, old))
    sweep_all_strays()
    assert kept(folder) == {young, named}


def test_what_is_being_said_right_now_is_passed_over(
    own_database: str, camille: Professional, conversation: UUID, folder: Path
) -> None:
    upload = sent(camille)
    Upload.objects.update(created_at=datetime.now(UTC) - timedelta(hours=25))
    with transaction.atomic(), ThreadPoolExecutor(1) as worker:
        say_with(camille, conversation, upload)
        assert worker.submit(in_its_own_connection).result() == 0
    assert kept(folder) == {StoredFile.objects.get().sha256}
    assert sweep() == 1
    assert kept(folder) == {StoredFile.objects.get().sha256}


def in_its_own_connection() -> int:
    try:
        return sweep()
    finally:
        connection.close()


def sweep_all_strays() -> None:
    now = datetime.now(UTC)
    for turn in range(256):
        sweep_strays(now + timedelta(minutes=turn) - timedelta(minutes=256))
