"""What is still asked of me and by me: on top, in pages, and how much today."""

from datetime import timedelta
from uuid import UUID

import pytest

from conversations import awaiting, clock, inbox
from conversations.models import Place
from conversations.shapes import InboxFilter, Whose
from directory.models import Professional
from tests.conversations.acts import ask, leave, listed, place_of, say, start, take, take_back
from tests.conversations.noon import NOON


def test_what_is_urgent_for_me_stands_on_top_of_every_filter_that_holds_it_until_i_take_it(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia, urgent=True)
    later = start(camille, nadia, hugo)
    say(camille, later)
    for show in (InboxFilter.INBOX, InboxFilter.UNREAD, InboxFilter.ALL, InboxFilter.CONVERSATIONS):
        assert listed(nadia, show) == [conversation, later]
    # Asked of nobody else: of others it is one of many.
    assert listed(hugo, InboxFilter.INBOX) == [later, conversation]
    assert listed(camille, InboxFilter.CONVERSATIONS) == [later, conversation]
    take(nadia, conversation, seq)
    assert listed(nadia, InboxFilter.INBOX) == [later, conversation]
    take_back(nadia, conversation, seq)
    assert listed(nadia, InboxFilter.INBOX) == [conversation, later]


def test_a_conversation_stays_urgent_until_all_that_is_urgent_in_it_is_taken(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    first = ask(camille, conversation, nadia, urgent=True)
    second = ask(hugo, conversation, nadia, urgent=True)
    ask(hugo, conversation, nadia)
    take(nadia, conversation, first)
    assert place_of(nadia, conversation).urgent
    take(nadia, conversation, second)
    assert not place_of(nadia, conversation).urgent


def test_page_after_page_nothing_is_left_out_and_nothing_comes_twice(
    camille: Professional, nadia: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "PAGE", 3)
    rooms = [start(camille, nadia) for _ in range(17)]
    for n, room in enumerate(rooms):
        with clock.at(NOON - timedelta(days=n % 5, minutes=n)):
            ask(camille, room, nadia, urgent=n % 4 == 0)
    urgent = [room for n, room in enumerate(rooms) if n % 4 == 0]
    found = all_pages(nadia)
    assert sorted(found, key=str) == sorted(rooms, key=str)
    assert set(found[: len(urgent)]) == set(urgent)
    assert found[len(urgent) :] == last_first(nadia, set(rooms) - set(urgent))
    assert found[: len(urgent)] == last_first(nadia, set(urgent))


def test_open_requests_are_those_asked_of_me_and_those_i_ask(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    first = ask(camille, conversation, nadia, hugo, text="Dosage ?")
    second = ask(camille, conversation, nadia, urgent=True)
    asked = awaiting.page(nadia, Whose.OF_ME, after=None)
    assert [(one.seq, one.urgent, one.by.id) for one in asked.requests] == [
        (second, True, camille.id),
        (first, False, camille.id),
    ]
    assert (asked.of_me, asked.by_me) == (2, 0)
    assert asked.requests[1].text == "Dosage ?"
    take(nadia, conversation, first)
    theirs = awaiting.page(camille, Whose.BY_ME, after=None)
    assert [(one.seq, [who.id for who in one.waiting]) for one in theirs.requests] == [
        (second, [nadia.id]),
        (first, [hugo.id]),
    ]
    assert (theirs.of_me, theirs.by_me) == (0, 2)
    leave(camille, conversation)
    assert awaiting.page(camille, Whose.BY_ME, after=None).by_me == 0


def test_open_requests_come_page_after_page(
    camille: Professional, nadia: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(awaiting, "PAGE", 2)
    rooms = [start(camille, nadia) for _ in range(3)]
    with clock.at(NOON):  # all at the same moment
        asked = {(room, ask(camille, room, nadia)) for room in rooms for _ in range(2)}
    found, after = [], None
    while True:
        page = awaiting.page(nadia, Whose.OF_ME, after=after)
        found += [(one.conversation, one.seq) for one in page.requests]
        after = page.next
        if after is None:
            break
    assert len(found) == len(set(found)) == 6
    assert set(found) == asked


def test_one_knows_how_many_urgent_ones_one_has_sent_today(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    with clock.at(NOON - timedelta(days=1)):
        ask(camille, conversation, nadia, urgent=True)
    with clock.at(NOON):
        ask(camille, conversation, nadia, urgent=True)
        ask(camille, conversation, nadia)
        assert awaiting.urgent_today(camille).sent == 1
        assert awaiting.urgent_today(nadia).sent == 0


def all_pages(person: Professional) -> list[UUID]:
    found: list[UUID] = []
    after = None
    while True:
        page = inbox.page(person, InboxFilter.ALL, after=after)
        found += [row.id for row in page.rows]
        after = page.next
        if after is None:
            return found


def last_first(person: Professional, rooms: set[UUID]) -> list[UUID]:
    places = Place.objects.filter(party=person.id, conversation__in=rooms)
    return list(places.order_by("-conversation__content_at").values_list("conversation", flat=True))
