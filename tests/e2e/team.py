"""Colleagues who act from elsewhere, over HTTP: every page hears of it as of anything else."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from channels.db import database_sync_to_async

from conversations import posting
from conversations.patient_shapes import NewPatient
from conversations.protocol import Accepted
from directory.models import Professional
from tests.conversations.acts import draft
from tests.server import SignedIn

logging.getLogger("httpx").setLevel(logging.WARNING)


@dataclass(frozen=True)
class Colleague:
    person: Professional
    signed_in: SignedIn

    @property
    def name(self) -> str:
        return f"{self.person.given_name} {self.person.family_name}"

    async def starts(self, *others: "Colleague", subject: str = "") -> UUID:
        people = [str(other.person.id) for other in others]
        given = {"client_id": str(uuid4()), "people": people, "subject": subject}
        return UUID((await self._post("/api/conversations", given))["id"])

    async def names(self, room: UUID, patient: NewPatient) -> None:
        """Say whom it is about, where nobody was named."""
        given = {"ref": str(uuid4()), "known": None, "patient": patient.model_dump(mode="json")}
        await self._post(f"/api/conversations/{room}/patient", given)

    async def says(self, room: UUID, *texts: str, **along: Any) -> int:
        """Post these messages, and give the number of the last."""
        seq = 0
        for text in texts:
            given = {"id": str(uuid4()), "text": text, "composed_at": now()} | along
            seq = (await self._post(f"/api/conversations/{room}/messages", given))["seq"]
        return seq

    async def had_said(self, room: UUID, *texts: str) -> int:
        """Before anybody looked: all at once, and no page is told."""
        drafts = [draft(self.person, room, text) for text in texts]
        *_, last = await database_sync_to_async(posting.post)(drafts)
        assert isinstance(last, Accepted)
        return last.seq or 0

    async def has_seen(self, room: UUID, first: int, last: int | None = None) -> None:
        span = {"from_seq": first, "to_seq": last or first, "displayed_at": now()}
        given = {"ref": str(uuid4()), "said_at": now(), "spans": [span]}
        await self._post(f"/api/conversations/{room}/seen", given)

    async def corrects(self, room: UUID, seq: int, text: str) -> int:
        given = {"id": str(uuid4()), "text": text, "composed_at": now()}
        answer = await self._post(f"/api/conversations/{room}/entries/{seq}/correction", given)
        return int(answer["seq"])

    async def marks(self, room: UUID, **mark: Any) -> None:
        await self._post(f"/api/conversations/{room}/marks", mark)

    async def does(self, room: UUID, what: str, **given: Any) -> None:
        """What a member does to the conversation itself."""
        named = {} if "id" in given else {"ref": str(uuid4())}
        await self._post(f"/api/conversations/{room}/{what}", named | given)

    async def adds(self, room: UUID, *people: "Colleague", give: str = "all") -> None:
        ids = [str(one.person.id) for one in people]
        await self.does(room, "people", people=ids, history={"give": give})

    async def texts(self, room: UUID) -> list[str]:
        """What was said there, in order, as the server has it."""
        return [
            entry["what"]["text"] for entry in await self.entries(room) if "text" in entry["what"]
        ]

    async def entries(self, room: UUID) -> list[Any]:
        """All that happened there, as the server has it."""
        found: list[Any] = (await self._get(f"/api/conversations/{room}/entries?limit=200"))[
            "entries"
        ]
        return found

    async def readers(self, room: UUID, seq: int) -> dict[str, datetime]:
        """Who has seen this message, by given name, and when."""
        found = await self._get(f"/api/conversations/{room}/entries/{seq}/readers")
        return {
            reader["person"]["given_name"]: datetime.fromisoformat(reader["displayed_at"])
            for reader in found["seen"]
        }

    async def _get(self, path: str) -> Any:
        async with self.signed_in.async_http() as http:
            return (await http.get(path)).raise_for_status().json()

    async def _post(self, path: str, given: Any) -> Any:
        async with self.signed_in.async_http() as http:
            return (await http.post(path, json=given)).raise_for_status().json()


def now() -> str:
    return datetime.now(UTC).isoformat()
