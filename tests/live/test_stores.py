"""Redis is lost, PostgreSQL hangs: what was said is kept, and all agree again by themselves."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from uuid import UUID, uuid4

import psutil
import pytest
from channels.db import database_sync_to_async
from django.utils import timezone
from redis import Redis as Client

from chat.embedded import Postgres, Redis
from conversations.models import Message
from tests.live.conftest import DATABASE, Cast, Team, team_at
from tests.live.page import Page
from tests.server import Launch, LiveServer, SignedIn


class Follower(Page):
    """A page that shows one conversation: at any sign from the server it asks what it lacks."""

    def __init__(self, who: SignedIn, conversation: UUID) -> None:
        super().__init__(who)
        self.conversation = conversation
        self.shown: list[str] = []
        self.last = self.asked_at = 0

    async def catches_up(self, texts: list[str], *, within: float) -> None:
        give_up = monotonic() + within
        async with self.who.async_http() as http:
            while self.shown != texts:
                await self.until(
                    lambda: len(self.frames) > self.asked_at, within=max(0, give_up - monotonic())
                )
                self.asked_at = len(self.frames)
                path = f"/api/conversations/{self.conversation}/entries?after={self.last}&limit=200"
                page = (await http.get(path)).json()
                self.last = page["last_seq"]
                said = [entry["what"] for entry in page["entries"]]
                self.shown += [what["text"] for what in said if "text" in what]


@pytest.fixture(scope="module")
def another(
    shared_server: LiveServer, postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """Beside the one they share. Losing Redis is lived through: it serves all these tests."""
    log = tmp_path_factory.mktemp("another") / "server.log"
    server = LiveServer(postgres.url("liaison_app", DATABASE), log, {})
    server.start()
    yield server
    server.stop()


@pytest.fixture
def two_servers(server: LiveServer, another: LiveServer, cast: Cast) -> tuple[Team, Team]:
    """The same people, signed in at two processes that know each other by Redis alone."""
    return team_at(server, cast), team_at(another, cast)


async def test_what_is_said_at_one_process_is_on_the_pages_of_the_other_at_once(
    two_servers: tuple[Team, Team], conversation: UUID
) -> None:
    here, there = two_servers
    async with (
        Page(here.camille) as mine,
        Page(here.nadia) as hers_here,
        Page(there.nadia) as hers,
        Page(there.bruno) as other,
    ):
        await mine.opens(conversation)
        accepted = await mine.post(conversation, "Bonsoir")
        told = await hers.hears("happened", conversation=conversation)
        assert told == await hers_here.hears("happened", conversation=conversation)
        await hers.hears("unread")
        await hers.say("typing", conversation=conversation)
        await mine.hears("typing")
        await hers.sees(conversation, accepted["seq"])
        await mine.hears("receipts")
        read = monotonic()
        await hers_here.hears("unread")  # of the message
        figure = await hers_here.hears("unread")
        assert figure["conversations"][0]["unread"] == 0
        assert monotonic() - read < 1
        await other.in_step()
        assert {frame["type"] for frame in other.frames} <= {"welcome", "unread", "pong"}


def flushed(redis: Redis) -> None:
    with client(redis) as asked:
        asked.flushall()


def unsubscribed(redis: Redis) -> None:
    with client(redis) as asked:
        asked.client_kill_filter(_type="pubsub")


def killed(redis: Redis) -> None:
    redis.kill()


def client(redis: Redis) -> Client:
    return Client.from_url(redis.url, socket_timeout=2)


@pytest.mark.parametrize("lost", [flushed, unsubscribed, killed], ids=lambda lost: lost.__name__)
async def test_after_redis_was_lost_all_pages_show_the_same_within_35_seconds(
    two_servers: tuple[Team, Team],
    conversation: UUID,
    redis: Redis,
    lost: Callable[[Redis], None],
) -> None:
    here, there = two_servers
    async with (
        Page(here.camille) as mine,
        Follower(here.nadia, conversation) as near,
        Follower(there.nadia, conversation) as far,
        Follower(there.hugo, conversation) as farther,
    ):
        await mine.post(conversation, "avant")
        for page in (near, far, farther):
            await page.catches_up(["avant"], within=5)
        await asyncio.to_thread(lost, redis)
        said = monotonic()
        texts = [str(n) for n in range(20)]
        for text in texts:
            asked = monotonic()
            await mine.post(conversation, text)
            assert monotonic() - asked < 1
        if lost is killed:
            await asyncio.to_thread(redis.start)
        for page in (near, far, farther):
            await page.catches_up(["avant", *texts], within=35 - (monotonic() - said))
        # And it is as before: what is said now is told at once.
        await mine.post(conversation, "après")
        await far.hears("happened", conversation=conversation)


@contextmanager
def stopped(process: psutil.Process) -> Iterator[None]:
    """It stands still, with all its children, as a machine that hangs."""
    family = [process, *process.children(recursive=True)]
    for one in family:
        one.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for one in family:
            one.send_signal(signal.SIGCONT)


async def test_while_redis_hangs_what_is_sent_is_acknowledged_within_a_second(
    team: Team, conversation: UUID, redis: Redis
) -> None:
    async with Page(team.camille) as mine, Page(team.nadia) as hers:
        with stopped(psutil.Process(redis.process.pid)):
            for n in range(20):
                sent = monotonic()
                await mine.post(conversation, str(n))
                assert monotonic() - sent < 1
            async with team.nadia.async_http() as http:
                assert (await http.get("/api/inbox")).status_code == 200
                assert (await http.get("/ready")).status_code == 200
            await hers.until(lambda: len(hers.texts(conversation)) == 20, within=1)


async def test_while_postgresql_hangs_nothing_is_acknowledged_and_all_goes_on_when_it_is_back(
    launch: Launch,
    postgres: Postgres,
    cast: Cast,
    conversation: UUID,
) -> None:
    server = await asyncio.to_thread(launch)
    team = await database_sync_to_async(team_at)(server, cast)
    named, refused = uuid4(), uuid4()
    async with Page(team.camille) as mine, Page(team.nadia) as hers:
        await mine.post(conversation, "avant")
        with stopped(psutil.Process(postgres.process.pid)):
            began = monotonic()
            ref = await mine.send_message(conversation, "pendant", named=named)
            answers = await asyncio.gather(*(
                answer(team.camille, how, conversation, refused) for how in ("post", "get")
            ))  # fmt: skip
            assert [status for status, _ in answers] == [503, 503]
            assert max(taken for _, taken in answers) < 10
            await mine.in_step()  # the page itself is answered all the while
            await asyncio.sleep(12 - (monotonic() - began))
            assert [f for f in mine.frames if f.get("ref") == ref and f["type"] == "accepted"] == []
        back = monotonic()
        while (await mine.post_again(conversation, "pendant", named))["type"] != "accepted":
            assert monotonic() - back < 10
        while (await answer(team.camille, "post", conversation, refused))[0] != 200:
            assert monotonic() - back < 10
        await mine.post(conversation, "après")
        await hers.until(lambda: "après" in hers.texts(conversation))
    assert server.web
    assert server.web.ended() is None
    texts = await database_sync_to_async(texts_of)(conversation)
    assert sorted(texts) == ["après", "avant", "par HTTP", "pendant"]


def texts_of(conversation: UUID) -> list[str]:
    said = Message.objects.filter(conversation=conversation)
    return list(said.values_list("text", flat=True))


async def answer(who: SignedIn, how: str, conversation: UUID, named: UUID) -> tuple[int, float]:
    """The status, and how long one waited for it."""
    began = monotonic()
    async with who.async_http() as http:
        path = f"/api/conversations/{conversation}"
        given = {"id": str(named), "text": "par HTTP", "composed_at": timezone.now().isoformat()}
        if how == "get":
            got = await http.get(path, timeout=30)
        else:
            got = await http.post(f"{path}/messages", json=given, timeout=30)
        assert got.headers["content-type"].startswith("application/json")
        return got.status_code, monotonic() - began
