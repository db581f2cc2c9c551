"""What was wrong is corrected; nothing is deleted, and people know."""

from uuid import UUID, uuid4

import pytest

from chat.errors import NotFound
from conversations import clock, correcting, history
from conversations.amending import NotYours
from conversations.correcting import NothingChanged
from conversations.correction_shapes import NewCorrection
from conversations.models import Message
from conversations.posting import IdReused
from conversations.shapes import InboxFilter, MessageCorrected, MessagePosted
from directory.models import Professional
from tests.conversations.acts import cancel, correct, leave, mask, said, say, see, start, versions
from tests.conversations.acts import listed as list_of
from tests.conversations.noon import NOON, RIGHT, WRONG, kinds, minutes, unread_of
from tests.files.sending import TEXT, sent

pytestmark = pytest.mark.usefixtures("noon")


def test_corrected_before_anybody_saw_it_the_new_words_are_in_its_place_and_nobody_is_told(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    before = unread_of(nadia, conversation)
    with clock.at(minutes(1)):
        answer = correct(camille, conversation, dose, RIGHT)
    assert kinds(conversation)[-1] == ("correction", False)
    assert answer.seq == dose + 1
    [_, shown, _] = said(nadia, conversation)
    assert isinstance(shown.what, MessagePosted)
    assert (shown.seq, shown.what.text) == (dose, RIGHT)
    assert (shown.what.standing.state, shown.what.standing.version) == ("current", 2)
    assert shown.what.standing.in_place_at == minutes(1)
    assert unread_of(nadia, conversation) == before == 1
    assert Message.objects.get(conversation=conversation, seq=dose).text == WRONG


def test_both_versions_can_be_opened_by_those_of_the_conversation(
    camille: Professional, hugo: Professional, conversation: UUID, dose: int
) -> None:
    correct(camille, conversation, dose, RIGHT)
    opened = versions(hugo, conversation, dose)
    assert [(v.number, v.text, v.in_place) for v in opened.versions] == [
        (1, WRONG, False),
        (2, RIGHT, True),
    ]
    assert opened.author == camille.id


def test_one_s_own_eyes_do_not_count_as_somebody_having_seen_it(
    camille: Professional, conversation: UUID, dose: int
) -> None:
    see(camille, conversation, dose)
    correct(camille, conversation, dose, RIGHT)
    assert kinds(conversation)[-1] == ("correction", False)


def test_after_one_vu_the_correction_is_a_new_entry_unread_by_all_others(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    dose: int,
) -> None:
    see(nadia, conversation, 1, dose)
    assert (unread_of(nadia, conversation), unread_of(hugo, conversation)) == (0, 1)
    with clock.at(minutes(4)):
        correct(camille, conversation, dose, RIGHT, reason="clinical")
    assert kinds(conversation)[-1] == ("correction", True)
    assert (unread_of(nadia, conversation), unread_of(hugo, conversation)) == (1, 2)
    assert unread_of(camille, conversation) == 0
    [_, wrong, right] = said(nadia, conversation)
    assert isinstance(wrong.what, MessagePosted)
    assert (wrong.what.text, wrong.what.standing.state) == (WRONG, "corrected")
    assert (wrong.what.standing.by_seq, wrong.what.standing.at) == (dose + 1, minutes(4))
    assert isinstance(right.what, MessageCorrected)
    assert (right.what.text, right.what.about, right.what.in_place) == (RIGHT, dose, False)
    assert (right.what.replaces, right.what.replaced_at) == (dose, NOON)
    assert (right.what.reason, right.what.standing.version) == ("clinical", 2)


def test_a_correction_lifts_the_conversation_and_is_its_preview(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    see(nadia, conversation, dose)
    other = start(nadia, camille)
    with clock.at(minutes(1)):
        say(nadia, other)
    with clock.at(minutes(2)):
        correct(camille, conversation, dose, RIGHT)
    assert list_of(nadia, InboxFilter.ALL)[0] == conversation
    last = history.view(nadia, conversation).row.last
    assert last
    assert (last.seq, last.root, last.text, last.state) == (dose + 1, dose, RIGHT, "said")


def test_the_preview_shows_what_was_corrected_in_place(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    correct(camille, conversation, dose, RIGHT)
    last = history.view(nadia, conversation).row.last
    assert last
    assert (last.seq, last.text) == (dose, RIGHT)


def test_saying_the_same_correction_again_changes_nothing(
    camille: Professional, conversation: UUID, dose: int
) -> None:
    named = uuid4()
    first = correct(camille, conversation, dose, RIGHT, named=named)
    assert correct(camille, conversation, dose, RIGHT, named=named) == first
    with pytest.raises(IdReused):
        correct(camille, conversation, dose, "500 mg", named=named)
    other = say(camille, conversation, "Autre chose")
    with pytest.raises(IdReused):
        correct(camille, conversation, other, RIGHT, named=named)
    assert kinds(conversation).count(("correction", False)) == 1


def test_a_retry_is_answered_even_after_the_message_was_masked(
    camille: Professional, conversation: UUID, dose: int
) -> None:
    named = uuid4()
    first = correct(camille, conversation, dose, RIGHT, named=named)
    mask(camille, conversation, dose)
    assert correct(camille, conversation, dose, RIGHT, named=named) == first


def test_a_file_is_corrected_by_another_and_the_words_alone_leave_it(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    named, photo = uuid4(), sent(camille, TEXT, "ordonnance.txt")
    given = NewCorrection(id=named, text=RIGHT, composed_at=NOON, files=(photo,))
    first = correcting.correct(camille, conversation, dose, given)
    assert correcting.correct(camille, conversation, dose, given) == first
    with pytest.raises(IdReused):
        correct(camille, conversation, dose, RIGHT, named=named)
    [shown] = [entry.what for entry in said(nadia, conversation) if entry.seq == dose]
    assert isinstance(shown, MessagePosted)
    assert [file.name for file in shown.files] == ["ordonnance.txt"]
    last = history.view(nadia, conversation).row.last
    assert last
    assert last.files == 1


def test_the_same_words_are_no_correction(
    camille: Professional, conversation: UUID, dose: int
) -> None:
    with pytest.raises(NothingChanged):
        correct(camille, conversation, dose, WRONG)


def test_only_the_author_corrects_or_cancels(
    camille: Professional, nadia: Professional, conversation: UUID, dose: int
) -> None:
    with pytest.raises(NotYours):
        correct(nadia, conversation, dose, RIGHT)
    with pytest.raises(NotYours):
        cancel(nadia, conversation, dose)
    assert kinds(conversation)[-1] == ("message", True)


def test_bruno_and_one_who_left_cannot_tell_that_there_is_something_to_correct(
    camille: Professional, bruno: Professional, conversation: UUID, dose: int
) -> None:
    leave(camille, conversation)
    for person in (bruno, camille):
        with pytest.raises(NotFound):
            correct(person, conversation, dose, RIGHT)
        with pytest.raises(NotFound):
            cancel(person, conversation, dose)
    with pytest.raises(NotFound):
        versions(bruno, conversation, dose)


def test_what_is_no_message_cannot_be_corrected(camille: Professional, conversation: UUID) -> None:
    for seq in (1, 99):
        with pytest.raises(NotFound):
            correct(camille, conversation, seq, RIGHT)
