"""Nobody says « Pris en compte » : whoever asked is told, once, and whom to call."""

from uuid import UUID

import pytest

from chat.errors import NotFound
from conversations import history, unanswered
from conversations.models import AccessLog, Event
from conversations.protocol import Archive
from conversations.shapes import RequestUnanswered, ToCall
from directory import people
from directory.models import Activity, Professional
from tests.conversations.acts import (
    ask,
    cancel,
    leave,
    mark,
    place_of,
    said,
    take,
)
from tests.conversations.noon import unread_of

PHONE = "05 61 00 00 00"


@pytest.fixture
def asked(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> int:
    return ask(camille, conversation, nadia, hugo, urgent=True)


def lines(conversation: UUID) -> list[int]:
    return list(
        Event.objects.filter(conversation=conversation, kind="unanswered").values_list(
            "seq", flat=True
        )
    )


def test_a_line_names_those_who_have_not_and_counts_for_who_asked_alone(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, asked: int
) -> None:
    take(nadia, conversation, asked)
    for _ in range(2):
        unanswered.tell_asker(conversation, asked, [nadia.id, hugo.id], absent=False)
    line = said(camille, conversation)[-1]
    assert line.what == RequestUnanswered(
        about=asked, parties=[hugo.id], asker=camille.id, urgent=True, absent=False
    )
    assert lines(conversation) == [line.seq], "told twice, it is said once"
    assert said(nadia, conversation)[-1] == line
    assert not line.counts
    assert [unread_of(one, conversation) for one in (camille, nadia, hugo)] == [1, 1, 1]
    last = history.view(camille, conversation).row.last
    assert last
    assert (last.seq, last.state, last.text) == (line.seq, "unanswered", "")


def test_it_comes_back_to_who_asked_even_where_they_keep_it_archived(
    camille: Professional, nadia: Professional, conversation: UUID, asked: int
) -> None:
    mark(camille, conversation, Archive(known_seq=asked, keep=True))
    unanswered.tell_asker(conversation, asked, [nadia.id], absent=True)
    assert place_of(camille, conversation).archived_at is None


@pytest.mark.parametrize("over", ["taken", "cancelled", "asker_left"])
def test_nobody_is_told_of_what_is_over(
    camille: Professional, nadia: Professional, conversation: UUID, asked: int, over: str
) -> None:
    match over:
        case "taken":
            take(nadia, conversation, asked)
        case "cancelled":
            cancel(camille, conversation, asked)
        case _:
            leave(camille, conversation)
    unanswered.tell_asker(conversation, asked, [nadia.id], absent=False)
    assert lines(conversation) == []


def test_who_asked_is_given_their_phones_and_nobody_else_is(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
    conversation: UUID,
    asked: int,
) -> None:
    Activity.objects.create(
        id=UUID(int=7), professional=hugo, rank=1, profession_code="21", phone=PHONE
    )
    unanswered.tell_asker(conversation, asked, [hugo.id], absent=False)
    [line] = lines(conversation)
    assert unanswered.to_call(camille, conversation, line) == [
        ToCall(person=people.shown(hugo), phone=PHONE, absence=None)
    ]
    [noted] = AccessLog.objects.filter(act=AccessLog.Act.CARD)
    assert (noted.professional, noted.thing) == (camille, hugo.id)
    for other, seq in ((nadia, line), (bruno, line), (camille, asked)):
        with pytest.raises(NotFound):
            unanswered.to_call(other, conversation, seq)
