"""A courrier to Odette, in Mon espace santé, and what she and it answer (mss_03, 04, 05, 07)."""

from uuid import UUID

import pytest

from bridge.models import Box, Outgoing
from bridge.patients import showing
from bridge.patients.refusals import PatientOpposed
from bridge.sending import taking_back
from bridge.sending.meaning import meant
from bridge.writing.message import written
from chat.errors import NotFound
from conversations import clock
from conversations.models import Letter
from conversations.shapes import InboxFilter, LetterExchanged
from directory.models import Professional
from tests.bridge.arriving import comes, letters_in
from tests.bridge.patients import ODETTE, identify, object_to_mail
from tests.bridge.postbox import Postbox
from tests.bridge.test_samples import PRESCRIBED, sample
from tests.bridge.writing import letter_at, write
from tests.conversations.acts import listed, start

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]
BEFORE = b"<20261123105900.0000@medimail.exemple.mssante.fr>"


@pytest.fixture
def thread(camille: Professional, nadia: Professional, camilles: Box) -> UUID:
    """Camille has written to her, and asked that she does not answer."""
    identify(camille, start(camille, nadia))
    given = {"subject": "Votre ordonnance", "closes": True, "receipt_wanted": True}
    return write(camille, camilles, ODETTE, **given).conversation


def about(letter: Letter, number: str) -> bytes:
    """The sample, as the answer to our own letter."""
    ours = letter.message_id.encode()
    return sample(number).replace(PRESCRIBED.encode(), ours).replace(BEFORE, ours)


def state_of(person: Professional, thread: UUID) -> tuple[str | None, str]:
    said = letters_in(person, thread)[0]
    assert isinstance(said, LetterExchanged)
    [her] = said.recipients
    return her.state, her.reason


def test_what_leaves_asks_her_not_to_answer_as_the_sample_does(
    camille: Professional, thread: UUID
) -> None:
    letter = letter_at(thread, 1)
    headers = written(meant(letter, text="Bonjour.", at=clock.now())).content.decode()
    assert f"To: {ODETTE}" in headers
    assert "X-MSS-MES: FIN" in headers
    assert "Disposition-Notification-To: " in headers
    [said] = letters_in(camille, thread)
    assert (said.closes, showing.view(camille, thread).closed) == (True, True)


def test_she_opens_it_and_answers_all_the_same_and_both_are_shown(
    camille: Professional, bruno: Professional, thread: UUID, camilles: Box, postbox: Postbox
) -> None:
    letter = letter_at(thread, 1)
    comes(camilles, postbox, about(letter, "mss_05"))
    assert state_of(camille, thread) == ("opened", "")
    assert listed(camille, InboxFilter.UNREAD) == []
    comes(camilles, postbox, about(letter, "mss_07"))
    answer = letters_in(camille, thread)[-1]
    assert (answer.text, answer.by_patient, answer.sender.patient) == ("Merci Docteur.", True, True)
    assert listed(camille, InboxFilter.UNREAD) == [thread]
    seen = showing.view(camille, thread)
    assert (seen.name, seen.closed, seen.why) == ("Odette TESTU-FICTIF", True, "")
    with pytest.raises(NotFound):
        showing.view(bruno, thread)


def test_she_has_no_box_and_it_is_said_so_and_once_she_objects_it_is_not_sent_again(
    camille: Professional, thread: UUID, camilles: Box, postbox: Postbox
) -> None:
    comes(camilles, postbox, about(letter_at(thread, 1), "mss_04"))
    assert state_of(camille, thread) == ("failed", "Pas de boîte Mon espace santé.")
    assert listed(camille, InboxFilter.UNREAD) == [thread]
    assert not showing.view(camille, thread).closed  # she has not received it
    Outgoing.objects.update(state=Outgoing.State.DONE)
    object_to_mail(camille, thread)
    with pytest.raises(PatientOpposed):
        taking_back.resend(camille, thread, 1, 1)
