"""Who is not in a conversation: no frame, no answer says that it is there."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from conversations.consumer import commands
from tests.live.conftest import Team
from tests.live.page import Frame, Page

NOW = timezone.now().isoformat()
SPAN = {"from_seq": 1, "to_seq": 2, "displayed_at": NOW}
# Every order of the protocol that names a conversation, well-formed.
ORDERS: list[dict[str, Any]] = [
    {"type": "send_message", "id": str(uuid4()), "text": "Bonjour", "composed_at": NOW},
    {"type": "report_seen", "ref": str(uuid4()), "said_at": NOW, "spans": [SPAN]},
    {"type": "typing"},
    {"type": "open_conversation"},
    *(
        {"type": "mark", "ref": str(uuid4()), "mark": mark}
        for mark in (
            {"do": "favourite", "on": True},
            {"do": "todo", "on": True},
            {"do": "todo", "on": True, "seq": 2},
            {"do": "archive", "known_seq": 2},
            {"do": "unarchive"},
            {"do": "read", "upto": 2},
            {"do": "unread", "from_seq": 2},
            {"do": "notify", "level": "none"},
        )
    ),
]


def test_every_order_that_names_a_conversation_is_looked_at() -> None:
    schema = commands.json_schema()["$defs"]
    named = {
        shape["properties"]["type"]["const"]
        for shape in schema.values()
        if {"type", "conversation"} <= shape.get("properties", {}).keys()
    }
    assert named == {order["type"] for order in ORDERS}


async def answers(page: Page, conversation: UUID) -> list[Frame]:
    """What this page is answered about this conversation, whatever it asks."""
    got = []
    for order in ORDERS:
        await page.say(kind=order["type"], conversation=conversation, **rest(order))
        got.append(await page.hears("refused"))
    position = {"conversation": conversation, "seq": 2}
    await page.say("acknowledge", positions=[position])
    await page.in_step()
    return got


def rest(order: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in order.items() if name != "type"}


async def test_bruno_is_answered_alike_of_what_is_absent_and_of_what_is_not_his(
    team: Team, conversation: UUID
) -> None:
    async with Page(team.camille) as mine, Page(team.bruno) as page:
        await mine.opens(conversation)
        await mine.post(conversation, "Confidence")
        await mine.hears("unread")
        before = len(mine.frames)
        theirs = await answers(page, conversation)
        assert theirs == await answers(page, uuid4())
        message = "Introuvable, ou vous n’y avez pas accès."
        assert theirs == [
            {"type": "refused", "ref": order.get("id") or order.get("ref"), "code": "not_found",
             "message": message}
            for order in ORDERS
        ]  # fmt: skip
        await mine.in_step()
        assert len(mine.frames) == before + 1, "the pong"


async def test_a_third_person_is_told_nothing_of_what_two_others_do(
    team: Team, conversation: UUID
) -> None:
    async with Page(team.bruno) as page, Page(team.camille) as mine, Page(team.nadia) as hers:
        await page.say("open_conversation", conversation=conversation)
        await page.hears("refused")
        before = len(page.frames)
        await mine.opens(conversation)
        accepted = await mine.post(conversation, "Confidence")
        await hers.say("typing", conversation=conversation)
        await hers.sees(conversation, accepted["seq"])
        await hers.say("mark", ref=uuid4(), conversation=conversation,
                       mark={"do": "favourite", "on": True})  # fmt: skip
        await mine.hears("receipts")
        await hers.hears("place_changed")
        await page.in_step()
        assert [frame["type"] for frame in page.frames[before:]] == ["pong"]


@pytest.mark.parametrize("show", ["inbox", "unread", "all", "conversations", "archived"])
async def test_a_third_person_finds_nothing_in_any_list(
    team: Team, conversation: UUID, show: str
) -> None:
    async with Page(team.camille) as mine, team.bruno.async_http() as http:
        await mine.post(conversation, "Confidence")
        assert (await http.get(f"/api/inbox?show={show}")).json()["rows"] == []
