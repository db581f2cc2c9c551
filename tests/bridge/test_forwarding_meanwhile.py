"""Passing on a whole conversation keeps nobody waiting in it, and what is masked does not leave."""

from typing import IO

import pytest

from bridge.models import Box
from conversations.exports import making
from conversations.exports.fetching import MaskedSince
from conversations.models import Letter
from directory.models import Professional
from files import store
from files.models import StoredFile
from tests.bridge.test_joined_meanwhile import elsewhere
from tests.bridge.writing import write
from tests.conversations.acts import mask, say, start
from tests.conversations.exporting import ask

pytestmark = pytest.mark.usefixtures("own_database")


def test_what_is_masked_while_its_pdf_is_stored_does_not_wait_and_does_not_leave(
    camilles: Box, camille: Professional, nadia: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = start(camille, nadia)
    wrong = say(nadia, chat, "Mme Testu : séropositive.")
    export = ask(camille, chat)
    making.make(chat, export.seq)
    keep = store.keep

    def slowly(place: str, content: IO[bytes]) -> None:
        keep(place, content)
        elsewhere(lambda: mask(nadia, chat, wrong))

    monkeypatch.setattr(store, "keep", slowly)
    with pytest.raises(MaskedSince):
        write(camille, camilles, exports=[export.id])
    assert not Letter.objects.exists()
    assert not StoredFile.objects.exists()
