"""What pages tell each other while people work, and how soon."""

import asyncio
from time import monotonic
from uuid import UUID, uuid4

import httpx
from django.utils import timezone

from directory.models import Professional
from tests.live.conftest import Team
from tests.live.page import Page


async def test_a_message_is_on_the_others_pages_within_300_ms_with_the_number_it_was_given(
    team: Team, conversation: UUID, camille: Professional
) -> None:
    async with Page(team.camille) as mine, Page(team.nadia) as hers, Page(team.hugo) as his:
        await mine.post(conversation, "La première réveille tout le monde.")
        sent = monotonic()
        accepted = await mine.post(conversation, "Bonsoir")
        told = [
            await page.hears("happened", conversation=conversation) for page in (hers, hers, his)
        ][1]
        assert hers.times[hers.taken - 1] - sent < 0.3
        assert told["entry"] == {
            "seq": accepted["seq"],
            "at": accepted["at"],
            "composed_at": told["entry"]["composed_at"],
            "party": str(camille.id),
            "hand": None,
            "counts": True,
            "what": {
                "type": "message_posted",
                "message": accepted["message"],
                "client_id": accepted["ref"],
                "text": "Bonsoir",
                "files": [],
                "quote": None,
                "mentions": [],
                "request": None,
                "by_mail": False,
                "standing": {
                    "state": "current",
                    "version": 1,
                    "by_seq": None,
                    "at": None,
                    "in_place_at": None,
                    "reported": False,
                },
            },
        }
        await his.until(lambda: len(his.texts(conversation)) == 2)
        assert hers.texts(conversation) == his.texts(conversation) == mine.texts(conversation)


async def test_who_is_writing_is_shown_to_the_others_within_300_ms(
    team: Team, conversation: UUID, camille: Professional
) -> None:
    async with Page(team.camille) as mine, Page(team.nadia) as hers, Page(team.bruno) as other:
        await mine.say("typing", conversation=conversation)
        await hers.hears("typing")
        began = monotonic()
        await mine.say("typing", conversation=conversation)
        told = await hers.hears("typing")
        assert monotonic() - began < 0.3
        assert told == {
            "type": "typing", "conversation": str(conversation), "party": str(camille.id),
        }  # fmt: skip
        for page in (mine, other):
            await page.in_step()
            assert page.heard("typing") == []


async def test_reading_on_one_device_clears_the_other_within_a_second(
    team: Team, conversation: UUID
) -> None:
    async with Page(team.camille) as mine, Page(team.nadia) as phone, Page(team.nadia) as desk:
        accepted = await mine.post(conversation)
        for page in (phone, desk):
            told = await page.hears("unread")
            [figure] = told["conversations"]
            assert (figure["conversation"], figure["unread"]) == (str(conversation), 1)
            assert told["counts"]["unread"] == 1
        read = monotonic()
        await phone.sees(conversation, 1, accepted["seq"])
        told = await desk.hears("unread")
        assert monotonic() - read < 1
        [now] = told["conversations"]
        assert (now["unread"], now["read_upto"]) == (0, accepted["seq"])
        assert now["version"] > figure["version"]
        assert told["counts"]["unread"] == 0
        assert not told["all"]


async def test_vu_comes_within_a_second_to_those_who_have_the_conversation_open(
    team: Team, conversation: UUID, nadia: Professional
) -> None:
    async with (
        Page(team.camille) as opened,
        Page(team.camille) as elsewhere,
        Page(team.nadia) as hers,
    ):
        await opened.opens(conversation)
        await elsewhere.opens(None)
        accepted = await opened.post(conversation)
        seen = monotonic()
        await hers.sees(conversation, accepted["seq"])
        told = await opened.hears("receipts", conversation=conversation)
        assert monotonic() - seen < 1
        [span] = told["seen"]
        assert (span["party"], span["from_seq"], span["to_seq"]) == (
            str(nadia.id), accepted["seq"], accepted["seq"],
        )  # fmt: skip
        await elsewhere.in_step()
        assert elsewhere.heard("receipts") == []


async def test_many_who_read_at_once_are_told_in_one_frame_a_second(
    team: Team, conversation: UUID
) -> None:
    """The first is told at once; those of the second that follows are gathered."""
    async with Page(team.camille) as mine, Page(team.nadia) as hers, Page(team.hugo) as his:
        await mine.opens(conversation)
        seqs = [(await mine.post(conversation, str(n)))["seq"] for n in range(10)]
        read = monotonic()
        for seq in seqs:
            await asyncio.gather(hers.sees(conversation, seq), his.sees(conversation, seq))
        over = monotonic()

        def all_told() -> bool:
            spans = [span for frame in mine.heard("receipts") for span in frame["seen"]]
            return len({(span["party"], span["from_seq"]) for span in spans}) == 20

        await mine.until(all_told)
        assert monotonic() - over < 1.2
        assert len(mine.heard("receipts")) <= 2 + (over - read)


async def test_what_a_page_has_fetched_is_told_as_delivered(
    team: Team, conversation: UUID, nadia: Professional
) -> None:
    async with Page(team.camille) as mine, Page(team.nadia) as hers:
        await mine.opens(conversation)
        accepted = await mine.post(conversation)
        position = {"conversation": conversation, "seq": accepted["seq"]}
        await hers.say("acknowledge", positions=[position])
        told = await mine.hears("receipts")
        assert (told["seen"], told["delivered"]) == (
            [], [{"party": str(nadia.id), "upto": accepted["seq"]}],
        )  # fmt: skip


async def test_a_mark_is_shown_on_my_other_pages_and_on_nobody_else_s(
    team: Team, conversation: UUID
) -> None:
    async with Page(team.nadia) as phone, Page(team.nadia) as desk, Page(team.camille) as other:
        ref = str(uuid4())
        await phone.say("mark", ref=ref, conversation=conversation,
                        mark={"do": "favourite", "on": True})  # fmt: skip
        await phone.hears("accepted", ref=ref)
        told = await desk.hears("place_changed", conversation=conversation)
        assert told["place"]["favourite"]
        async with team.nadia.async_http() as http:
            view = (await http.get(f"/api/conversations/{conversation}")).json()
        assert view["row"]["place"] == told["place"]
        await other.in_step()
        assert other.heard("place_changed") == []


async def test_a_new_conversation_appears_on_the_pages_of_those_who_were_chosen(
    team: Team, conversation: UUID, nadia: Professional
) -> None:
    async with Page(team.nadia) as hers, Page(team.bruno) as other:
        async with team.camille.async_http() as http:
            given = {"client_id": str(uuid4()), "people": [str(nadia.id)], "subject": "Chute"}
            row = (await http.post("/api/conversations", json=given)).json()
        told = await hers.hears("happened", conversation=row["id"])
        assert told["entry"]["what"] == {"type": "conversation_opened"}
        await other.in_step()
        assert other.heard("happened") == []


async def test_posting_the_same_id_by_socket_and_by_http_is_one_message(
    team: Team, conversation: UUID
) -> None:
    named = uuid4()
    async with Page(team.camille) as mine, team.camille.async_http() as http:
        by_socket = await mine.post(conversation, "Une fois", named=named)
        given = {"id": str(named), "text": "Une fois", "composed_at": timezone.now().isoformat()}
        by_http = await http.post(f"/api/conversations/{conversation}/messages", json=given)
        assert {"type": "accepted"} | by_http.json() == by_socket
        refused = await http.post(
            f"/api/conversations/{conversation}/messages", json=given | {"text": "Deux fois"}
        )
        assert (refused.status_code, refused.json()["code"]) == (409, "id_reused")
        await mine.in_step()
        assert mine.texts(conversation) == ["Une fois"]


async def test_fifty_simultaneous_posts_of_one_id_are_one_message_and_one_answer(
    team: Team, conversation: UUID
) -> None:
    given = {"id": str(uuid4()), "text": "Une fois", "composed_at": timezone.now().isoformat()}

    async def post(http: httpx.AsyncClient) -> tuple[int, str]:
        answer = await http.post(
            f"/api/conversations/{conversation}/messages", json=given, timeout=30
        )
        return answer.status_code, answer.text

    async with Page(team.nadia) as hers, team.camille.async_http() as http:
        answers = await asyncio.gather(*(post(http) for _ in range(50)))
        assert answers[0][0] == 200
        assert answers == [answers[0]] * 50
        await hers.in_step()
        assert hers.texts(conversation) == ["Une fois"]


async def test_what_one_page_sends_without_waiting_is_answered_and_shown_in_its_order(
    team: Team, conversation: UUID
) -> None:
    async with Page(team.camille) as mine, Page(team.nadia) as hers:
        refs = [await mine.send_message(conversation, str(n)) for n in range(150)]
        await mine.until(lambda: mine.count("accepted") == 150)
        assert [frame["ref"] for frame in mine.heard("accepted")] == refs
        await hers.until(lambda: len(hers.texts(conversation)) == 150)
        assert hers.texts(conversation) == [str(n) for n in range(150)]


async def test_a_page_that_connects_is_told_who_it_is_and_what_is_unread(
    team: Team, conversation: UUID, nadia: Professional
) -> None:
    async with Page(team.camille) as mine:
        await mine.post(conversation)
    async with Page(team.nadia) as hers:
        welcome, unread = hers.frames[:2]
        assert welcome == {"type": "welcome", "you": str(nadia.id), "version": 2}
        assert unread["all"]
        [figure] = unread["conversations"]
        assert (figure["conversation"], figure["unread"]) == (str(conversation), 1)


async def test_a_page_that_opens_while_others_speak_misses_nothing(
    team: Team, conversation: UUID
) -> None:
    """It hears first and reads after: what falls between is in the one or the other, or both."""
    over = asyncio.Event()

    async def speak() -> int:
        """By HTTP: a page that spoke as fast as it is answered would be shut out."""
        spoken, now = 0, timezone.now().isoformat()
        async with team.camille.async_http() as http:
            while not over.is_set():
                given = {"id": str(uuid4()), "text": "encore", "composed_at": now}
                path = f"/api/conversations/{conversation}/messages"
                assert (await http.post(path, json=given)).status_code == 200
                spoken += 1
        return spoken

    async def open_and_look(http: httpx.AsyncClient) -> None:
        async with Page(team.nadia) as hers:
            path = f"/api/conversations/{conversation}/entries?limit=200"
            read = (await http.get(path)).json()["last_seq"]
            await hers.until(lambda: max(numbers(hers), default=0) > read)
            told = numbers(hers)
            assert told == list(range(told[0], told[-1] + 1))
            assert told[0] <= read + 1 <= told[-1]

    def numbers(page: Page) -> list[int]:
        return [frame["entry"]["seq"] for frame in page.heard("happened")]

    speaking = asyncio.create_task(speak())
    async with team.nadia.async_http() as http:
        for _ in range(30):
            await open_and_look(http)
    over.set()
    spoken = await speaking
    async with team.nadia.async_http() as http:
        row = (await http.get(f"/api/conversations/{conversation}")).json()["row"]
    assert (row["last_seq"], row["place"]["unread"]) == (spoken + 1, min(spoken, 100))
