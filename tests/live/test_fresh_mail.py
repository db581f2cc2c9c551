"""Old state + event = state read afresh, for courriers and what becomes of them.

Whom a letter is the first to name is no news but a reading: only the server knows them here.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from channels.db import database_sync_to_async
from django.db import transaction

from conversations import letters, live, sockets, timeline
from conversations.letters import News, State
from conversations.models import Event
from directory.models import Professional
from tests.conversations.acts.mail import DELMAS, PHARMACY, become, come_in, write_letter
from tests.live.conftest import Team
from tests.live.page import Page
from tests.live.recorder import HAPPENED, UNREAD, Cases, Recorder, the_page_agrees
from tests.live.test_fresh import MAIL
from tests.live.test_fresh_corrections import entry_of
from tests.server import LiveServer


@pytest.fixture
def relayed(server: LiveServer) -> Iterator[None]:
    """What is done here reaches the server's pages, as what a worker does."""
    before = sockets.hub.loop
    live.start_relaying()
    yield
    loop, sockets.hub.loop, sockets.listeners[:] = sockets.hub.loop, before, []
    assert loop
    loop.call_soon_threadsafe(loop.stop)


async def test_old_state_and_event_give_the_state_read_afresh(
    relayed: None, team: Team, camille: Professional, tmp_path: Path
) -> None:
    cases: Cases = []
    conversation = await now(write_letter, camille, DELMAS, PHARMACY, subject="Suivi")
    async with Page(team.camille) as page:
        await page.opens(conversation)
        mine = Recorder(page, camille, conversation, cases)
        await it_leaves(mine)
        await it_is_answered(mine)
    recorded = tmp_path / "frames.json"
    recorded.write_text(json.dumps(cases))
    await the_page_agrees(recorded)
    told = {frame["entry"]["what"]["type"] for frame in happened_in(cases)}
    assert told == MAIL


def happened_in(cases: Cases) -> list[dict[str, Any]]:
    return [f for case in cases for f in case["frames"] if f["type"] == "happened"]


async def it_leaves(mine: Recorder) -> None:
    for state in (State.SENT, State.UNKNOWN, State.DELAYED, State.DELIVERED, State.OPENED):
        async with mine.of(f"it is {state} for one", HAPPENED):
            await now(become, mine.conversation, News(1, state))
    async with mine.of("nobody knows of the other", HAPPENED, UNREAD):
        uncertain = News(2, State.UNKNOWN, reason="Personne ne sait s’il est arrivé.")
        await now(become, mine.conversation, uncertain)
    async with mine.of("it did not arrive for the other", HAPPENED, UNREAD):
        failed = News(2, State.FAILED, reason="Boîte pleine", status="5.2.2")
        await now(become, mine.conversation, failed)


async def it_is_answered(mine: Recorder) -> None:
    conversation, me = mine.conversation, mine.me
    async with mine.of("one of them answers", HAPPENED, UNREAD):
        await now(come_in, me, conversation, DELMAS, "Je la revois lundi.")
    async with mine.of("they are told that it was opened", entry_of("receipt_given")):
        await now(note, conversation, Event.Kind.RECEIPT_GIVEN, me, about_seq=9)
    async with mine.of("another thread is joined to it", entry_of("letter_moved")):
        moved = {"from": str(uuid4())}
        await now(note, conversation, Event.Kind.LETTER_MOVED, me, details=moved)
    async with mine.of("the patient objects to mail", entry_of("mail_opposition_changed")):
        await now(note, conversation, Event.Kind.MAIL_OPPOSITION, me, details={"recorded": True})
    async with mine.of("it is passed on", entry_of("messages_forwarded")):
        passed = {"messages": 1, "files": 2, "recipients": 1, "own": False}
        await now(note, conversation, Event.Kind.FORWARDED, me, details=passed)
    async with mine.of("it is taken back before it left", entry_of("forward_taken_back")):
        await now(note, conversation, Event.Kind.FORWARD_TAKEN_BACK, me, about_seq=13)


def note(conversation: UUID, kind: Event.Kind, person: Professional, **what: Any) -> None:
    with transaction.atomic():
        room = timeline.lock([conversation])[conversation]
        letters.note(room, kind, person, **what)
        timeline.save([room])


async def now(act: Callable[..., Any], *args: Any, **given: Any) -> Any:
    return await database_sync_to_async(act)(*args, **given)
