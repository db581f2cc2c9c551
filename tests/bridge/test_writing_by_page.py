"""Courriers as the page sends them: by HTTP, twice at once, for a role."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from bridge.models import Outgoing
from bridge.sending import accepting
from bridge.shapes import LetterAccepted, NewLetter
from chat.errors import NotFound
from conversations import history
from conversations.models import Conversation, Event
from conversations.shapes import LetterExchanged
from directory import duties
from directory.models import Holder, Professional
from tests.bridge.boxes import box_of
from tests.bridge.servers import NOE
from tests.bridge.writing import DELMAS, order, write
from tests.directory.conftest import Browser
from tests.files.sending import sent


@pytest.fixture
def desk(camille: Professional) -> Professional:
    """A role, in Camille's hand."""
    role = duties.add(name="Secrétariat cardiologie", kind="Secrétariat", exclusive=False)
    Holder.objects.create(role=role, professional=camille)
    desk: Professional = role.professional
    desk.held_by = camille
    return desk


@pytest.mark.django_db
def test_whoever_is_on_duty_writes_from_the_box_of_the_role_by_name(
    camille: Professional, nadia: Professional, desk: Professional
) -> None:
    box = box_of(desk, address=NOE, added_by=camille)
    done = write(desk, box, files=(sent(camille),))
    event = Event.objects.get(conversation=done.conversation, seq=done.seq)
    assert (event.party_id, event.author_id) == (desk.id, camille.id)
    entry = history.entry_of(desk, done.conversation, done.seq)
    assert isinstance(entry.what, LetterExchanged)
    # As herself, she has no such box, nor such a courrier; nor has a colleague.
    for other in (camille, nadia):
        with pytest.raises(NotFound):
            write(other, box)
        with pytest.raises(NotFound):
            history.entry_of(other, done.conversation, done.seq)


@pytest.mark.django_db
def test_the_page_writes_takes_back_and_is_told_why_not(
    camille: Professional, bruno: Professional
) -> None:
    given = order(box_of(camille)).model_dump(mode="json")
    page, others = Browser(), Browser()
    page.sign_in("camille")
    others.sign_in("bruno")
    assert others.post("/mail/letters", given).status_code == 404
    first = page.post("/mail/letters", given)
    assert (first.status_code, first.json()["seq"]) == (200, 1)
    assert page.post("/mail/letters", given).json() == first.json()
    other = page.post("/mail/letters", given | {"subject": "Autre"})
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")
    long = page.post("/mail/letters", given | {"id": str(bruno.id), "text": "a" * 30_001})
    assert (long.status_code, long.json()["code"]) == (422, "text_too_long")
    assert "30\u202f001 caractères" in long.json()["message"]
    at = f"/mail/letters/{first.json()['conversation']}/1"
    assert others.post(f"{at}/cancel", {}).status_code == 404
    assert page.post(f"{at}/resend", {"recipient": 1}).status_code == 204  # it waits: nothing more
    assert page.post(f"{at}/cancel", {}).status_code == 204
    assert page.post(f"{at}/cancel", {}).status_code == 204
    Outgoing.objects.update(state=Outgoing.State.SENDING)
    refused = page.post(f"{at}/cancel", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "has_left")


@pytest.mark.usefixtures("own_database")
def test_the_same_letter_twice_at_once_is_one(camille: Professional) -> None:
    box = box_of(camille)
    given = order(box, DELMAS, files=(sent(camille),))

    def again(order: NewLetter) -> LetterAccepted:
        try:
            return accepting.write(camille, order)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pages:
        answers = list(pages.map(again, [given] * 4))
    assert all(answer == answers[0] for answer in answers)
    assert (Conversation.objects.count(), Outgoing.objects.count()) == (1, 1)
    here = answers[0].conversation
    follow = order(box, DELMAS, conversation=here, answers=1, files=(sent(camille),))
    with ThreadPoolExecutor(4) as pages:
        seqs = {answer.seq for answer in pages.map(again, [follow] * 4)}
    assert (seqs, Outgoing.objects.count()) == ({2}, 2)
