"""The client of docs/client.md, as it stands, in two processes: two people."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from secrets import choice
from string import ascii_lowercase
from uuid import UUID

import pytest
from channels.db import database_sync_to_async

from directory.models import Account, Professional, Session
from tests.conftest import PASSWORD
from tests.directory.conftest import code_now
from tests.live.conftest import hire
from tests.live.page import Page
from tests.server import Launch, LiveServer

PAGE = Path(__file__).parent.parent.parent / "docs" / "client.md"
Line = tuple[int, str]  # number, text


@pytest.fixture
def client(tmp_path: Path) -> Path:
    code = PAGE.read_text().partition("```python\n")[2].partition("```")[0]
    file = tmp_path / "client.py"
    file.write_text(code)
    return file


@pytest.fixture
def benali(own_database: str, hashed_password: str) -> Professional:
    """A name that nobody else has."""
    family_name = "Benali" + "".join(choice(ascii_lowercase) for _ in range(8))
    return hire("Nadia", family_name, hashed_password)


class Program:
    """The client, running as somebody."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout
        self.process, self.printed = process, process.stdout

    async def prints(self) -> Line:
        line = await asyncio.wait_for(self.printed.readline(), 20)
        assert line, "it has ended"
        self.conversation, seq, text = line.decode().rstrip("\n").split(" ", 2)
        return int(seq), text


@asynccontextmanager
async def running(
    client: Path, server: LiveServer, person: Professional, *to_say: str
) -> AsyncIterator[Program]:
    account = await database_sync_to_async(Account.objects.get)(professional=person)
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(client), server.url, account.username, *to_say,
        env=os.environ | {"LIAISON_PASSWORD": PASSWORD, "LIAISON_CODE": code_now()},
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield Program(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def test_it_is_a_complete_client_in_sixty_lines(client: Path) -> None:
    assert len([line for line in client.read_text().splitlines() if line.strip()]) <= 60


async def test_two_people_talk_by_it_and_miss_nothing_while_the_server_is_killed(
    launch: Launch, client: Path, camille: Professional, benali: Professional
) -> None:
    server = await asyncio.to_thread(launch)
    nadia = await server.sign_in_async(benali)
    async with (
        running(client, server, camille, benali.family_name, "Bonsoir") as camilles,
        running(client, server, benali) as nadias,
    ):
        for program in (camilles, nadias):
            assert [await program.prints() for _ in range(2)] == [(1, ""), (2, "Bonsoir")]
        conversation = UUID(nadias.conversation)
        async with Page(nadia) as page:
            await page.post(conversation, "Je vous écoute.")
        for program in (camilles, nadias):
            assert await program.prints() == (3, "Je vous écoute.")
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
        async with Page(nadia) as page:
            for n in range(60):
                await page.post(conversation, f"Message {n}")
        for program in (camilles, nadias):
            missed = [await program.prints() for _ in range(60)]
            assert missed == [(n + 4, f"Message {n}") for n in range(60)]


async def test_it_ends_when_its_person_is_signed_out(
    client: Path, server: LiveServer, camille: Professional, benali: Professional
) -> None:
    async with running(client, server, camille, benali.family_name, "Bonsoir") as program:
        assert await program.prints() == (1, "")
        await database_sync_to_async(sign_out_everywhere)(camille)
        await asyncio.wait_for(program.process.wait(), 20)


def sign_out_everywhere(person: Professional) -> None:
    Session.objects.filter(account__professional=person).delete()
