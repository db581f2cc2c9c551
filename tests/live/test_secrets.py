"""What people write is in the database and on their pages. Nowhere else."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
from channels.db import database_sync_to_async
from django.utils import timezone
from psycopg import sql
from redis import Redis as Client

from chat.embedded import Postgres, Redis
from tests.live.conftest import Cast, Team, team_at
from tests.live.page import Page
from tests.server import HOST, Launch
from tests.traces import lines_with_a_trace, traces_of

SAID, REFUSED, ELSEWHERE = "Canari Jaune, née le 12/03/1941", "Canari-Refusé", "CanariAilleurs"
PATIENT = {
    "by": "traits", "birth_name": "Canari", "birth_first_names": "Jaune", "used_name": "Canari",
    "birth_date": "1941-03-12", "sex": "F", "birth_place": "31555",
}  # fmt: skip
TRACES = traces_of("Canari", "canari", "CANARI")
# Where what is said belongs.
ITS_TABLES = {
    "conversations_message", "conversations_conversation", "conversations_patient",
    "conversations_findable", "conversations_findablefile", "conversations_findabletitle",
}  # fmt: skip


async def test_what_is_said_crosses_redis_unreadable_and_is_in_no_log_nor_other_table(
    launch: Launch,
    postgres: Postgres,
    redis: Redis,
    own_database: str,
    tmp_path: Path,
    cast: Cast,
    conversation: UUID,
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    here, there = [await asyncio.to_thread(lambda: launch(TMPDIR=str(temporary))) for _ in range(2)]
    await asyncio.to_thread(here.start_worker)
    team = await database_sync_to_async(team_at)(here, cast)
    elsewhere = await database_sync_to_async(team_at)(there, cast)
    async with crossing(redis) as crossed, Page(elsewhere.nadia) as hers:
        await say_everything(team, conversation)
        await hers.hears("happened", conversation=conversation)
        assert hers.texts(conversation) == [SAID]
        with Client.from_url(redis.url) as client:
            kept = [client.dump(key) for key in client.scan_iter()]
    for server in (here, there):
        await asyncio.to_thread(server.stop)
    outside = {
        "what crossed Redis": bytes(crossed),
        "what Redis keeps": repr(kept).encode(),
        "what Redis logs": redis.log.read_bytes(),
        "what PostgreSQL logs": postgres.log.read_bytes(),
        "what our processes print": (tmp_path / "server.log").read_bytes(),
        **await asyncio.to_thread(other_tables, postgres, own_database),
        **{str(path): path.read_bytes() for path in temporary.rglob("*")},
    }
    found = {where: lines_with_a_trace(held, TRACES) for where, held in outside.items()}
    assert {where: lines for where, lines in found.items() if lines} == {}


async def say_everything(team: Team, conversation: UUID) -> None:
    """What is kept, what is refused, what cannot be read, by socket and by HTTP."""
    given = {"id": str(uuid4()), "text": SAID, "composed_at": timezone.now().isoformat()}
    start = {"client_id": str(uuid4()), "people": [str(uuid4())], "subject": REFUSED}
    async with Page(team.camille) as mine, team.camille.async_http() as http:
        await mine.post(conversation, SAID, named=UUID(given["id"]))
        await mine.send_message(conversation, REFUSED, named=UUID(given["id"]))
        await mine.hears("refused", code="id_reused")
        for text in (REFUSED * 1_000, REFUSED + "\0"):
            await mine.send_message(conversation, text)
            await mine.hears("refused", code="unreadable")
        await mine.socket.send(REFUSED)
        await mine.hears("refused", code="unreadable")
        await mine.say("typing", conversation=conversation)
        messages = f"/api/conversations/{conversation}/messages"
        named = {"ref": str(uuid4()), "known": None, "patient": PATIENT}
        about = f"/api/conversations/{conversation}/patient"
        answers = [
            await http.post(about, json=named),
            await http.post(about, json=named | {"patient": PATIENT | {"birth_name": "Canari 2"}}),
            await http.post(about, json=named | {"patient": PATIENT | {"sex": "Canari"}}),
            await http.post("/api/patients/search", json={"letters": "canari"}),
            await http.post(messages, json=given),
            await http.post(messages, json=given | {"text": REFUSED}),
            await http.post(messages, json=given | {"text": REFUSED + "\0"}),
            await http.post(messages, json=given | {REFUSED: 1}),
            await http.post(messages, json=given | {"composed_at": REFUSED}),
            await http.post(messages, content=json.dumps(given)[:-5].encode()),
            await http.post(messages, content=(REFUSED * 10_000).encode()),
            await http.post("/api/conversations", json=start),
            await http.post("/api/people/search", json={"letters": ELSEWHERE}),
            await http.get(f"/api/inbox?after={ELSEWHERE}"),
            await http.post("/api/search", json={"words": SAID}),
            await http.post("/api/search", json={"words": REFUSED, "after": REFUSED}),
            await http.post("/api/search", json={"words": REFUSED * 20}),
            await http.post("/api/session", json={"username": ELSEWHERE, "password": ELSEWHERE}),
        ]
    assert [a.status_code for a in answers] == [
        *[200, 422, 422, 200],
        200,
        409,
        *[422] * 3,
        400,
        413,
        422,
        200,
        400,
        200,
        400,
        422,
        401,
    ]
    assert all(REFUSED not in answer.text for answer in answers)


@asynccontextmanager
async def crossing(redis: Redis) -> AsyncIterator[bytearray]:
    """All that is asked of Redis meanwhile, as its MONITOR tells it."""
    heard = bytearray()
    reader, writer = await asyncio.open_connection(HOST, redis.port)
    writer.write(f"AUTH {redis.password}\r\nMONITOR\r\n".encode())
    await reader.readline()
    await reader.readline()
    yield heard
    with Client.from_url(redis.url) as client:
        client.echo("that was all")
    heard += await reader.readuntil(b'"that was all"')
    writer.close()
    assert heard.count(b'"PUBLISH"') >= 2, "it says what is published"


def other_tables(postgres: Postgres, database: str) -> dict[str, bytes]:
    """Every row of every table where what is said does not belong."""
    with psycopg.connect(postgres.url("postgres", database)) as superuser:
        tables = superuser.execute(
            "select tablename from pg_tables where schemaname = 'public'"
        ).fetchall()
        held = {}
        for (table,) in tables:
            rows = sql.SQL("select t::text from {} t").format(sql.Identifier(table))
            held[table] = repr(superuser.execute(rows).fetchall()).encode()
    assert held.keys() >= ITS_TABLES | {"conversations_due", "directory_session"}
    return {table: rows for table, rows in held.items() if table not in ITS_TABLES}
