"""The worker looks at files: only what it found clean is given, and everybody is told."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from conversations import history, sockets
from conversations.analysing import analyse
from conversations.due import FILES, NotNow, drain
from conversations.models import Due
from conversations.shapes import File
from conversations.sockets import News
from directory.models import Professional
from files import store
from files.models import StoredFile, Verdict
from tests.conversations.acts import join, leave, say
from tests.directory.conftest import Clock
from tests.files.antivirus import Clamd, clamd
from tests.files.making import flood, heic, photo_of_a_phone, picture, tiff
from tests.files.sending import EICAR, TEXT, mask, say_with, sent


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[News]:
    news: list[News] = []
    monkeypatch.setattr(sockets, "tell", news.extend)
    return news


@pytest.fixture
def antivirus(settings: Any) -> Iterator[Clamd]:
    with clamd() as server:
        settings.CLAMD_ADDRESS = server.address
        yield server


def files_at(person: Professional, conversation: UUID, seq: int) -> list[File]:
    page = history.page(person, conversation, after=None, before=None, around=seq, limit=1)
    [entry] = page.entries
    assert entry.what.type == "message_posted"
    return entry.what.files


def shown(person: Professional, conversation: UUID, content: bytes, name: str) -> File:
    """As it is shown once the worker has looked at it."""
    seq = say_with(person, conversation, sent(person, content, name))
    analyse(conversation, seq)
    [file] = files_at(person, conversation, seq)
    return file


def preview_at(file: File) -> Image.Image:
    with store.the_store().open(store.preview_of(StoredFile.objects.get().sha256)) as kept:
        return Image.open(io.BytesIO(kept.read()))


def test_a_message_leaves_while_its_file_is_looked_at(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say_with(camille, conversation, sent(camille))
    [file] = files_at(nadia, conversation, seq)
    assert (file.state, file.preview, file.type, file.size) == (
        "checking", False, "text/plain", len(TEXT),
    )  # fmt: skip
    assert drain(FILES) == 1
    [file] = files_at(nadia, conversation, seq)
    assert (file.state, file.reason) == ("ready", None)


def test_only_messages_with_files_are_looked_at(camille: Professional, conversation: UUID) -> None:
    say(camille, conversation)
    assert not Due.objects.filter(FILES).exists()
    say_with(camille, conversation, sent(camille))
    assert Due.objects.filter(FILES).count() == 1


def test_with_an_antivirus_only_what_it_finds_clean_is_ready(
    camille: Professional, conversation: UUID, antivirus: Clamd
) -> None:
    assert shown(camille, conversation, TEXT, "bilan.txt").state == "ready"
    assert antivirus.scanned == [len(TEXT)]


def test_what_is_infected_is_refused_and_its_author_sees_why(
    camille: Professional, conversation: UUID, antivirus: Clamd
) -> None:
    file = shown(camille, conversation, EICAR, "facture.txt")
    assert (file.state, file.reason, file.name) == ("refused", "infected", "facture.txt")


@pytest.mark.parametrize(
    "answer",
    [
        "INSTREAM size limit exceeded. ERROR",
        "stream: OK but",
        "stream: Can't allocate memory ERROR",
        "UNKNOWN COMMAND",
        "OK",
    ],
)
def test_what_is_not_a_verdict_leaves_the_file_unopened(
    camille: Professional, conversation: UUID, antivirus: Clamd, answer: str
) -> None:
    antivirus.says = answer
    seq = say_with(camille, conversation, sent(camille))
    with pytest.raises(NotNow):
        analyse(conversation, seq)
    assert files_at(camille, conversation, seq)[0].state == "checking"


def test_an_antivirus_that_is_away_is_asked_again_until_it_is_back(
    camille: Professional, conversation: UUID, settings: Any, clock: Clock
) -> None:
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    seq = say_with(camille, conversation, sent(camille))
    for _ in range(20):
        assert drain(FILES) == 1
        clock.pass_by(seconds=31)
    assert files_at(camille, conversation, seq)[0].state == "checking"
    assert not Due.objects.get(FILES).parked_at, "never given up"
    with clamd() as back:
        settings.CLAMD_ADDRESS = back.address
        drain(FILES)
    assert files_at(camille, conversation, seq)[0].state == "ready"


def test_looking_twice_finds_once(camille: Professional, conversation: UUID) -> None:
    seq = say_with(camille, conversation, sent(camille, picture(), "plaie.png"))
    analyse(conversation, seq)
    analyse(conversation, seq)
    assert Verdict.objects.count() == 1


def test_a_large_picture_gets_a_small_jpeg(camille: Professional, conversation: UUID) -> None:
    file = shown(camille, conversation, picture("PNG", (3_200, 2_000)), "plaie.png")
    assert (file.preview, file.width, file.height) == (True, 1_600, 1_000)
    assert (preview_at(file).format, preview_at(file).size) == ("JPEG", (1_600, 1_000))


@pytest.mark.parametrize("content", [heic(), tiff(2), picture("WEBP"), picture("GIF")])
def test_pictures_of_every_kind_get_one(
    camille: Professional, conversation: UUID, content: bytes
) -> None:
    assert preview_at(shown(camille, conversation, content, "plaie")).format == "JPEG"


def test_the_small_picture_stands_upright_and_says_nothing_of_where_it_was_taken(
    camille: Professional, conversation: UUID
) -> None:
    file = shown(camille, conversation, photo_of_a_phone(), "plaie.jpg")
    assert (file.width, file.height) == (300, 400)
    assert dict(preview_at(file).getexif()) == {}
    assert set(preview_at(file).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_picture_that_floods_is_refused(camille: Professional, conversation: UUID) -> None:
    file = shown(camille, conversation, flood(), "plaie.png")
    assert (file.state, file.reason, file.preview) == ("refused", "unsafe", False)


def test_a_picture_that_cannot_be_drawn_may_still_be_saved(
    camille: Professional, conversation: UUID
) -> None:
    file = shown(camille, conversation, picture("JPEG", (400, 300))[:300], "plaie.jpg")
    assert (file.state, file.preview) == ("ready", False)


def test_those_who_may_see_the_message_are_told_and_nobody_else(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
    conversation: UUID,
    told: list[News],
) -> None:
    seq = say_with(camille, conversation, sent(camille))
    leave(hugo, conversation)
    join(bruno, conversation)
    analyse(conversation, seq)
    [news] = told
    assert set(news.to) == {str(camille.id), str(nadia.id)}
    assert news.frame
    frame = json.loads(news.frame)
    assert (frame["type"], frame["seq"], frame["file"]["state"]) == ("file_changed", seq, "ready")


def test_what_was_masked_meanwhile_is_not_told(
    camille: Professional,
    conversation: UUID,
    told: list[News],
) -> None:
    seq = say_with(camille, conversation, sent(camille))
    mask(camille, conversation, seq)
    told.clear()
    analyse(conversation, seq)
    assert told == []


def test_bytes_that_are_kept_are_read_by_nobody_else_on_the_machine(
    camille: Professional, folder: Path
) -> None:
    sent(camille)
    [kept] = [path for path in folder.glob("files/*/*") if path.is_file()]
    assert kept.stat().st_mode & 0o007 == 0
    assert kept.suffix == ""
