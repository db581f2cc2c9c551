"""The eight filters: what each holds, and what it does not."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from conversations import clock, inbox
from conversations.protocol import Archive, MarkRead, MarkUnread, SetFavourite, SetTodo, Unarchive
from conversations.shapes import Counts, InboxFilter, InboxPage
from directory.models import Professional
from tests.conversations.acts import counts, filters_with, listed, mark, place_of, say, see, start
from tests.conversations.acts.mail import DELMAS, receive_letter, write_letter
from tests.conversations.newcomers import row_of
from tests.conversations.noon import NOON

INBOX, UNREAD, ALL, CONVERSATIONS, MAIL, FAVOURITES, TODO, ARCHIVED = InboxFilter


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.at(NOON):
        yield


def test_the_filters_stand_in_the_order_of_the_product() -> None:
    assert list(InboxFilter) == [
        "inbox", "unread", "all", "conversations", "mail", "favourites", "todo", "archived",
    ]  # fmt: skip


def test_a_conversation_i_started_without_answer_is_in_conversations_not_in_the_inbox(
    camille: Professional, conversation: UUID
) -> None:
    assert filters_with(camille, conversation) == {ALL, CONVERSATIONS}
    say(camille, conversation)
    assert filters_with(camille, conversation) == {ALL, CONVERSATIONS}


def test_an_answer_brings_it_to_my_inbox(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    seq = say(nadia, conversation)
    assert filters_with(camille, conversation) == {INBOX, UNREAD, ALL, CONVERSATIONS}
    see(camille, conversation, seq)
    assert filters_with(camille, conversation) == {INBOX, ALL, CONVERSATIONS}


def test_a_conversation_started_with_me_waits_for_its_first_message(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    assert filters_with(nadia, conversation) == {ALL}
    say(camille, conversation)
    assert filters_with(nadia, conversation) == {INBOX, UNREAD, ALL, CONVERSATIONS}


def test_one_who_spoke_first_in_what_another_opened_has_it_in_conversations_until_an_answer(
    nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    say(nadia, conversation)
    assert filters_with(nadia, conversation) == {ALL, CONVERSATIONS}
    say(hugo, conversation)
    assert filters_with(nadia, conversation) == {INBOX, UNREAD, ALL, CONVERSATIONS}


def test_unread_holds_what_is_not_read_and_no_more(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    other = start(camille, nadia)
    say(camille, conversation)
    say(camille, other)
    assert set(listed(nadia, UNREAD)) == {conversation, other}
    see(nadia, other, 2)
    assert listed(nadia, UNREAD) == [conversation]
    mark(nadia, conversation, MarkRead(upto=2))
    assert listed(nadia, UNREAD) == []
    mark(nadia, other, MarkUnread(from_seq=2))
    assert listed(nadia, UNREAD) == [other]
    assert listed(hugo, UNREAD) == [conversation]


def test_my_own_message_is_not_unread_to_me(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    say(nadia, conversation)
    assert listed(nadia, UNREAD) == []
    assert row_of(nadia, conversation).place.unread == 0


def test_courriers_are_my_mails_sent_and_received(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    sent, received = write_letter(camille, DELMAS), receive_letter(nadia)
    assert filters_with(camille, sent) == {ALL, MAIL}
    assert filters_with(nadia, received) == {INBOX, UNREAD, ALL, MAIL}
    assert filters_with(nadia, sent) == filters_with(camille, received) == set()
    assert MAIL not in filters_with(camille, conversation)
    assert row_of(nadia, received).kind == "mail"


def test_a_star_is_mine_alone_and_holds_what_i_starred(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    mark(nadia, conversation, SetFavourite(on=True))
    assert listed(nadia, FAVOURITES) == [conversation]
    assert listed(camille, FAVOURITES) == []
    mark(nadia, conversation, SetFavourite(on=False))
    assert listed(nadia, FAVOURITES) == []


def test_to_do_holds_conversations_and_messages_that_i_ticked(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    other = start(nadia, camille)
    first, second = say(camille, conversation), say(camille, conversation)
    mark(nadia, other, SetTodo(on=True))
    mark(nadia, conversation, SetTodo(on=True, seq=second))
    shown = mark(nadia, conversation, SetTodo(on=True, seq=first))
    assert (shown.todo, shown.todo_seqs) == (False, [first, second])
    assert set(listed(nadia, TODO)) == {conversation, other}
    assert listed(camille, TODO) == []


def test_only_traite_unticks(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation)
    mark(nadia, conversation, SetTodo(on=True))
    mark(nadia, conversation, SetTodo(on=True, seq=seq))
    see(nadia, conversation, 1, seq)
    say(nadia, conversation)
    mark(nadia, conversation, Archive(known_seq=3))
    mark(nadia, conversation, Unarchive())
    mark(nadia, conversation, SetFavourite(on=True))
    mark(nadia, conversation, MarkUnread(from_seq=2))
    mark(nadia, conversation, MarkRead(upto=2))
    assert listed(nadia, TODO) == [conversation]
    mark(nadia, conversation, SetTodo(on=False, seq=seq))
    assert listed(nadia, TODO) == [conversation], "the conversation itself is still to do"
    mark(nadia, conversation, SetTodo(on=False))
    assert listed(nadia, TODO) == []


def test_what_is_ticked_or_starred_is_shown_so_in_every_list(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation)
    mark(nadia, conversation, SetFavourite(on=True))
    shown = mark(nadia, conversation, SetTodo(on=True, seq=seq))
    assert row_of(nadia, conversation).place == shown


def test_a_list_is_sorted_by_the_last_message_not_by_marks_or_reading(
    camille: Professional, nadia: Professional
) -> None:
    talks = [start(camille, nadia) for _ in range(3)]
    for minute, talk in enumerate([*talks, talks[0]]):
        with clock.at(NOON + timedelta(minutes=minute)):
            say(camille, talk)
    with clock.at(NOON + timedelta(hours=1)):
        see(nadia, talks[1], 2)
        mark(nadia, talks[1], SetFavourite(on=True))
        mark(nadia, talks[1], MarkUnread(from_seq=2))
    assert listed(nadia, INBOX) == [talks[0], talks[2], talks[1]]


def test_the_figure_beside_a_filter_is_of_conversations_not_of_messages(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    letter = receive_letter(nadia)
    for _ in range(5):
        say(camille, conversation)
    mark(nadia, letter, SetTodo(on=True))
    assert counts(nadia) == Counts(inbox=2, unread=2, conversations=1, mail=1, todo=1)


def test_bruno_s_lists_are_empty_whatever_the_others_do(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    mark(nadia, conversation, SetFavourite(on=True))
    for show in InboxFilter:
        page = inbox.page(bruno, show, after=None)
        assert page == InboxPage(
            rows=[], next=None, counts=Counts(inbox=0, unread=0, conversations=0, mail=0, todo=0)
        )


def test_the_row_says_with_whom_about_what_and_the_last_words(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
    conversation: UUID,
) -> None:
    say(camille, conversation, "é" * 200)
    row = row_of(nadia, conversation)
    assert [person.id for person in row.people] == [camille.id, hugo.id]
    assert (row.subject, row.member_count, row.left) == ("Pansement de M. Vidal", 3, False)
    assert row.last
    assert (row.last.party, row.last.text, row.last.seq) == (camille.id, "é" * 140, 2)
    assert place_of(nadia, conversation).read_upto == row.place.read_upto == 0
