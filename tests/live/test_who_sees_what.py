"""Outsider, leaver, newcomer without history: over every way out, exactly what each may see.

One conversation: « avant » is said, Nadia leaves, « pendant » is said, Bruno is added without
history, « après » is said. Paul is in none of it.
"""

import json
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async

from directory.models import Professional
from tests.live.conftest import Team, hire
from tests.live.page import Page
from tests.live.test_fresh_people import Doer
from tests.server import LiveServer, SignedIn

BEFORE, MEANWHILE, AFTER = "mot-avant", "mot-pendant", "mot-après"
SUBJECT = "mot-objet"

Seqs = dict[str, int]


@dataclass(frozen=True)
class Told:
    """All that one was told, as text, by each way out."""

    ways: dict[str, str]
    status: int

    def words(self, way: str) -> set[str]:
        return {word for word in (BEFORE, MEANWHILE, AFTER, SUBJECT) if word in self.ways[way]}


WAYS = ["page", "catch-up", "around", "list", "socket", "readers", "view"]


async def told_to(who: SignedIn, page: Page, conversation: UUID, seqs: Seqs) -> Told:
    at = f"/api/conversations/{conversation}"
    async with who.async_http() as http:
        view = await http.get(at)
        readers = [await http.get(f"{at}/entries/{seq}/readers") for seq in seqs.values()]
        ways = {
            "page": (await http.get(f"{at}/entries")).text,
            "catch-up": (await http.get(f"{at}/entries?after=0")).text,
            "around": (await http.get(f"{at}/entries?around={seqs[MEANWHILE]}")).text,
            "list": (await http.get("/api/inbox?show=all")).text,
            "view": view.text,
            "readers": " ".join(
                word for word, got in zip(seqs, readers, strict=True) if got.status_code == 200
            ),
            "socket": json.dumps(page.frames, ensure_ascii=False),
        }
    return Told(ways, view.status_code)


@pytest.mark.parametrize("way", WAYS)
async def test_each_is_told_exactly_what_they_may_see(
    server: LiveServer,
    team: Team,
    conversation: UUID,
    bruno: Professional,
    hashed_password: str,
    way: str,
) -> None:
    paul = await sync_to_async(hire)("Paul", "Test", hashed_password)
    outsider = await server.sign_in_async(paul)
    async with (
        Page(team.camille) as hers,
        Page(team.nadia) as left,
        Page(team.bruno) as new,
        Page(outsider) as out,
    ):
        for page in (hers, left):
            await page.opens(conversation)
        told = await the_story(team, hers, conversation, bruno)
        for page in (left, new, out):
            await page.in_step()
        seen = {
            name: await told_to(who, page, conversation, told)
            for name, who, page in (
                ("leaver", team.nadia, left),
                ("newcomer", team.bruno, new),
                ("outsider", outsider, out),
            )
        }
    assert seen["outsider"].status == 404
    assert seen["outsider"].words(way) == set()
    may = expected(way)
    assert seen["leaver"].words(way) == may["leaver"]
    assert seen["newcomer"].words(way) == may["newcomer"]


async def the_story(team: Team, hers: Page, conversation: UUID, bruno: Professional) -> Seqs:
    """Over HTTP and the socket, as people do it."""
    camille, nadia = Doer(team.camille, conversation), Doer(team.nadia, conversation)
    seqs = {BEFORE: (await hers.post(conversation, BEFORE))["seq"]}
    await nadia.does("leave")
    seqs[MEANWHILE] = (await hers.post(conversation, MEANWHILE))["seq"]
    await camille.does("close", id=str(uuid4()), conclusion=MEANWHILE)
    await camille.adds(bruno, give="now")
    await camille.does("subject", id=str(uuid4()), subject=SUBJECT)
    seqs[AFTER] = (await hers.post(conversation, AFTER))["seq"]
    await hers.sees(conversation, 1, seqs[AFTER])
    return seqs


def expected(way: str) -> dict[str, set[str]]:
    """By way out: the words of their own time. What a list or a view says is its last words."""
    leaver, newcomer = {BEFORE}, {AFTER, SUBJECT}
    if way == "readers":
        newcomer = {AFTER}
    return {"leaver": leaver, "newcomer": newcomer}
