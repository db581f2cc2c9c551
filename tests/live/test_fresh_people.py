"""Old state + event = state read afresh, for people who come and go, subjects and closings.

What I am given to see of what lies before is no news but a reading: only the server knows it.
"""

import asyncio
import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from channels.db import database_sync_to_async
from django.utils import timezone

from conversations.models import Awaited, Due
from directory import suspending
from directory.models import Professional, Suspended
from push import expected
from tests.live.conftest import Team
from tests.live.page import Page
from tests.live.recorder import (
    HAPPENED,
    PLACE_CHANGED,
    UNREAD,
    Cases,
    Recorder,
    Sign,
    the_page_agrees,
)
from tests.live.test_fresh import PEOPLE
from tests.server import LiveServer, SignedIn


class Doer:
    """Somebody who acts over HTTP in one conversation."""

    def __init__(self, who: SignedIn, conversation: UUID) -> None:
        self.who, self.at = who, f"/api/conversations/{conversation}"

    async def does(self, what: str, **given: Any) -> None:
        async with self.who.async_http() as http:
            named = {"ref": str(uuid4())} if "id" not in given else {}
            answer = await http.post(f"{self.at}/{what}", json=named | given)
            assert answer.status_code == 200, answer.text

    async def adds(self, *people: Professional, give: str = "all") -> None:
        await self.does("people", people=[str(p.id) for p in people], history={"give": give})

    async def looks(self) -> None:
        async with self.who.async_http() as http:
            assert (await http.get(self.at)).status_code == 200


async def test_old_state_and_event_give_the_state_read_afresh(
    server: LiveServer,
    team: Team,
    conversation: UUID,
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
    tmp_path: Path,
) -> None:
    cases: Cases = []
    hers, his = (Doer(who, conversation) for who in (team.nadia, team.hugo))
    async with Page(team.camille) as page, Page(team.nadia) as left:
        for one in (page, left):
            await one.opens(conversation)
        mine = Recorder(page, camille, conversation, cases)
        await page.post(conversation, "Premier")
        await somebody_is_added(mine, hers, Doer(team.bruno, conversation), bruno)
        server.start_worker()
        await somebody_is_suspended(mine, bruno)
        assert server.worker
        await asyncio.to_thread(server.worker.stop)
        await it_is_closed_and_named(mine, hers, left)
        await page.post(conversation, "Dernier")
        async with mine.of("one leaves without having seen it", HAPPENED, UNREAD):
            await his.does("leave", reason="end_of_care")
        async with mine.of("one is asked to come back", HAPPENED, UNREAD):
            await hers.adds(hugo)
        async with mine.of("and declines", HAPPENED, UNREAD):
            await his.does("invitation", accept=False)
        async with mine.of("one is asked again", HAPPENED, UNREAD):
            await hers.adds(hugo)
        async with mine.of("and accepts", HAPPENED, UNREAD):
            await his.does("invitation", accept=True)
        await one_leaves(Recorder(left, nadia, conversation, cases), hers, his, nadia)
    kinds = {
        frame["entry"]["what"]["type"]
        for case in cases
        for frame in case["frames"]
        if frame["type"] == "happened"
    }
    assert kinds == PEOPLE | {"message_posted"}
    recorded = tmp_path / "frames.json"
    recorded.write_text(json.dumps(cases))
    await the_page_agrees(recorded)


async def somebody_is_added(mine: Recorder, hers: Doer, new: Doer, bruno: Professional) -> None:
    async with mine.of("somebody is added", HAPPENED, UNREAD):
        await hers.adds(bruno)
    async with mine.of("that is undone", HAPPENED, UNREAD):
        await hers.does("people/undo", person=str(bruno.id))
    async with mine.of("they are added again, from now on", HAPPENED, UNREAD):
        await hers.adds(bruno, give="now")
    await new.looks()
    async with mine.of("their history is widened", HAPPENED, UNREAD):
        await hers.does("people/widen", person=str(bruno.id), history={"give": "all"})


async def somebody_is_suspended(mine: Recorder, bruno: Professional) -> None:
    async with mine.of("somebody is asked urgently", HAPPENED, UNREAD):
        await mine.page.post(
            mine.conversation, "Tout de suite", request={"people": [str(bruno.id)], "urgent": True}
        )
    async with mine.of("nobody answers", tells("request_unanswered"), UNREAD, within=20):
        await database_sync_to_async(nobody_answers_in_time)()
    async with mine.of("they are suspended", tells("request_vacated"), UNREAD, within=20):
        suspend = database_sync_to_async(suspending.suspend)
        await suspend([bruno.id], because=Suspended.OPERATOR)
    async with mine.of("they are let in again", tells("access_restored"), UNREAD, within=20):
        await database_sync_to_async(suspending.restore)([bruno.id])


def nobody_answers_in_time() -> None:
    """What is due in half an hour is due now."""
    waiting = Awaited.objects.get()
    Due.objects.create(
        subscriber=expected.SUBSCRIBER,
        conversation_id=waiting.conversation_id,
        seq=waiting.seq,
        next_at=timezone.now(),
    )


def tells(kind: str) -> Sign:
    return lambda frame: frame["type"] == "happened" and frame["entry"]["what"]["type"] == kind


async def it_is_closed_and_named(mine: Recorder, hers: Doer, other: Page) -> None:
    async with mine.of("another subject", HAPPENED, UNREAD):
        await hers.does("subject", id=str(uuid4()), subject="Plaie de M. Vidal")
    async with mine.of("it is closed", HAPPENED, UNREAD):
        await hers.does("close", id=str(uuid4()), conclusion="Plaie fermée.")
    async with mine.of("it is reopened", HAPPENED, UNREAD):
        await hers.does("reopen")
    async with mine.of("it is closed again", HAPPENED, UNREAD):
        await hers.does("close", id=str(uuid4()), conclusion="Cette fois, oui.")
    async with mine.of("a message reopens it", HAPPENED, UNREAD):
        await other.post(mine.conversation, "Elle s’est rouverte.")


async def one_leaves(hers: Recorder, nadia: Doer, hugo: Doer, me: Professional) -> None:
    async with hers.of("I leave", HAPPENED, PLACE_CHANGED, UNREAD):
        await nadia.does("leave")
    async with hers.of("I am asked to come back", PLACE_CHANGED):
        await hugo.adds(me)
    async with hers.of("I decline", PLACE_CHANGED):
        await nadia.does("invitation", accept=False)
