"""Sending a file up, as a browser does: announced, in parts, finished."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from conversations import posting, timeline
from conversations.models import Event
from conversations.posting import Draft
from conversations.protocol import Accepted
from directory.models import Professional
from files import uploading
from files.shapes import PART, NewUpload, UploadView
from tests.directory.conftest import Browser
from tests.server import SignedIn

TEXT = b"Compte rendu du 12 mars.\n"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def parts_of(content: bytes) -> Iterator[tuple[int, bytes]]:
    for number, start in enumerate(range(0, len(content), PART), 1):
        yield number, content[start : start + PART]


def begin(owner: Professional, content: bytes, name: str = "bilan.txt") -> UUID:
    upload = uuid4()
    uploading.begin(owner, NewUpload(id=upload, name=name, size=len(content)))
    return upload


def send_part(owner: Professional, upload: UUID, number: int, part: bytes) -> None:
    uploading.keep_part(owner, upload, number, lambda most: part[:most])


def send(owner: Professional, content: bytes = TEXT, name: str = "bilan.txt") -> UploadView:
    """All of it; refused as the rule refuses it."""
    upload = begin(owner, content, name)
    for number, part in parts_of(content):
        send_part(owner, upload, number, part)
    return uploading.finish(owner, upload)


def sent(owner: Professional, content: bytes = TEXT, name: str = "bilan.txt") -> UUID:
    return send(owner, content, name).id


def draft(
    author: Professional,
    conversation: UUID,
    *files: UUID,
    text: str = "",
    named: UUID | None = None,
) -> Draft:
    return Draft(author.id, named or uuid4(), conversation, text, timezone.now(), files=files)


def say_with(author: Professional, conversation: UUID, *files: UUID, text: str = "") -> int:
    """Post a message with these files, and give its number."""
    [answer] = posting.post([draft(author, conversation, *files, text=text)])
    assert isinstance(answer, Accepted), answer
    assert answer.seq
    return answer.seq


async def send_up(who: SignedIn, content: bytes, name: str) -> str:
    """All of it, to a real server."""
    upload = str(uuid4())
    async with who.async_http() as http:
        given = {"id": upload, "name": name, "size": len(content)}
        assert (await http.post("/api/uploads", json=given)).status_code == 200
        for number, part in parts_of(content):
            answer = await http.put(f"/api/uploads/{upload}/parts/{number}", content=part)
            assert answer.status_code == 204, answer.text
        finished = await http.post(f"/api/uploads/{upload}/finish")
        assert finished.status_code == 200, finished.text
    return upload


def put(browser: Browser, path: str, content: bytes) -> Any:
    return browser.client.put(
        f"/api{path}", content, "application/octet-stream", headers=browser.headers()
    )


def mask(author: Professional, conversation: UUID, seq: int) -> None:
    """As the rule for masking records it."""
    with transaction.atomic():
        rooms = timeline.lock([conversation])
        rooms[conversation].append(
            Event(
                kind=Event.Kind.MASKED,
                party_id=author.id,
                author_id=author.id,
                at=timezone.now(),
                counts=False,
                about_seq=seq,
                details={"reason": "wrong_patient"},
            )
        )
        timeline.save(rooms.values())
