"""A store of the test's own, and a conversation of three. Bruno is not in it."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from directory.models import Professional
from tests.conversations.acts import start
from tests.directory.conftest import Clock


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    place = tmp_path / "attachments"
    stores = {**settings.STORAGES}
    stores["attachments"] = {"BACKEND": "files.folder.Folder", "OPTIONS": {"location": str(place)}}
    settings.STORAGES = stores
    return place


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def conversation(camille: Professional, nadia: Professional, hugo: Professional) -> UUID:
    return start(camille, nadia, hugo, subject="Pansement de M. Vidal")
