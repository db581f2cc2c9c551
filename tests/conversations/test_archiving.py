"""Archiving: mine alone, and never over something that I have not been told of."""

from uuid import UUID

import pytest

from conversations import inbox
from conversations.marking import NewerMessage
from conversations.models import Seen
from conversations.protocol import Archive, MarkUnread, SetFavourite, SetTodo, Unarchive
from conversations.shapes import InboxFilter
from directory.models import Professional
from tests.conversations.acts import hold, join, listed, mark, place_of, say, see

ARCHIVED, INBOX = InboxFilter.ARCHIVED, InboxFilter.INBOX


@pytest.fixture
def talk(camille: Professional, conversation: UUID) -> UUID:
    """One message of Camille's: entry 2."""
    say(camille, conversation)
    return conversation


def test_archiving_is_mine_alone(camille: Professional, nadia: Professional, talk: UUID) -> None:
    before = place_of(camille, talk).version
    shown = mark(nadia, talk, Archive(known_seq=2))
    assert (shown.archived, shown.keep_archived) == (True, False)
    assert listed(nadia, ARCHIVED) == [talk]
    assert listed(camille, ARCHIVED) == []
    assert place_of(camille, talk).version == before


def test_archiving_marks_nothing_as_read(nadia: Professional, talk: UUID) -> None:
    shown = mark(nadia, talk, Archive(known_seq=2))
    assert (shown.read_upto, shown.unread) == (0, 1)
    assert not Seen.objects.exists()


def test_archiving_is_refused_over_a_message_i_was_not_told_of(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    say(camille, talk, "Attention : allergie.")
    with pytest.raises(NewerMessage) as no:
        mark(nadia, talk, Archive(known_seq=2))
    assert (no.value.code, no.value.status) == ("newer_message", 409)
    assert listed(nadia, INBOX) == [talk]
    mark(nadia, talk, Archive(known_seq=3))
    assert listed(nadia, ARCHIVED) == [talk]


def test_an_archive_told_again_after_a_night_without_network_obeys_the_same_rule(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    mark(nadia, talk, Archive(known_seq=2))
    say(camille, talk)
    with pytest.raises(NewerMessage):
        mark(nadia, talk, Archive(known_seq=2, keep=True))
    assert listed(nadia, INBOX) == [talk]


def test_my_own_message_from_another_device_does_not_stop_my_archiving(
    nadia: Professional, talk: UUID
) -> None:
    say(nadia, talk)
    assert mark(nadia, talk, Archive(known_seq=2)).archived


def test_a_new_message_brings_it_back(
    camille: Professional, nadia: Professional, hugo: Professional, talk: UUID
) -> None:
    mark(nadia, talk, Archive(known_seq=2))
    mark(hugo, talk, Archive(known_seq=2))
    before = place_of(nadia, talk).version
    say(camille, talk)
    assert listed(nadia, INBOX) == listed(hugo, INBOX) == [talk]
    assert not place_of(nadia, talk).archived_at
    assert place_of(nadia, talk).version > before


def test_what_is_kept_archived_stays_so_and_is_counted_in_archived_alone(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    mark(nadia, talk, Archive(known_seq=2, keep=True))
    say(camille, talk)
    assert {show for show in InboxFilter if talk in listed(nadia, show)} == {
        InboxFilter.ALL,
        ARCHIVED,
    }
    page = inbox.page(nadia, ARCHIVED, after=None)
    assert (page.rows[0].place.unread, page.counts.unread, page.counts.inbox) == (2, 0, 0)


def test_writing_in_it_brings_it_back_even_kept(nadia: Professional, talk: UUID) -> None:
    mark(nadia, talk, Archive(known_seq=2, keep=True))
    say(nadia, talk)
    place = place_of(nadia, talk)
    assert (place.archived_at, place.keep_archived) == (None, False)


def test_marking_it_unread_brings_it_back(nadia: Professional, talk: UUID) -> None:
    see(nadia, talk, 2)
    mark(nadia, talk, Archive(known_seq=2, keep=True))
    shown = mark(nadia, talk, MarkUnread(from_seq=2))
    assert (shown.archived, shown.keep_archived, shown.unread) == (False, False, 1)


def test_unarchiving_by_hand_restores_nothing_else(nadia: Professional, talk: UUID) -> None:
    see(nadia, talk, 2)
    mark(nadia, talk, SetFavourite(on=True))
    before = mark(nadia, talk, SetTodo(on=True))
    mark(nadia, talk, Archive(known_seq=2, keep=True))
    after = mark(nadia, talk, Unarchive())
    assert after == before.model_copy(update={"version": before.version + 2})


def test_reading_fetching_marking_and_others_coming_bring_nothing_back(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
    talk: UUID,
) -> None:
    mark(nadia, talk, Archive(known_seq=2))
    see(nadia, talk, 2)
    see(hugo, talk, 2)
    hold(hugo, talk, 2)
    mark(nadia, talk, SetFavourite(on=True))
    mark(nadia, talk, SetTodo(on=True))
    mark(hugo, talk, Archive(known_seq=2))
    join(bruno, talk)
    assert listed(nadia, ARCHIVED) == [talk]
