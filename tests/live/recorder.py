"""Records a conversation as a person sees it, before and after, and what is told between."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from directory.models import Professional
from tests.live.page import PATIENCE, Frame, Page

FRONTEND = Path(__file__).parent.parent.parent / "frontend"
# What a page applies to what it holds. The other answers say nothing of a state.
EVENTS = {
    "happened", "receipts", "place_changed", "unread", "file_changed", "message_hidden",
    "error_reported",
}  # fmt: skip
Cases = list[dict[str, Any]]
Sign = Callable[[Frame], bool]


class Recorder:
    """Looks at one conversation with the eyes of one person, before and after."""

    def __init__(self, page: Page, me: Professional, conversation: UUID, cases: Cases) -> None:
        self.page, self.me, self.conversation, self.cases = page, me, conversation, cases

    @asynccontextmanager
    async def of(
        self, name: str, *until: Sign, show: str = "all", within: float = PATIENCE
    ) -> AsyncIterator[None]:
        """What the block does is over when frames with these signs have come."""
        await self.page.in_step()
        before = await self._look(show)
        first = len(self.page.frames)
        yield
        await self.page.until(
            lambda: all(any(map(sign, self.page.frames[first:])) for sign in until), within=within
        )
        await self._is_told_the_last_version(before, first)
        await self.page.in_step()
        frames = [frame for frame in self.page.frames[first:] if frame["type"] in EVENTS]
        after = await self._look(show)
        for before_it, after_it, more in zip(before, after, ({}, {"show": show}), strict=True):
            self.cases.append({
                "name": f"{name}, for {self.me.given_name}{' in the list' if more else ''}",
                "me": str(self.me.id),
                "before": before_it,
                "frames": frames,
                "after": after_it,
                **more,
            })  # fmt: skip

    async def _is_told_the_last_version(self, before: tuple[Any, Any], first: int) -> None:
        """Counts are told a moment later: those of before may come first."""
        known, version = before[0]["view"], version_in((await self._look("all"))[0]["view"])
        if version != version_in(known):
            await self.page.until(
                lambda: any(version in versions_told(frame) for frame in self.page.frames[first:])
            )

    async def _look(self, show: str) -> tuple[Any, Any]:
        at = f"/api/conversations/{self.conversation}"
        async with self.page.who.async_http() as http:
            view, entries, listed = [
                (await http.get(path)).json()
                for path in (at, f"{at}/entries?limit=200", f"/api/inbox?show={show}")
            ]
        return {"view": view, "page": entries}, listed


def version_in(view: dict[str, Any]) -> int:
    version: int = view["row"]["place"]["version"]
    return version


def versions_told(frame: Frame) -> list[int]:
    if frame["type"] == "place_changed":
        return [frame["place"]["version"]]
    return [one["version"] for one in frame["conversations"]] if frame["type"] == "unread" else []


def is_a(kind: str) -> Sign:
    return lambda frame: frame["type"] == kind


def seen_by(page: Page, upto: int) -> Sign:
    """Receipts are gathered: those of before may come first."""
    reader = page.frames[0]["you"]
    return lambda frame: (
        frame["type"] == "receipts"
        and any(span["party"] == reader and span["to_seq"] == upto for span in frame["seen"])
    )


def delivered_to(page: Page, upto: int) -> Sign:
    held = {"party": page.frames[0]["you"], "upto": upto}
    return lambda frame: frame["type"] == "receipts" and held in frame["delivered"]


HAPPENED, UNREAD, PLACE_CHANGED, ACCEPTED, FILE_CHANGED = map(
    is_a, ("happened", "unread", "place_changed", "accepted", "file_changed")
)


async def the_page_agrees(recorded: Path) -> None:
    vitest = await asyncio.create_subprocess_exec(
        "node_modules/.bin/vitest", "run", "src/store/fresh.test.ts",
        cwd=FRONTEND, env=os.environ | {"FRAMES": str(recorded)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await vitest.communicate()
    assert vitest.returncode == 0, said.decode()[-6_000:]
