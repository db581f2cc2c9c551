"""A conversation as it stands: its entries in order, within what one may see."""

from uuid import UUID, uuid4

import pytest

from chat.errors import NotFound
from conversations import history
from conversations.shapes import EntriesPage
from directory.models import Professional
from tests.conversations.acts import join, leave, say, say_many


@pytest.fixture
def talk(camille: Professional, conversation: UUID) -> UUID:
    """Thirty messages of Camille's: entries 2 to 31."""
    say_many(camille, conversation, 30)
    return conversation


def page(
    person: Professional,
    conversation: UUID,
    *,
    after: int | None = None,
    before: int | None = None,
    around: int | None = None,
    limit: int = 50,
) -> EntriesPage:
    return history.page(
        person, conversation, after=after, before=before, around=around, limit=limit
    )


def numbers(shown: EntriesPage) -> list[int]:
    return [entry.seq for entry in shown.entries]


def test_the_end_of_a_conversation_is_shown_unless_one_asks_for_more(
    nadia: Professional, talk: UUID
) -> None:
    shown = page(nadia, talk, limit=10)
    assert numbers(shown) == list(range(22, 32))
    assert (shown.more_before, shown.more_after, shown.last_seq) == (True, False, 31)
    assert shown.visible == [(1, None)]


def test_after_a_number_before_one_and_around_one(nadia: Professional, talk: UUID) -> None:
    assert numbers(page(nadia, talk, after=27)) == [28, 29, 30, 31]
    assert numbers(page(nadia, talk, after=5, limit=3)) == [6, 7, 8]
    assert numbers(page(nadia, talk, before=5)) == [1, 2, 3, 4]
    assert numbers(page(nadia, talk, before=20, limit=3)) == [17, 18, 19]
    assert numbers(page(nadia, talk, around=15, limit=5)) == [13, 14, 15, 16, 17]


def test_catching_up_page_by_page_gives_each_entry_once(nadia: Professional, talk: UUID) -> None:
    got: list[int] = []
    more = True
    while more:
        shown = page(nadia, talk, after=got[-1] if got else 0, limit=7)
        got += numbers(shown)
        more = shown.more_after
    assert got == list(range(1, 32))


def test_going_back_page_by_page_gives_each_entry_once(nadia: Professional, talk: UUID) -> None:
    got: list[int] = []
    more = True
    while more:
        shown = page(nadia, talk, before=got[0] if got else None, limit=7)
        got = numbers(shown) + got
        more = shown.more_before
    assert got == list(range(1, 32))


@pytest.mark.parametrize("number", [-(10**9), 0, 10**9, 10**12, 10**30])
def test_a_number_out_of_this_world_finds_what_lies_beyond_it(
    nadia: Professional, talk: UUID, number: int
) -> None:
    beyond, within = (31, 0) if number > 0 else (0, 31)
    assert len(numbers(page(nadia, talk, after=number))) == within
    assert len(numbers(page(nadia, talk, before=number))) == beyond
    page(nadia, talk, around=number, limit=number)


def test_a_page_has_two_hundred_entries_at_most(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    say_many(camille, talk, 300)
    assert len(numbers(page(nadia, talk, limit=1_000))) == 200
    assert len(numbers(page(nadia, talk, limit=0))) == 1


def test_one_who_came_later_sees_from_then_on(
    camille: Professional, bruno: Professional, talk: UUID
) -> None:
    join(bruno, talk)
    say_many(camille, talk, 2)
    for shown in (page(bruno, talk), page(bruno, talk, after=0), page(bruno, talk, around=10)):
        assert numbers(shown) == [32, 33, 34]
        assert (shown.more_before, shown.visible) == (False, [(32, None)])
    assert numbers(page(bruno, talk, before=32)) == []


def test_one_who_left_sees_nothing_later_not_even_that_there_is_something(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    leave(nadia, talk)
    before = page(nadia, talk), page(nadia, talk, after=29)
    say_many(camille, talk, 5)
    assert (page(nadia, talk), page(nadia, talk, after=29)) == before
    assert numbers(before[1]) == [30, 31, 32]
    assert before[0].last_seq == 32


def test_bruno_is_told_the_same_of_this_conversation_and_of_none(
    bruno: Professional, talk: UUID
) -> None:
    for look in (page, history.view):
        refusals = set()
        for conversation in (talk, uuid4()):
            with pytest.raises(NotFound) as no:
                look(bruno, conversation)
            refusals.add(repr(no.value))
        assert len(refusals) == 1


def test_bodies_come_with_their_entries(camille: Professional, talk: UUID) -> None:
    seq = say(camille, talk, "La tension est à 13/8.")
    [entry] = page(camille, talk, after=seq - 1).entries
    assert entry.what.type == "message_posted"
    assert entry.what.text == "La tension est à 13/8."
