"""The night's extracts, got from a server of ours that behaves as the register does."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from directory.extracts import fetching, nightly
from directory.extracts.fetching import NotFetched, fetch
from directory.models import DirectoryImport, Professional
from tests.directory.conftest import Clock
from tests.directory.publisher import Publisher, published
from tests.directory.test_import import ACTIVITIES, MAILBOXES, RECORDED, SKILLS


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.write(RECORDED / name, name)
    return packed.getvalue()


@pytest.fixture
def register(tmp_path: Path, settings: Any) -> Iterator[Publisher]:
    files = {"/PS_LibreAcces": zipped(ACTIVITIES, SKILLS), "/MSSante": zipped(MAILBOXES)}
    publisher = Publisher(files)
    with published(publisher, tmp_path) as authority:
        settings.DIRECTORY_CA_FILE = str(authority)
        settings.DIRECTORY_URLS = [f"{publisher.url}{path}" for path in files]
        settings.DIRECTORY_HOUR = 3
        yield publisher


def got(register: Publisher, folder: Path, authority: str | None, pauses: list[float]) -> Path:
    return fetch(
        f"{register.url}/PS_LibreAcces",
        folder,
        authority=Path(authority) if authority else None,
        pause=pauses.append,
    )


@pytest.mark.django_db
def test_the_night_brings_the_directory(register: Publisher) -> None:
    register.says["Content-Disposition"] = "attachment; filename=PS_202611230800.zip"
    call_command("fetch_directory")
    assert Professional.objects.filter(registered=True).count() == 11
    assert DirectoryImport.objects.get().files == ["PS_202611230800.zip"] * 2


def test_told_too_many_requests_it_waits_longer_each_time_then_gives_up(
    register: Publisher, tmp_path: Path, settings: Any
) -> None:
    pauses: list[float] = []
    register.first = [429, 503, 429]
    assert got(register, tmp_path, settings.DIRECTORY_CA_FILE, pauses).stat().st_size
    assert pauses == [60, 120, 240]
    register.first = [429] * 5
    with pytest.raises(NotFetched, match="429"):
        got(register, tmp_path, settings.DIRECTORY_CA_FILE, pauses)
    assert len(register.asked) == 9


def test_nobody_but_the_pinned_authority_is_believed(
    register: Publisher, tmp_path: Path, settings: Any
) -> None:
    with pytest.raises(NotFetched, match="URLError"):
        got(register, tmp_path, None, [])
    assert register.asked == []


def test_what_is_cut_leads_away_from_tls_or_is_not_there_is_not_taken(
    register: Publisher, tmp_path: Path, settings: Any
) -> None:
    pauses: list[float] = []
    register.says = {"Location": "http://127.0.0.1:9/elsewhere"}
    register.first = [302]
    with pytest.raises(NotFetched, match="without TLS"):
        got(register, tmp_path, settings.DIRECTORY_CA_FILE, pauses)
    register.first = [404]
    with pytest.raises(NotFetched, match="404"):
        got(register, tmp_path, settings.DIRECTORY_CA_FILE, pauses)
    assert pauses == []
    register.says = {"Content-Length": "999999"}
    with pytest.raises(NotFetched):
        got(register, tmp_path, settings.DIRECTORY_CA_FILE, pauses)
    assert pauses == fetching.PAUSES


@pytest.mark.django_db
def test_a_night_without_the_register_is_noted_and_tried_again_an_hour_later(
    register: Publisher, clock: Clock
) -> None:
    register.first = [404]
    with pytest.raises(CommandError, match="did not give the extract: 404"):
        call_command("fetch_directory")
    assert DirectoryImport.objects.get().report["failed"] == "not_fetched"
    clock.pass_by(minutes=59)
    assert not nightly.is_due(timezone.localtime())
    clock.pass_by(minutes=2)
    assert nightly.is_due(timezone.localtime())


@pytest.mark.django_db
def test_it_is_due_once_a_night_after_its_hour(register: Publisher, settings: Any) -> None:
    night = datetime(2026, 11, 24, 3, 10, tzinfo=timezone.get_default_timezone())
    assert nightly.is_due(night)
    assert not nightly.is_due(night.replace(hour=2))
    run = DirectoryImport.objects.create(started_at=night, files=[], state="done")
    assert not nightly.is_due(night.replace(hour=23))
    assert nightly.is_due(night.replace(day=25))
    DirectoryImport.objects.filter(pk=run.pk).update(state="refused")
    assert not nightly.is_due(night.replace(hour=23))
    settings.DIRECTORY_URLS = []
    assert not nightly.go_if_due()
