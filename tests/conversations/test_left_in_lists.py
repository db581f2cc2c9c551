"""What one archived or left, in the lists: still there, and no more to do."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from conversations import clock, inbox
from conversations.protocol import Archive, MarkRead, SetFavourite, SetTodo
from conversations.shapes import Counts, InboxFilter
from directory.models import Professional
from tests.conversations.acts import counts, filters_with, join, leave, listed, mark, say, start
from tests.conversations.newcomers import row_of
from tests.conversations.noon import NOON

INBOX, UNREAD, ALL, CONVERSATIONS, MAIL, FAVOURITES, TODO, ARCHIVED = InboxFilter


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.at(NOON):
        yield


def test_archived_and_left_ones_are_in_all_the_messages_with_their_badge(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    left = start(camille, nadia)
    say(camille, conversation)
    say(camille, left)
    mark(nadia, conversation, Archive(known_seq=2))
    leave(nadia, left)
    assert filters_with(nadia, conversation) == {ALL, ARCHIVED}
    assert filters_with(nadia, left) == {ALL, ARCHIVED}
    badges = {row.id: (row.place.archived, row.left) for row in inbox.page(
        nadia, ARCHIVED, after=None).rows}  # fmt: skip
    assert badges == {conversation: (True, False), left: (False, True)}


def test_archived_favourites_and_to_do_stay_in_their_filters(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    mark(nadia, conversation, SetFavourite(on=True))
    mark(nadia, conversation, SetTodo(on=True))
    mark(nadia, conversation, Archive(known_seq=2))
    assert filters_with(nadia, conversation) == {ALL, FAVOURITES, TODO, ARCHIVED}


def test_what_i_left_stays_a_favourite_but_is_not_mine_to_do_any_more(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    mark(nadia, conversation, SetFavourite(on=True))
    mark(nadia, conversation, SetTodo(on=True))
    leave(nadia, conversation)
    assert filters_with(nadia, conversation) == {ALL, FAVOURITES, ARCHIVED}
    assert counts(nadia).todo == 0


def test_what_i_left_stands_still(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    older, newer = start(camille, nadia), start(camille, nadia)
    for minute, talk in enumerate([older, conversation, newer]):
        with clock.at(NOON + timedelta(minutes=minute)):
            say(camille, talk, "à lire")
    leave(nadia, conversation)
    before = row_of(nadia, conversation)
    for days in (1, 2):
        with clock.at(NOON + timedelta(days=days)):
            say(camille, conversation, "sans Nadia")
    assert listed(nadia, ALL) == [newer, conversation, older]
    assert row_of(nadia, conversation) == before
    assert before.last
    assert (before.left, before.last.text, before.last_seq) == (True, "à lire", 3)
    assert before.content_at == NOON + timedelta(minutes=1)


def test_leaving_zeroes_what_was_unread(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    leave(nadia, conversation)
    assert listed(nadia, UNREAD) == []
    assert counts(nadia) == Counts(inbox=0, unread=0, conversations=0, mail=0, todo=0)
    assert row_of(nadia, conversation).place.unread == 0


def test_a_mark_of_one_who_left_says_nothing_of_what_came_after(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    leave(nadia, conversation)
    first = mark(nadia, conversation, SetFavourite(on=True))
    for _ in range(3):
        say(camille, conversation)
    second = mark(nadia, conversation, SetFavourite(on=False))
    assert second.version == first.version + 1


def test_one_who_comes_later_has_nothing_unread_of_before(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    join(bruno, conversation, history_from=1)
    assert row_of(bruno, conversation).place.unread == 1, "that they were added"
    mark(bruno, conversation, MarkRead(upto=3))
    assert listed(bruno, UNREAD) == []
    say(camille, conversation)
    assert row_of(bruno, conversation).place.unread == 1
