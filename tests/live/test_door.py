"""Who gets a socket, and what ends it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from uuid import UUID

import pytest
import websockets
from channels.db import database_sync_to_async
from websockets.exceptions import InvalidStatus

from conversations.models import Message
from directory import accounts
from directory.models import Account, Professional, Session
from tests.live.conftest import Team
from tests.live.page import Page
from tests.server import LiveServer, SignedIn

SIGNED_OUT, TOO_MUCH, LOCKED = 4401, 4408, 4423
PASSWORD = "une autre phrase tout aussi longue"


async def sign_out(who: SignedIn) -> None:
    async with who.async_http() as http:
        assert (await http.delete("/api/session")).status_code == 204


def change_password(account: Account) -> None:
    accounts.change_password(account, PASSWORD)


def change_password_alone(account: Account) -> None:
    """As another tool might: without ending the sessions."""
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])


def deactivate(account: Account) -> None:
    accounts.deactivate(account)


def deactivate_alone(account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)


def end_the_session(account: Account) -> None:
    """As its time does."""
    long_ago = "2026-01-01T00:00:00Z"
    Session.objects.filter(account=account).update(expire_date=long_ago, ends_at=long_ago)


async def test_signing_out_closes_that_browser_s_pages_within_five_seconds(
    team: Team, server: LiveServer, conversation: UUID
) -> None:
    async with Page(team.nadia) as one, Page(team.nadia) as two, Page(team.camille) as other:
        began = monotonic()
        await sign_out(team.nadia)
        for page in (one, two):
            assert await page.is_closed(within=5 - (monotonic() - began)) == SIGNED_OUT
            assert page.frames[-1] == {"type": "goodbye", "reason": "signed_out"}
        await other.in_step()


async def test_locking_a_screen_closes_its_pages_alone_until_it_is_unlocked(
    team: Team, server: LiveServer, nadia: Professional, conversation: UUID
) -> None:
    phone = await server.sign_in_async(nadia)
    async with Page(team.nadia) as hers, Page(phone) as other, Page(team.camille) as mine:
        began = monotonic()
        async with team.nadia.async_http() as http:
            assert (await http.post("/api/session/lock")).status_code == 200
        assert await hers.is_closed(within=5 - (monotonic() - began)) == LOCKED
        assert hers.frames[-1] == {"type": "goodbye", "reason": "locked"}
        await mine.post(conversation, "Après")
        assert "Après" not in hers.texts(conversation)
        await other.in_step()
    async with team.nadia.socket() as socket:
        await asyncio.wait_for(socket.wait_closed(), 5)
        assert socket.close_code == LOCKED


@pytest.mark.parametrize(
    "end",
    [change_password, change_password_alone, deactivate, deactivate_alone, end_the_session],
    ids=lambda end: end.__name__,
)
async def test_what_takes_somebody_s_right_away_closes_their_pages_within_five_seconds(
    team: Team, nadia: Professional, conversation: UUID, end: Callable[[Account], None]
) -> None:
    account = await database_sync_to_async(Account.objects.get)(professional=nadia)
    async with Page(team.nadia) as hers, Page(team.camille) as mine:
        began = monotonic()
        await database_sync_to_async(end)(account)
        assert await hers.is_closed(within=5 - (monotonic() - began)) == SIGNED_OUT
        await mine.post(conversation, "Après")
        assert "Après" not in hers.texts(conversation)
        async with team.nadia.async_http() as http:
            assert (await http.get("/api/inbox")).status_code == 401


async def test_a_page_that_will_not_close_is_told_and_obeyed_no_more(
    team: Team, conversation: UUID
) -> None:
    """Somebody else's program, that goes on after goodbye as if nothing had been said."""
    async with Page(team.nadia) as hers, Page(team.camille) as mine:
        hers.socket.protocol.send_close = lambda *_: None  # type: ignore[method-assign]
        await sign_out(team.nadia)
        await hers.hears("goodbye")
        for _ in range(20):
            try:
                await hers.send_message(conversation, "Encore moi")
            except websockets.ConnectionClosed:
                break
            await mine.in_step()
        await mine.post(conversation, "Après")
        assert mine.texts(conversation) == ["Après"]
        assert "Après" not in hers.texts(conversation)
    said = Message.objects.filter(conversation=conversation)
    assert await database_sync_to_async(said.count)() == 1


async def test_a_session_that_is_over_gets_no_socket(team: Team) -> None:
    await sign_out(team.nadia)
    for cookies in (team.nadia.cookies, {"session": "x" * 32}, {}):
        async with replace(team.nadia, cookies=cookies).socket() as socket:
            await asyncio.wait_for(socket.wait_closed(), 5)
            assert socket.close_code == SIGNED_OUT


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "https://ailleurs.example",
        "http://127.0.0.1",
        "http://localhost",
        "https://{host}",
        "http://{host}.example",
        "http://evil.{host}",
        "http://{host}/",
        "http://{host}, http://{host}",
        "HTTP://{host}",
        "ws://{host}",
    ],
)
async def test_only_our_own_page_gets_a_socket(team: Team, origin: str | None) -> None:
    host = team.nadia.url.removeprefix("http://")
    with pytest.raises(InvalidStatus) as refused:
        async with websockets.connect(
            f"ws://{host}/ws/",
            origin=None if origin is None else websockets.Origin(origin.format(host=host)),
            additional_headers={"Cookie": f"session={team.nadia.cookies['session']}"},
        ):
            pass
    assert refused.value.response.status_code in {400, 403}


@pytest.mark.parametrize("path", ["/", "/ws", "/ws/x", "/api/inbox", "/ws/?next=/ws/x"])
async def test_there_is_a_socket_at_one_address_alone(team: Team, path: str) -> None:
    host = team.nadia.url.removeprefix("http://")
    cookie = {"Cookie": f"session={team.nadia.cookies['session']}"}
    connecting = websockets.connect(
        f"ws://{host}{path}", origin=websockets.Origin(team.nadia.url), additional_headers=cookie
    )
    if path.startswith("/ws/?"):
        async with connecting:
            return
    with pytest.raises(InvalidStatus):
        async with connecting:
            pass


async def test_the_eleventh_page_of_an_account_dismisses_the_oldest(team: Team) -> None:
    pages = [await Page(team.nadia).__aenter__() for _ in range(10)]
    async with Page(team.camille) as other:
        eleventh = await Page(team.nadia).__aenter__()
        assert await pages[0].is_closed() == TOO_MUCH
        assert pages[0].frames[-1] == {"type": "goodbye", "reason": "too_many_sockets"}
        for page in (*pages[1:], eleventh, other):
            await page.in_step()
    for page in (*pages, eleventh):
        await page.__aexit__(None, None, None)
