"""What crosses « rattacher » is said where the courrier went, whoever was first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import transaction

from bridge import threads
from bridge.models import Box
from bridge.opening.joining import attach
from bridge.providers.contract import Outcome
from bridge.sending import leasing, outcomes
from bridge.sending.carrying import addresses_of, results
from bridge.shapes import LetterAccepted
from conversations import clock
from conversations.models import Conversation
from directory.models import Professional
from tests.bridge.arriving import PHARMACY, comes, letters_in, mail, wrote
from tests.bridge.postbox import Postbox
from tests.bridge.test_recognising import about, delivery_report
from tests.bridge.writing import letter_at, write
from tests.conversations.test_races import closing, meanwhile

pytestmark = pytest.mark.usefixtures("own_database", "read_here")


@pytest.fixture
def asked(camilles: Box) -> UUID:
    return wrote(camilles, PHARMACY, message_id="<1@m.fr>", text="Bilan.")


@pytest.fixture
def leaving(camille: Professional, camilles: Box) -> LetterAccepted:
    return write(camille, camilles, PHARMACY, text="Relance.")


@pytest.fixture
def errand(leaving: LetterAccepted) -> leasing.Errand:
    """It is being sent: one may join it to another."""
    with clock.at(leaving.leaves_at):
        [errand] = leasing.take()
    return errand


def test_how_a_courrier_stands_is_told_where_it_went_while_its_server_answered(
    camille: Professional, asked: UUID, leaving: LetterAccepted, errand: leasing.Errand
) -> None:
    sent = results(addresses_of(errand), Outcome.SENT, "")
    with meanwhile(lambda: outcomes.record(errand, sent)):
        attach(camille, leaving.conversation, asked)
    assert states(camille, asked) == ["waiting", "sent"]
    assert states(camille, leaving.conversation) == ["waiting"]


@pytest.mark.usefixtures("errand")
def test_a_report_is_told_where_the_courrier_went_while_it_was_read(
    camilles: Box, camille: Professional, asked: UUID, leaving: LetterAccepted
) -> None:
    ours = letter_at(leaving.conversation, leaving.seq).message_id
    report = delivery_report(about(PHARMACY, "delivered"))
    report = report.replace(b"<b6a1f0c2@liaison>", ours.encode())
    with meanwhile(lambda: comes(camilles, Postbox(), report)):
        attach(camille, leaving.conversation, asked)
    assert states(camille, asked) == ["waiting", "delivered"]
    assert states(camille, leaving.conversation) == ["waiting"]


@pytest.mark.usefixtures("errand")
def test_an_answer_that_comes_or_is_written_meanwhile_enters_where_it_went(
    camilles: Box, camille: Professional, asked: UUID, leaving: LetterAccepted
) -> None:
    answer = mail("In-Reply-To: <1@m.fr>", sender=PHARMACY, text="Vu.")
    other = wrote(camilles, PHARMACY, message_id="<2@m.fr>", text="Autre.")
    with meanwhile(lambda: comes(camilles, Postbox(), answer)):
        attach(camille, asked, other)
    first = leaving.conversation
    with meanwhile(lambda: write(camille, camilles, conversation=first, answers=leaving.seq)):
        attach(camille, first, other)
    there = letters_in(camille, other)
    assert [one.text for one in there][:-1] == ["Autre.", "Bilan.", "Vu.", "Relance."]
    # Of the number that what it answers bears there.
    assert there[-1].answers == 5 != leaving.seq
    assert len(letters_in(camille, asked)) == len(letters_in(camille, first)) == 1


@pytest.mark.usefixtures("errand")
def test_who_finds_it_gone_lets_go_of_where_it_was_before_waiting_for_where_it_went(
    camille: Professional, asked: UUID, leaving: LetterAccepted
) -> None:
    def held_then_free() -> tuple[object, object]:
        with transaction.atomic():
            room, _ = threads.hold(leaving.conversation)
            return room.id, elsewhere(lambda: free(leaving.conversation))

    with meanwhile(held_then_free) as done:
        attach(camille, leaving.conversation, asked)
    assert done.result() == (asked, leaving.conversation)


def states(person: Professional, conversation: UUID) -> list[str | None]:
    return [one.state for letter in letters_in(person, conversation) for one in letter.recipients]


def elsewhere(act: Callable[[], object]) -> object:
    with ThreadPoolExecutor(1) as other:
        return other.submit(closing, act).result()


def free(conversation: UUID) -> UUID:
    """At once, or it raises."""
    with transaction.atomic():
        return Conversation.objects.select_for_update(nowait=True).get(id=conversation).id
