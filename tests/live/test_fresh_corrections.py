"""Old state + event = state read afresh, for what becomes of a message (see test_fresh.py)."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from channels.db import database_sync_to_async
from django.utils import timezone

from directory import accounts
from directory.models import Account, Professional
from tests.conversations.acts import leave
from tests.live.conftest import Cast, Team
from tests.live.page import Page
from tests.live.recorder import (
    PLACE_CHANGED,
    UNREAD,
    Cases,
    Recorder,
    Sign,
    is_a,
    seen_by,
    the_page_agrees,
)
from tests.live.test_fresh import CORRECTIONS, set_mark
from tests.server import SignedIn

REPORTED, HIDDEN = is_a("error_reported"), is_a("message_hidden")


def entry_of(kind: str) -> Sign:
    return lambda frame: frame["type"] == "happened" and frame["entry"]["what"]["type"] == kind


async def test_what_becomes_of_a_message_is_applied_as_read_afresh(
    team: Team, conversation: UUID, cast: Cast, tmp_path: Path
) -> None:
    camille, nadia, hugo, bruno = cast
    cases: Cases = []
    async with (
        Page(team.camille) as author,
        Page(team.hugo) as third,
        Page(team.nadia) as page,
    ):
        for one in (author, page):
            await one.opens(conversation)
        hers = Recorder(page, nadia, conversation, cases)
        mine = Recorder(author, camille, conversation, cases)
        his = Recorder(third, hugo, conversation, cases)
        await a_message_is_corrected(hers, mine)
        await the_correction_is_followed(hers, mine)
        await an_error_is_reported(hers, mine, third)
        await what_is_kept_archived_comes_back(hers, mine)
        await what_is_hidden_is_hidden_from_all(hers, mine, his)
        await what_is_sealed_is_opened(hers, team, nadia, bruno)
    entries = [f["entry"]["what"]["type"] for c in cases for f in c["frames"] if "entry" in f]
    assert set(entries) >= CORRECTIONS
    recorded = tmp_path / "frames.json"
    recorded.write_text(json.dumps(cases))
    await the_page_agrees(recorded)


async def act(who: SignedIn, path: str, **given: Any) -> Any:
    async with who.async_http() as http:
        answer = await http.post(f"/api{path}", json=given)
        assert answer.status_code in {200, 204}, answer.text
        return answer.json() if answer.content else None


async def about(one: Recorder, seq: int, what: str, **given: Any) -> int:
    path = f"/conversations/{one.conversation}/entries/{seq}/{what}"
    answer = await act(one.page.who, path, **given)
    return int(answer["seq"] or 0)


async def correct(one: Recorder, seq: int, text: str) -> int:
    now = timezone.now().isoformat()
    return await about(one, seq, "correction", id=str(uuid4()), text=text, composed_at=now)


async def cancel(one: Recorder, seq: int) -> int:
    now = timezone.now().isoformat()
    given = {"id": str(uuid4()), "reason": "C’était un autre", "composed_at": now}
    return await about(one, seq, "cancellation", **given)


async def says(one: Recorder, text: str) -> int:
    before = len(one.page.frames)
    answer = await one.page.post(one.conversation, text)
    await one.page.until(lambda: any(map(UNREAD, one.page.frames[before:])))
    return int(answer["seq"])


async def she_sees(hers: Recorder, first: int, last: int) -> None:
    """And her count, which is told a moment later, has come."""
    before = len(hers.page.frames)
    await hers.page.sees(hers.conversation, first, last)
    await hers.page.until(lambda: any(map(UNREAD, hers.page.frames[before:])))


CORRECTED = entry_of("message_corrected")


async def a_message_is_corrected(hers: Recorder, mine: Recorder) -> None:
    seq = await says(mine, "Prednisolone 5 mg")
    async with hers.of("corrected in place", CORRECTED, UNREAD):
        await correct(mine, seq, "Prednisolone 10 mg" + "é" * 200)
    async with mine.of("I correct in place again", CORRECTED, UNREAD):
        await correct(mine, seq, "Prednisolone 15 mg")
    await she_sees(hers, 1, seq)
    async with hers.of("corrected at the end", CORRECTED, UNREAD):
        second = await correct(mine, seq, "Prednisolone 50 mg")
    async with hers.of("the correction is corrected in place", CORRECTED, UNREAD):
        await correct(mine, second, "Prednisolone 51 mg")
    await she_sees(hers, 1, second)
    async with mine.of("I correct at the end", CORRECTED, UNREAD):
        third = await correct(mine, seq, "Prednisolone 52 mg")
    async with mine.of("she sees my correction", seen_by(hers.page, third)):
        await hers.page.sees(hers.conversation, third)


async def the_correction_is_followed(hers: Recorder, mine: Recorder) -> None:
    seq = await says(mine, "Perfusion à 8 h")
    await she_sees(hers, 1, seq)
    async with hers.of("cancelled", entry_of("message_cancelled"), UNREAD):
        await cancel(mine, seq)
    async with mine.of("I remind them", entry_of("correction_reminded"), UNREAD):
        await about(mine, seq, "reminder", ref=str(uuid4()))


async def an_error_is_reported(hers: Recorder, mine: Recorder, third: Page) -> None:
    first, second = await says(mine, "Pansement mardi"), await says(mine, "Bilan jeudi")
    for seq in (first, second):
        async with mine.of("somebody tells me that it is wrong", REPORTED):
            await about(hers, seq, "report", ref=str(uuid4()), reason="clinical")
    async with mine.of("I answer by correcting", CORRECTED, UNREAD):
        await correct(mine, first, "Pansement mercredi")
    async with hers.of("I answer by cancelling", entry_of("message_cancelled"), UNREAD):
        await cancel(mine, second)


async def what_is_kept_archived_comes_back(hers: Recorder, mine: Recorder) -> None:
    seq = await says(mine, "Kaliémie 3,1")
    await she_sees(hers, 1, seq)
    await set_mark(hers.page, hers.conversation, {"do": "archive", "known_seq": 99, "keep": True})
    async with hers.of(
        "kept archived, it comes back", CORRECTED, PLACE_CHANGED, UNREAD, show="archived"
    ):
        await correct(mine, seq, "Kaliémie 5,1")


async def what_is_hidden_is_hidden_from_all(hers: Recorder, mine: Recorder, his: Recorder) -> None:
    seq = await says(mine, "Mme Canari")
    await she_sees(hers, 1, seq)
    await correct(mine, seq, "Mme Canari bis")
    of_his = await says(his, "Mme Serin")
    await database_sync_to_async(leave)(his.me, his.conversation)
    masking = {"ref": str(uuid4()), "reason": "wrong_patient"}
    async with hers.of("masked", entry_of("message_masked"), UNREAD):
        await about(mine, seq, "masking", **masking)
    async with his.of("one who left hears of it", HIDDEN):
        await cancel(mine, await says(mine, "Après son départ"))
        other = await says(mine, "Encore")
        await about(mine, other, "masking", **masking)
        await about(mine, 2, "masking", **masking)
    async with hers.of("reported, when its author left", entry_of("message_reported"), UNREAD):
        await about(hers, of_his, "report", ref=str(uuid4()), reason="typo")
    last = await says(mine, "Le dernier")
    async with mine.of("the last one masked", entry_of("message_masked"), UNREAD):
        await about(mine, last, "masking", **masking)


async def what_is_sealed_is_opened(
    hers: Recorder, team: Team, officer: Professional, second: Professional
) -> None:
    for person, role in ((officer, "officer"), (second, "second")):
        account = await Account.objects.aget(professional=person)
        await database_sync_to_async(accounts.give_protection_role)(account, role)
    given = {"conversation": str(hers.conversation), "seq": 2, "reason": "Plainte"}
    asked = await act(team.nadia, "/protection/unsealings", **given)
    await act(team.bruno, f"/protection/unsealings/{asked}/agreement")
    async with hers.of("unsealed", entry_of("message_unsealed"), UNREAD):
        await act(team.nadia, f"/protection/unsealings/{asked}/reading")
