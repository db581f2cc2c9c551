"""For each event type: old state + event = state read afresh.

The real server is recorded: what it answers before and after something happens, and the frames it
sends in between. The page's own code (frontend/src/store/fresh.test.ts) then tells whether the one
and the other give the same.
"""

import asyncio
import json
from pathlib import Path
from typing import Any, get_args
from uuid import UUID, uuid4

from conversations.protocol import Answer, Mark
from conversations.shapes import Happening
from directory.models import Professional
from tests.files.making import picture
from tests.files.sending import TEXT, send_up
from tests.live.conftest import Team
from tests.live.page import Frame, Page
from tests.live.recorder import (
    ACCEPTED,
    EVENTS,
    FILE_CHANGED,
    HAPPENED,
    PLACE_CHANGED,
    UNREAD,
    Cases,
    Recorder,
    delivered_to,
    seen_by,
    the_page_agrees,
)
from tests.server import LiveServer, SignedIn

# « gone » takes the conversation away: there is no state left to compare. « person_changed » says
# nothing of what changed: the page asks.
NO_EVENTS = {
    "welcome", "accepted", "refused", "typing", "positions", "goodbye", "pong", "gone",
    "person_changed",
}  # fmt: skip
RECORDED = {
    "conversation_exported",
    "conversation_opened", "message_posted", "message_taken", "taking_undone", "patient_set",
    "opposition_changed",
}  # fmt: skip
# In test_fresh_people.py.
PEOPLE = {
    "member_added", "history_widened", "addition_undone", "member_invited", "invitation_declined",
    "access_suspended", "access_restored", "request_vacated", "request_unanswered",
    "member_left", "subject_changed", "conversation_closed", "conversation_reopened",
}  # fmt: skip
# In test_fresh_corrections.py.
CORRECTIONS = {
    "message_corrected", "message_cancelled", "message_masked", "message_reported",
    "correction_reminded", "message_unsealed",
}  # fmt: skip
# In test_fresh_mail.py.
MAIL = {
    "letter_exchanged", "letter_state_changed", "receipt_given", "letter_moved",
    "mail_opposition_changed", "messages_forwarded", "forward_taken_back",
}  # fmt: skip
MARKS: list[dict[str, Any]] = [
    {"do": "favourite", "on": True},
    {"do": "todo", "on": True},
    {"do": "todo", "on": True, "seq": 2},
    {"do": "unread", "from_seq": 3},
    {"do": "read", "upto": 3},
    {"do": "archive", "known_seq": 99},
    {"do": "unarchive"},
    {"do": "archive", "known_seq": 99, "keep": True},
    {"do": "todo", "on": False},
    {"do": "todo", "on": False, "seq": 2},
    {"do": "favourite", "on": False},
    {"do": "notify", "level": "mentions"},
    {"do": "notify", "level": "none", "until": "2099-12-31T23:00:00Z"},
    {"do": "notify", "level": None},
]


def test_every_event_and_every_mark_is_recorded_below() -> None:
    """One that is added here belongs in a recording too."""
    assert names_of(Answer, "type") == EVENTS | NO_EVENTS
    assert names_of(Happening, "type") == RECORDED | PEOPLE | CORRECTIONS | MAIL
    assert names_of(Mark, "do") == {mark["do"] for mark in MARKS}


def names_of(union: object, discriminator: str) -> set[str]:
    arms = get_args(get_args(union)[0])
    return {arm.model_fields[discriminator].default for arm in arms}


async def test_old_state_and_event_give_the_state_read_afresh(
    server: LiveServer,
    team: Team,
    conversation: UUID,
    camille: Professional,
    nadia: Professional,
    tmp_path: Path,
) -> None:
    cases: Cases = []
    async with (
        Page(team.camille) as author,
        Page(team.hugo) as third,
        Page(team.nadia) as page,
        Page(team.nadia) as phone,
    ):
        for one in (author, page):
            await one.opens(conversation)
        hers = Recorder(page, nadia, conversation, cases)
        mine = Recorder(author, camille, conversation, cases)
        await people_speak(hers, mine, third, phone)
        await people_read(hers, mine, third, phone)
        await it_is_exported(hers, mine)
        await marks_are_set(hers, phone)
        await what_is_archived_moves(hers, mine, phone)
        await something_is_asked(hers, mine, phone)
        await a_patient_is_named(hers, mine, phone)
        await a_picture_is_sent(hers, mine, server)
    told = {frame["type"] for case in cases for frame in case["frames"]}
    assert told == EVENTS - {"message_hidden", "error_reported"}  # in test_fresh_corrections.py
    recorded = tmp_path / "frames.json"
    recorded.write_text(json.dumps(cases))
    await the_page_agrees(recorded)


async def people_speak(hers: Recorder, mine: Recorder, third: Page, phone: Page) -> None:
    conversation = hers.conversation
    async with hers.of("the first word", HAPPENED, UNREAD, show="all"):
        await mine.page.post(conversation, "Premier 🩺" + "é" * 200)
    async with mine.of("an answer", HAPPENED, UNREAD, show="conversations"):
        await third.post(conversation, "Deuxième")
    async with hers.of("one more", HAPPENED, UNREAD, show="unread"):
        await mine.page.post(conversation, "Troisième")
    async with hers.of("my own, from my phone", HAPPENED, UNREAD, show="inbox"):
        await phone.post(conversation, "Quatrième")
    async with mine.of("my own, from here", ACCEPTED, UNREAD, show="inbox"):
        await mine.page.send_message(conversation, "Cinquième")
    async with hers.of("somebody opens another with me", HAPPENED, show="inbox"):
        await start_another(mine.page.who, hers.me)


async def start_another(founder: SignedIn, other: Professional) -> None:
    async with founder.async_http() as http:
        given = {"client_id": str(uuid4()), "people": [str(other.id)]}
        assert (await http.post("/api/conversations", json=given)).status_code == 200


async def people_read(hers: Recorder, mine: Recorder, third: Page, phone: Page) -> None:
    conversation = hers.conversation
    async with mine.of("somebody's page has it", delivered_to(third, 6)):
        position = {"conversation": conversation, "seq": 6}
        await third.say("acknowledge", positions=[position])
    async with mine.of("somebody sees a part", seen_by(phone, 4)):
        await phone.sees(conversation, 2, 4)
    async with hers.of("I read on my phone", seen_by(phone, 6), UNREAD, show="unread"):
        await phone.sees(conversation, 1, 6)
    async with mine.of("the last one sees it too", seen_by(third, 6)):
        await third.sees(conversation, 1, 4)
        await third.sees(conversation, 5, 6)


async def it_is_exported(hers: Recorder, mine: Recorder) -> None:
    async with hers.of("somebody exports it", HAPPENED), mine.page.who.async_http() as http:
        address = f"/api/conversations/{hers.conversation}/exports"
        asked = await http.post(address, json={"client_id": str(uuid4())})
        assert asked.status_code == 200


async def marks_are_set(hers: Recorder, phone: Page) -> None:
    for mark in MARKS:
        # A row that a mark takes out leaves its list; one that it brings in has to be fetched.
        for_list = "favourites" if mark == {"do": "favourite", "on": False} else "all"
        async with hers.of(f"the mark {mark}", PLACE_CHANGED, UNREAD, show=for_list):
            await set_mark(phone, hers.conversation, mark)


async def what_is_archived_moves(hers: Recorder, mine: Recorder, phone: Page) -> None:
    conversation = hers.conversation
    async with hers.of("kept archived", HAPPENED, UNREAD, show="archived"):
        await mine.page.post(conversation, "Sans bruit")
    async with hers.of("I speak in it", HAPPENED, UNREAD, show="archived"):
        await phone.post(conversation, "Me revoilà")
    async with hers.of("archived", PLACE_CHANGED, UNREAD):
        await set_mark(phone, conversation, {"do": "archive", "known_seq": 99})
    async with hers.of("it comes back", HAPPENED, UNREAD, show="archived"):
        await mine.page.post(conversation, "Revenez")


async def something_is_asked(hers: Recorder, mine: Recorder, phone: Page) -> None:
    conversation, asked = hers.conversation, [str(hers.me.id)]
    async with hers.of("I am asked for urgently", HAPPENED, UNREAD, show="inbox"):
        first = await mine.page.post(
            conversation, "Retrouvé au sol", request={"people": asked, "urgent": True}
        )
    async with hers.of("another conversation moves", HAPPENED, show="inbox"):
        await start_another(mine.page.who, hers.me)
    async with hers.of("I take it", HAPPENED, PLACE_CHANGED, UNREAD, show="inbox"):
        await take(phone, conversation, first["seq"], on=True)
    async with hers.of("I undo that", HAPPENED, PLACE_CHANGED, UNREAD, show="inbox"):
        await take(phone, conversation, first["seq"], on=False)
    async with mine.of("they take it", HAPPENED, UNREAD, show="inbox"):
        await take(phone, conversation, first["seq"], on=True)
    async with mine.of("they undo that", HAPPENED, UNREAD, show="inbox"):
        await take(phone, conversation, first["seq"], on=False)
    await take(phone, conversation, first["seq"], on=True)
    await set_mark(phone, conversation, {"do": "archive", "known_seq": 99, "keep": True})
    async with hers.of("a mention brings it back", HAPPENED, UNREAD, show="archived"):
        await mine.page.post(conversation, "Merci @Nadia", mentions=asked, quote=first["seq"])


async def take(page: Page, conversation: UUID, seq: int, *, on: bool) -> None:
    async with page.who.async_http() as http:
        at = f"/api/conversations/{conversation}/entries/{seq}/taking"
        answer = await http.post(at, json={"ref": str(uuid4()), "on": on})
        assert answer.status_code == 200, answer.text


JEANNE = {
    "by": "traits", "birth_name": "Cadillac", "birth_first_names": "Jeanne",
    "birth_date": "1941-03-14", "sex": "F", "birth_place": "31555",
}  # fmt: skip


async def a_patient_is_named(hers: Recorder, mine: Recorder, phone: Page) -> None:
    async with hers.of("a patient is named", HAPPENED, UNREAD):
        jeanne = await name_patient(mine.page, hers.conversation, JEANNE, known=None)
    async with mine.of("the patient objects", HAPPENED, UNREAD):
        await object_to(phone, hers.conversation, jeanne, recorded=True)
    async with hers.of("it is about another", HAPPENED, UNREAD):
        paul = JEANNE | {"birth_first_names": "Paule", "sex": "F"}
        other = await name_patient(phone, hers.conversation, paul, known=jeanne)
    async with hers.of("and about the first again, who objected", HAPPENED, UNREAD):
        jeanne = await name_patient(mine.page, hers.conversation, JEANNE, known=other)
    async with mine.of("the patient no longer objects", HAPPENED, UNREAD):
        await object_to(phone, hers.conversation, jeanne, recorded=False)


async def name_patient(
    page: Page, conversation: UUID, patient: dict[str, str], *, known: str | None
) -> str:
    at = f"/api/conversations/{conversation}"
    async with page.who.async_http() as http:
        given = {"ref": str(uuid4()), "known": known, "patient": patient}
        assert (await http.post(f"{at}/patient", json=given)).status_code == 200
        named: str = (await http.get(at)).json()["row"]["patient"]["id"]
        return named


async def object_to(page: Page, conversation: UUID, patient: str, *, recorded: bool) -> None:
    at = f"/api/conversations/{conversation}/opposition"
    async with page.who.async_http() as http:
        given = {"ref": str(uuid4()), "patient": patient, "recorded": recorded}
        assert (await http.post(at, json=given)).status_code == 200


async def a_picture_is_sent(hers: Recorder, mine: Recorder, server: LiveServer) -> None:
    """Said at once, while it is looked at; told to all when it was."""
    photo = await send_up(mine.page.who, picture(), "plaie.png")
    notes = await send_up(mine.page.who, TEXT, "notes.txt")
    async with hers.of("a picture, still looked at", HAPPENED, UNREAD, show="inbox"):
        await mine.page.post(hers.conversation, "", files=[photo, notes])

    def both(frame: Frame) -> bool:
        return frame["type"] == "file_changed" and bool(frame["file"]["name"] == "notes.txt")

    async with hers.of("it was looked at", FILE_CHANGED, both, show="inbox", within=20):
        server.start_worker()
    assert server.worker
    await asyncio.to_thread(server.worker.stop)


async def set_mark(page: Page, conversation: UUID, mark: dict[str, Any]) -> None:
    ref = str(uuid4())
    await page.say("mark", ref=ref, conversation=conversation, mark=mark)
    await page.hears("accepted", ref=ref)
