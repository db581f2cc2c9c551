"""Who is told what, after commit: each frame goes to those it is for, and to nobody else."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from chat.errors import NotFound
from conversations import sockets
from conversations.marking import NewerMessage
from conversations.protocol import (
    Archive,
    Mark,
    MarkRead,
    MarkUnread,
    SetFavourite,
    SetNotify,
    SetTodo,
    Unarchive,
)
from conversations.reading import NotVisible
from conversations.shapes import Level
from conversations.socket_commands import tell_typing
from conversations.sockets import News
from directory.models import Professional
from tests.conversations.acts import hold, leave, mark, place_of, say, see, start

Telling = Callable[[Callable[[], object]], list[News]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> Telling:
    """What is told when this is done and committed."""
    heard: list[News] = []
    monkeypatch.setattr(sockets, "tell", heard.extend)

    def telling(act: Callable[[], object]) -> list[News]:
        heard.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
            assert heard == [] or act.__name__ == "typing", "not before the commit"
        return list(heard)

    return telling


def ids(*people: Professional) -> set[str]:
    return {str(person.id) for person in people}


def test_a_message_is_told_to_its_conversation_the_author_s_own_pages_included(
    told: Telling,
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
    conversation: UUID,
) -> None:
    start(camille, bruno)
    [news] = told(lambda: say(camille, conversation, "Bonsoir"))
    assert set(news.to) == ids(camille, nadia, hugo)
    assert (news.watching, news.recount, news.droppable) == (None, str(conversation), False)
    assert news.frame
    assert '"type":"happened"' in news.frame
    assert "Bonsoir" in news.frame


def test_a_frame_says_nothing_of_who_gets_it(
    told: Telling, camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    [news] = told(lambda: say(camille, conversation))
    assert news.frame
    assert str(nadia.id) not in news.frame


def test_one_who_left_is_told_nothing_more(
    told: Telling,
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
) -> None:
    leave(nadia, conversation)
    for act in (
        lambda: say(camille, conversation),
        lambda: see(hugo, conversation, 2),
        lambda: hold(hugo, conversation, 2),
    ):
        [*news] = told(act)
        assert news
        assert all(str(nadia.id) not in one.to for one in news)


def test_a_new_conversation_is_told_to_those_who_were_chosen(
    told: Telling, camille: Professional, nadia: Professional
) -> None:
    [news] = told(lambda: start(camille, nadia))
    assert set(news.to) == ids(camille, nadia)
    assert news.recount is None
    assert news.frame
    assert '"conversation_opened"' in news.frame


def test_receipts_are_for_those_who_have_the_conversation_open_and_the_figure_for_the_reader(
    told: Telling,
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
) -> None:
    say(camille, conversation)
    receipts, figure = told(lambda: see(nadia, conversation, 2))
    assert set(receipts.to) == ids(camille, nadia, hugo)
    assert (receipts.watching, receipts.recount) == (str(conversation), None)
    assert (set(figure.to), figure.frame, figure.recount) == (
        ids(nadia), None, str(conversation),
    )  # fmt: skip
    [delivered] = told(lambda: hold(hugo, conversation, 2))
    assert delivered.watching == str(conversation)


def test_what_was_told_already_is_not_told_again(
    told: Telling, camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    see(nadia, conversation, 2)
    hold(nadia, conversation, 2)
    assert told(lambda: see(nadia, conversation, 2)) == []
    assert told(lambda: hold(nadia, conversation, 2)) == []


MARKS: list[Mark] = [
    SetFavourite(on=True), SetTodo(on=True), SetTodo(on=True, seq=2), Archive(known_seq=2),
    Unarchive(), MarkRead(upto=2), MarkUnread(from_seq=2), SetNotify(level=Level.NONE),
]  # fmt: skip


@pytest.mark.parametrize("given", MARKS)
def test_a_mark_is_told_to_one_s_own_pages_alone(
    told: Telling, camille: Professional, nadia: Professional, conversation: UUID, given: Mark
) -> None:
    say(camille, conversation)
    [news] = told(lambda: mark(nadia, conversation, given))
    assert set(news.to) == ids(nadia)
    assert (news.watching, news.recount) == (None, str(conversation))


@pytest.mark.parametrize("given", MARKS)
def test_bruno_s_mark_changes_and_tells_nothing(
    told: Telling, camille: Professional, bruno: Professional, conversation: UUID, given: Mark
) -> None:
    say(camille, conversation)

    def by_bruno() -> None:
        for where in (conversation, uuid4()):
            with pytest.raises(NotFound):
                mark(bruno, where, given)

    assert told(by_bruno) == []


def test_a_mark_that_is_refused_changes_and_tells_nothing(
    told: Telling, camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    before = place_of(nadia, conversation).version

    def refused() -> None:
        with pytest.raises(NewerMessage):
            mark(nadia, conversation, Archive(known_seq=1))
        for given in (SetTodo(on=True, seq=3), MarkUnread(from_seq=3)):
            with pytest.raises(NotVisible):
                mark(nadia, conversation, given)

    assert told(refused) == []
    assert place_of(nadia, conversation).version == before


def test_who_is_writing_is_told_to_the_others_may_be_lost_and_is_not_stored(
    told: Telling,
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    django_assert_num_queries: Any,
) -> None:
    def typing() -> None:
        with django_assert_num_queries(1) as asked:
            tell_typing(camille, conversation)
        assert asked[0]["sql"].strip().startswith("select")

    [news] = told(typing)
    assert set(news.to) == ids(nadia, hugo)
    assert (news.droppable, news.recount) == (True, None)


def test_bruno_s_typing_is_told_to_nobody(
    told: Telling, bruno: Professional, conversation: UUID
) -> None:
    def typing() -> None:
        for where in (conversation, uuid4()):
            with pytest.raises(NotFound):
                tell_typing(bruno, where)

    assert told(typing) == []
