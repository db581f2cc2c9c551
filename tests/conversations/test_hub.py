"""The hub: one frame to the pages of those it is for, bounded, in order."""

import asyncio
from collections.abc import Sequence
from unittest.mock import AsyncMock
from uuid import uuid4

import pytest
from django.db import OperationalError
from pytest_django.fixtures import Settings

from conversations import consumer, greeting, sockets
from conversations.outlet import BUFFERED_BUSY, BUFFERED_MOST, Frame
from conversations.protocol import Goodbye, UnreadChanged
from conversations.shapes import Counts
from conversations.sockets import Hub, News, Socket
from directory.models import Professional
from directory.sessions import SignedInSession

NOTHING = UnreadChanged(
    all=True,
    conversations=[],
    counts=Counts(inbox=0, unread=0, conversations=0, mail=0, todo=0),
)


class Line:
    """Where frames go out: notes each write. `waiting` is what the other side has not taken."""

    def __init__(self) -> None:
        self.writes: list[list[str]] = []
        self.waiting = 0
        self.cut = False

    def write(self, frames: Sequence[Frame]) -> None:
        self.writes.append([frame.text for frame in frames])

    def buffered(self) -> int:
        return self.waiting

    def abort(self) -> None:
        self.cut = True


class Opened(Socket):
    """A page, its line, and the code it was closed with."""

    __slots__ = ("closed", "line")

    def __init__(self, hub: Hub, person: Professional, *, greeted: bool = True) -> None:
        self.line, self.closed = Line(), list[int]()
        session = SignedInSession("key", "proof", uuid4(), person, shared=False)
        super().__init__(session, self.line, self.closed.append)
        self.greeted = greeted
        hub.add(self)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Hub:
    fresh = Hub()
    monkeypatch.setattr(sockets, "hub", fresh)
    monkeypatch.setattr(greeting, "hub", fresh)
    return fresh


@pytest.fixture
def camille() -> Professional:
    return Professional()


@pytest.fixture
def nadia() -> Professional:
    return Professional()


async def turn() -> None:
    """One turn of the loop: what was to be written has been."""
    await asyncio.sleep(0)


async def test_a_frame_goes_to_all_the_pages_of_those_it_is_for(
    hub: Hub, camille: Professional, nadia: Professional
) -> None:
    desk, phone, other = Opened(hub, camille), Opened(hub, camille), Opened(hub, nadia)
    hub.deliver(News(to=[desk.party, str(uuid4())], frame="bonjour"))
    await turn()
    assert desk.line.writes == phone.line.writes == [["bonjour"]]
    assert other.line.writes == []


async def test_frames_of_one_turn_leave_in_one_write_and_in_order(
    hub: Hub, camille: Professional
) -> None:
    page = Opened(hub, camille)
    for n in range(5):
        hub.deliver(News(to=[page.party], frame=str(n)))
    await turn()
    hub.deliver(News(to=[page.party], frame="5"))
    await turn()
    assert page.line.writes == [["0", "1", "2", "3", "4"], ["5"]]


async def test_receipts_go_to_the_pages_that_have_the_conversation_open(
    hub: Hub, camille: Professional
) -> None:
    here, elsewhere, nowhere = (Opened(hub, camille) for _ in range(3))
    here.opened, elsewhere.opened = "this", "that"
    hub.deliver(News(to=[here.party], watching="this", frame="vu"))
    await turn()
    assert [page.line.writes for page in (here, elsewhere, nowhere)] == [[["vu"]], [], []]


async def test_a_slow_page_is_not_told_who_is_writing_but_is_told_what_is_said(
    hub: Hub, camille: Professional
) -> None:
    slow = Opened(hub, camille)
    slow.line.waiting = BUFFERED_BUSY + 1
    hub.deliver(News(to=[slow.party], frame="écrit…", droppable=True))
    hub.deliver(News(to=[slow.party], frame="bonjour"))
    await turn()
    assert slow.line.writes == [["bonjour"]]


async def test_a_page_that_does_not_read_is_cut_and_held_no_more(
    hub: Hub, camille: Professional
) -> None:
    deaf, other = Opened(hub, camille), Opened(hub, camille)
    deaf.line.waiting = BUFFERED_MOST + 1
    hub.deliver(News(to=[deaf.party], frame="bonjour"))
    await turn()
    assert (deaf.line.writes, deaf.line.cut, hub.holds(deaf)) == ([], True, False)
    assert other.line.writes == [["bonjour"]]


async def test_what_happens_before_a_page_was_told_where_all_stands_comes_after_that(
    hub: Hub, camille: Professional
) -> None:
    page = Opened(hub, camille, greeted=False)
    hub.deliver(News(to=[page.party], frame="meanwhile"))
    await turn()
    assert page.line.writes == []
    hub.greet(page, [Frame("welcome"), Frame("unread")])
    await turn()
    assert page.line.writes == [["welcome", "unread", "meanwhile"]]


async def test_a_page_that_is_dismissed_is_told_why_and_nothing_after(
    hub: Hub, camille: Professional
) -> None:
    page = Opened(hub, camille)
    hub.deliver(News(to=[page.party], frame="bonjour"))
    goodbye = Goodbye(reason="signed_out")
    hub.dismiss(page, goodbye, 4401)
    hub.deliver(News(to=[page.party], frame="secret"))
    await turn()
    assert page.line.writes == [["bonjour", goodbye.model_dump_json()]]
    assert page.closed == [4401]


async def test_pages_that_could_not_be_told_afresh_still_hear_what_happens(
    hub: Hub, camille: Professional, nadia: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    """News was lost, and the database is away as well."""

    async def away(*_: object) -> None:
        raise OperationalError

    first, second = Opened(hub, camille), Opened(hub, nadia)
    with monkeypatch.context() as patch:
        patch.setattr(greeting, "in_thread", away)
        with pytest.raises(OperationalError):
            await greeting.greet_again()
    hub.deliver(News(to=[first.party, second.party], frame="bonjour"))
    await turn()
    assert first.line.writes == second.line.writes == [["bonjour"]]


async def test_pages_are_told_afresh_in_order_with_what_happens_meanwhile(
    hub: Hub, camille: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Opened(hub, camille)

    async def standing(*_: object) -> list[UnreadChanged]:
        hub.deliver(News(to=[page.party], frame="meanwhile"))
        await turn()
        return [NOTHING]

    monkeypatch.setattr(greeting, "in_thread", standing)
    await greeting.greet_again()
    await turn()
    [[welcome, unread, meanwhile]] = page.line.writes
    assert '"welcome"' in welcome
    assert (unread, meanwhile) == (NOTHING.model_dump_json(), "meanwhile")


async def test_colleagues_who_act_for_one_role_do_not_close_each_others_pages(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.SOCKETS_PER_ACCOUNT, desk = 2, Professional()
    monkeypatch.setattr(consumer, "hub", hub)
    monkeypatch.setattr(consumer, "outlet_of", lambda *_: Line())
    mine, theirs = (SignedInSession("key", "proof", uuid4(), desk, shared=False) for _ in range(2))
    pages = [consumer.seat(session, {}, AsyncMock()) for session in (mine, mine, theirs, theirs)]
    assert all(map(hub.holds, pages))
    consumer.seat(mine, {}, AsyncMock())
    assert [hub.holds(page) for page in pages] == [False, True, True, True]
