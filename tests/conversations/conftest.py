"""A conversation of three. Bruno is not in it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.storage import FileSystemStorage

from conversations import clock
from conversations.exports import storing
from directory.models import Professional
from tests.conversations.acts import say, start
from tests.conversations.noon import NOON, WRONG


@pytest.fixture
def conversation(camille: Professional, nadia: Professional, hugo: Professional) -> UUID:
    return start(camille, nadia, hugo, subject="Pansement de M. Vidal")


@pytest.fixture
def talk(camille: Professional, nadia: Professional, conversation: UUID) -> UUID:
    """Opened (1), and four messages (2 to 5)."""
    for number in range(4):
        with clock.at(clock.now() + timedelta(seconds=number + 1)):
            say([camille, nadia][number % 2], conversation, f"Message {number}")
    return conversation


@pytest.fixture
def noon() -> Iterator[None]:
    with clock.at(NOON):
        yield


@pytest.fixture
def dose(noon: None, camille: Professional, conversation: UUID) -> int:
    """The number of Camille's message, which is wrong."""
    return say(camille, conversation, WRONG)


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "exports"
    monkeypatch.setattr(storing, "the_store", lambda: FileSystemStorage(folder))
    return folder
