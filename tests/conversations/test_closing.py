"""A conversation is closed for all with a conclusion, and called otherwise: by any participant."""

from uuid import UUID, uuid4

import pytest

from chat.errors import NotFound
from conversations import closing, history, naming
from conversations.closing import AlreadyClosed
from conversations.models import Conversation, Event
from conversations.posting import IdReused
from conversations.protocol import ChangeSubject, CloseConversation
from conversations.shapes import Closing, SubjectChanged
from directory.models import Professional
from tests.conversations.acts import add, call_it, close, leave, reopen, say
from tests.conversations.newcomers import row_of


@pytest.fixture
def talk(camille: Professional, conversation: UUID) -> UUID:
    say(camille, conversation, "Plaie propre.")
    return conversation


def closed(person: Professional, conversation: UUID) -> Closing | None:
    return history.view(person, conversation).closed


def test_the_conclusion_is_shown_to_all_until_somebody_reopens_it(
    camille: Professional, nadia: Professional, hugo: Professional, talk: UUID
) -> None:
    close(nadia, talk, "Plaie fermée, soins terminés.")
    shown = closed(camille, talk)
    assert shown
    assert (shown.seq, shown.party, shown.conclusion) == (
        3, nadia.id, "Plaie fermée, soins terminés.",
    )  # fmt: skip
    assert shown == closed(hugo, talk)
    assert Conversation.objects.get(id=talk).closed_seq == 3
    reopen(hugo, talk)
    reopen(hugo, talk)
    assert closed(camille, talk) is None
    assert Event.objects.filter(conversation=talk).count() == 4


def test_a_new_message_reopens_it_without_a_word(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    close(nadia, talk)
    say(camille, talk, "Elle s’est rouverte.")
    assert closed(nadia, talk) is None
    assert Conversation.objects.get(id=talk).closed_seq is None
    assert Event.objects.filter(conversation=talk).count() == 4


def test_closing_is_not_counted_and_lifts_nothing(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    before = row_of(nadia, talk)
    close(camille, talk)
    after = row_of(nadia, talk)
    assert (after.content_at, after.last, after.place.unread) == (
        before.content_at, before.last, before.place.unread,
    )  # fmt: skip


def test_it_is_closed_once_and_a_retry_gets_the_first_answer(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    given = CloseConversation(id=uuid4(), conclusion="Fini.")
    assert closing.close(camille, talk, given) == closing.close(camille, talk, given)
    with pytest.raises(AlreadyClosed):
        close(nadia, talk)
    with pytest.raises(IdReused):
        closing.close(camille, talk, given.model_copy(update={"conclusion": "Autre."}))


def test_a_newcomer_without_history_is_not_told_an_earlier_conclusion(
    camille: Professional, bruno: Professional, talk: UUID
) -> None:
    close(camille, talk, "Confidence")
    add(camille, talk, bruno)
    assert closed(bruno, talk) is None
    assert closed(camille, talk)


def test_any_participant_says_what_it_is_called(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    call_it(nadia, talk, "Plaie de M. Vidal")
    assert row_of(camille, talk).subject == "Plaie de M. Vidal"
    [*_, entry] = history.page(camille, talk, after=2, before=None, around=None, limit=9).entries
    assert entry.what == SubjectChanged(subject="Plaie de M. Vidal")
    assert (entry.party, entry.counts) == (nadia.id, False)


def test_the_same_subject_again_says_nothing(nadia: Professional, talk: UUID) -> None:
    call_it(nadia, talk, "Pansement de M. Vidal")
    given = ChangeSubject(id=uuid4(), subject="")
    assert naming.change_subject(nadia, talk, given) == naming.change_subject(nadia, talk, given)
    assert Event.objects.filter(conversation=talk).count() == 3
    assert row_of(nadia, talk).subject == ""


def test_who_left_keeps_the_subject_of_then(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    leave(nadia, talk)
    call_it(camille, talk, "Autre objet")
    assert row_of(nadia, talk).subject == "Pansement de M. Vidal"


def test_bruno_can_neither_close_nor_name_nor_reopen(bruno: Professional, talk: UUID) -> None:
    for act in (close, reopen):
        with pytest.raises(NotFound):
            act(bruno, talk)
    with pytest.raises(NotFound):
        call_it(bruno, talk, "Autre")
