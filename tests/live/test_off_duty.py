"""A role that is handed over is heard by whoever took it, and at once no more by who had it."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from channels.db import database_sync_to_async

from conversations.models import Message, Seen
from directory import duties
from directory.models import Holder, Professional
from tests.conversations.acts import start
from tests.live.conftest import Team
from tests.live.page import Page
from tests.live.recorder import HAPPENED, UNREAD, Cases, Recorder, seen_by, the_page_agrees
from tests.live.test_fresh import take as take_into_account
from tests.server import SignedIn

SOMEBODY_ELSE = 4412


@pytest.fixture
def desk(camille: Professional, hugo: Professional) -> Professional:
    role = duties.add(name="Cardiologie de garde", kind="Garde", exclusive=True)
    for person in (camille, hugo):
        Holder.objects.create(role=role, professional=person)
    return role.professional


@pytest.fixture
def thread(nadia: Professional, desk: Professional) -> UUID:
    return start(nadia, desk)


async def take(who: SignedIn, role: Professional) -> None:
    async with who.async_http() as http:
        assert (await http.post(f"/api/duties/{role.id}/take", json={})).status_code == 200


async def test_her_open_pages_stop_hearing_it_within_five_seconds(
    team: Team, camille: Professional, desk: Professional, thread: UUID
) -> None:
    async with Page(team.camille) as before:
        await take(team.camille, desk)
        # A page of hers that was open is not turned into the role's: it comes back as that.
        assert await before.is_closed() == SOMEBODY_ELSE
    async with Page(team.camille) as hers, Page(team.nadia) as asking:
        assert hers.heard("welcome")[0]["you"] == str(desk.id)
        await asking.post(thread, "Douleur thoracique")
        await hers.hears("happened", conversation=str(thread))
        await take(team.hugo, desk)
        assert await hers.is_closed() == SOMEBODY_ELSE
        assert hers.heard("goodbye")[-1]["reason"] == "somebody_else"
        async with Page(team.hugo) as his, Page(team.camille) as again:
            assert his.heard("welcome")[0]["you"] == str(desk.id)
            assert again.heard("welcome")[0]["you"] == str(camille.id)
            await asking.post(thread, "Elle arrive")
            await his.hears("happened", conversation=str(thread))
            await again.in_step()
            assert again.heard("happened") == []


async def test_what_is_said_by_socket_names_the_hand(
    team: Team, camille: Professional, desk: Professional, thread: UUID
) -> None:
    await take(team.camille, desk)
    async with Page(team.camille) as hers, Page(team.nadia) as asking:
        await hers.post(thread, "Je l’attends")
        await hers.sees(thread, 1)
        heard = await asking.hears("happened", conversation=str(thread))
        assert heard["entry"]["party"] == str(desk.id)
    assert await authors(thread) == {camille.id}


async def test_old_state_and_event_give_the_state_read_afresh(
    team: Team, nadia: Professional, desk: Professional, thread: UUID, tmp_path: Path
) -> None:
    await take(team.camille, desk)
    cases: Cases = []
    async with Page(team.camille) as hers, Page(team.nadia) as asking:
        for page in (hers, asking):
            await page.opens(thread)
        mine, theirs = (
            Recorder(page, me, thread, cases) for page, me in ((asking, nadia), (hers, desk))
        )
        async with mine.of("a role speaks", HAPPENED, UNREAD):
            await hers.post(thread, "Cardiologie, j’écoute")
        asked = {"people": [str(desk.id)], "urgent": True}
        async with theirs.of("a role is asked", HAPPENED, UNREAD):
            seq = (await asking.post(thread, "Douleur thoracique", request=asked))["seq"]
        async with mine.of("a role has seen it", seen_by(hers, seq)):
            await hers.sees(thread, seq)
        for on in (True, False):
            async with mine.of(f"a role takes it: {on}", HAPPENED):
                await take_into_account(hers, thread, seq, on=on)
    shown = json.dumps([case["after"] for case in cases])
    assert shown.count('"hand": {') > 3
    recorded = tmp_path / "frames.json"
    recorded.write_text(json.dumps(cases))
    await the_page_agrees(recorded)


@database_sync_to_async
def authors(thread: UUID) -> set[UUID | None]:
    said = Message.objects.filter(conversation=thread).values_list("author", flat=True)
    return {*said, *Seen.objects.filter(conversation=thread).values_list("author", flat=True)}
