"""Unread: an absolute figure from the server, for each person and conversation."""

from uuid import UUID

import pytest

from conversations import unread
from conversations.greeting import all_unread
from conversations.marking import NothingToRead
from conversations.protocol import (
    Archive,
    MarkRead,
    MarkUnread,
    SetFavourite,
    SetTodo,
    Unread,
)
from conversations.shapes import Counts
from directory.models import Professional
from tests.conversations.acts import (
    counts,
    join,
    leave,
    mark,
    place_of,
    say,
    say_many,
    see,
    start,
)


def unread_of(person: Professional, conversation: UUID) -> Unread:
    [told] = unread.unread_in({(conversation, person.id)})[person.id]
    return told


def test_each_message_of_somebody_else_counts_one_until_it_is_read(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    say(hugo, conversation)
    say(camille, conversation)
    assert [unread_of(p, conversation).unread for p in (camille, nadia, hugo)] == [0, 3, 1]
    see(nadia, conversation, 1, 3)
    told = unread_of(nadia, conversation)
    assert (told.conversation, told.read_upto, told.unread) == (conversation, 3, 1)


def test_writing_reads_to_the_end_without_a_vu(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say_many(camille, conversation, 3)
    say(nadia, conversation, "Je regarde.")
    told = unread_of(nadia, conversation)
    assert (told.read_upto, told.unread) == (5, 0)


def test_what_i_send_from_my_phone_is_not_unread_on_my_desktop(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    """Counts are a person's, not a device's: there is but one."""
    say(nadia, conversation)
    assert all_unread(nadia.id)[0].conversations == []


def test_the_figure_stops_at_a_hundred(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say_many(camille, conversation, 99)
    assert unread_of(nadia, conversation).unread == 99
    say_many(camille, conversation, 50)
    assert unread_of(nadia, conversation).unread == 100


def test_the_version_rises_with_everything_that_changes_what_it_says(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    versions = [unread_of(nadia, conversation).version]
    for act in (
        lambda: say(camille, conversation),
        lambda: see(nadia, conversation, 2),
        lambda: mark(nadia, conversation, MarkUnread(from_seq=2)),
        lambda: mark(nadia, conversation, MarkRead(upto=2)),
        lambda: mark(nadia, conversation, SetFavourite(on=True)),
        lambda: mark(nadia, conversation, SetTodo(on=True, seq=2)),
        lambda: mark(nadia, conversation, Archive(known_seq=2)),
        lambda: say(camille, conversation),
        lambda: say(nadia, conversation),
    ):
        act()
        versions.append(unread_of(nadia, conversation).version)
    assert versions == sorted(set(versions))


def test_what_changes_nothing_tells_no_new_version(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    see(nadia, conversation, 2)
    before = unread_of(nadia, conversation)
    see(nadia, conversation, 2)
    assert unread_of(nadia, conversation) == before


def test_the_list_and_the_socket_tell_the_same(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say_many(camille, conversation, 4)
    see(nadia, conversation, 1, 3)
    shown = mark(nadia, conversation, SetFavourite(on=True))
    told = unread_of(nadia, conversation)
    assert (told.read_upto, told.unread, told.version) == (
        shown.read_upto, shown.unread, shown.version,
    )  # fmt: skip
    assert place_of(nadia, conversation).read_upto == 3


def test_a_newcomer_s_marker_starts_just_before_their_arrival(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    say_many(camille, conversation, 5)
    join(bruno, conversation, history_from=1)
    told = unread_of(bruno, conversation)
    assert (told.read_upto, told.unread) == (6, 1), "that they were added"
    say(camille, conversation)
    assert unread_of(bruno, conversation).unread == 2


def test_one_who_left_is_told_no_more_figures_not_even_a_version(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    leave(nadia, conversation)
    say_many(camille, conversation, 3)
    assert unread.unread_in({(conversation, nadia.id)}) == {nadia.id: []}
    assert all_unread(nadia.id)[0].conversations == []


def test_on_connecting_everything_unread_is_told_and_the_rest_is_zero(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    other = start(camille, nadia)
    for talk in (conversation, other):
        say(camille, talk)
    see(nadia, other, 2)
    [frame] = all_unread(nadia.id)
    assert frame.all
    assert frame.conversations == [unread_of(nadia, conversation)]
    assert frame.counts == counts(nadia)


def test_more_than_a_frame_of_unread_conversations_follow_in_pages(
    camille: Professional,
    nadia: Professional,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("conversations.greeting.UNREAD_PAGE", 3)
    talks = [start(camille, nadia) for _ in range(7)]
    for talk in talks:
        say(camille, talk)
    frames = all_unread(nadia.id)
    assert [(frame.all, len(frame.conversations)) for frame in frames] == [
        (True, 3), (False, 3), (False, 1),
    ]  # fmt: skip
    assert {one.conversation for frame in frames for one in frame.conversations} == set(talks)


def test_the_counts_of_many_people_are_each_person_s_own(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
    conversation: UUID,
) -> None:
    say(camille, conversation)
    mark(nadia, conversation, SetTodo(on=True))
    everybody = [camille, nadia, hugo, bruno]
    assert unread.counts_of([person.id for person in everybody]) == {
        person.id: counts(person) for person in everybody
    }
    assert counts(bruno) == Counts(inbox=0, unread=0, conversations=0, mail=0, todo=0)


def test_the_figure_beside_a_filter_stops_at_a_hundred(
    camille: Professional, nadia: Professional
) -> None:
    for _ in range(103):
        say(camille, start(camille, nadia))
    assert counts(nadia) == Counts(inbox=100, unread=100, conversations=100, mail=0, todo=0)


def test_marking_unread_what_ends_with_my_own_words_goes_back_to_somebody_else_s(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(nadia, conversation)
    say(camille, conversation)
    assert mark(camille, conversation, MarkUnread(from_seq=3)).unread == 1


def test_where_nobody_else_has_written_nothing_can_be_marked_unread(
    camille: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    with pytest.raises(NothingToRead):
        mark(camille, conversation, MarkUnread(from_seq=2))
