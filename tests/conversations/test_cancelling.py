"""What was wrong is declared so, with nothing in its place."""

from uuid import UUID, uuid4

import pytest

from conversations import clock, history
from conversations.amending import AlreadyCancelled, AlreadyMasked
from conversations.shapes import MessagePosted
from directory.models import Professional
from tests.conversations.acts import cancel, correct, mask, said, see, versions
from tests.conversations.noon import RIGHT, minutes, unread_of

pytestmark = pytest.mark.usefixtures("noon")


def test_declared_wrong_it_is_told_at_the_end_with_the_reason_and_is_unread(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    see(nadia, conversation, dose)
    with clock.at(minutes(3)):
        told = cancel(camille, conversation, dose, "C’était un autre patient.").seq
    assert unread_of(nadia, conversation) == 1
    [_, wrong, line] = said(nadia, conversation)
    assert line.what.model_dump() == {
        "type": "message_cancelled",
        "about": dose,
        "reason": "C’était un autre patient.",
    }
    assert isinstance(wrong.what, MessagePosted)
    assert (wrong.what.standing.state, wrong.what.standing.by_seq) == ("cancelled", told)
    assert versions(camille, conversation, dose).only_wrong == [nadia.id]
    last = history.view(nadia, conversation).row.last
    assert last
    assert (last.state, last.text) == ("cancelled", "C’était un autre patient.")


def test_cancelled_it_can_be_neither_corrected_nor_cancelled_again(
    camille: Professional, conversation: UUID, dose: int
) -> None:
    named = uuid4()
    first = cancel(camille, conversation, dose, "Erreur", named=named)
    assert cancel(camille, conversation, dose, "Erreur", named=named) == first
    with pytest.raises(AlreadyCancelled):
        correct(camille, conversation, dose, RIGHT)
    with pytest.raises(AlreadyCancelled):
        cancel(camille, conversation, dose)


def test_masked_it_can_be_neither_corrected_nor_cancelled(
    camille: Professional, conversation: UUID, dose: int
) -> None:
    mask(camille, conversation, dose)
    with pytest.raises(AlreadyMasked):
        correct(camille, conversation, dose, RIGHT)
    with pytest.raises(AlreadyMasked):
        cancel(camille, conversation, dose)
