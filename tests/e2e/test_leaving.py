"""Signing in and out: nothing of one person's is left for the next at the same browser."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest_asyncio
from channels.db import database_sync_to_async
from playwright.async_api import BrowserContext, Playwright, expect

from directory import people
from directory.models import Account, CodeApp, Session
from tests.browsers import (
    ARGUMENTS,
    DESKTOP,
    Screens,
    accessibility_problems,
    as_in_france,
    where_chromium_is,
)
from tests.conftest import PASSWORD
from tests.directory.conftest import code_now
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen, until
from tests.e2e.team import Colleague
from tests.e2e.test_server_away import has_no_line
from tests.server import Launch, LiveServer, SignedIn

# What a page could have kept, all of it.
KEPT = """async () => {
    const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys())
            if (!["", "assets"].includes(new URL(url).pathname.split("/")[1]))
                kept.push(`cached ${url}`);
    for (const { name } of await indexedDB.databases()) {
        const base = await new Promise(resolve =>
            indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result));
        for (const shelf of base.objectStoreNames) {
            const count = base.transaction(shelf).objectStore(shelf).count();
            await new Promise(resolve => count.onsuccess = resolve);
            if (count.result) kept.push(`${count.result} in ${shelf}`);
        }
        base.close();
    }
    return kept;
}"""
CANARY = "canari-des-brouillons"
CONTROL = "canari-que-le-navigateur-garde"


async def test_signing_in_takes_the_right_password(sit: Sit, nadia: Colleague) -> None:
    await database_sync_to_async(end_sessions)(nadia)
    theirs = await sit(nadia)
    await signs_in(theirs, nadia, password="autre chose")
    await expect(theirs.page.get_by_role("alert")).to_have_text(
        "Identifiant ou mot de passe incorrect."
    )
    await signs_in(theirs, nadia)
    await expect(theirs.page.get_by_role("link", name="Nadia Benali")).to_be_visible()
    await expect(theirs.page).to_have_title("Liaison")


async def test_in_the_demonstration_one_click_signs_in(launch: Launch, screens: Screens) -> None:
    await database_sync_to_async(invent)("Awa", "Diallo")
    demonstration = await asyncio.to_thread(launch, DEMO="1")
    nobody = SignedIn(demonstration.url, {})
    theirs = Screen(await screens.open(nobody, bypass_csp=True))
    choice = theirs.page.get_by_role("button", name="Awa Diallo")
    await expect(choice).to_be_visible()
    assert await accessibility_problems(theirs.page) == []
    await choice.click()
    await expect(theirs.page.get_by_role("link", name="Awa Diallo")).to_be_visible()


def invent(given_name: str, family_name: str) -> None:
    person = people.add(given_name=given_name, family_name=family_name, profession="Sage-femme")
    Account.objects.create(username="demo", professional=person, is_demo=True)


def end_sessions(of: Colleague) -> None:
    Session.objects.filter(account=of.person.account).delete()


async def signs_in(screen: Screen, who: Colleague, *, password: str = PASSWORD) -> None:
    await screen.page.get_by_label("Identifiant").fill(who.person.account.username)
    await screen.page.get_by_label("Mot de passe", exact=True).fill(password)
    await screen.page.get_by_role("button", name="Se connecter", exact=True).click()
    if password == PASSWORD:
        await database_sync_to_async(CodeApp.objects.update)(last_counter=0)
        await screen.page.get_by_label("Code à 6 chiffres").fill(code_now())
        await screen.page.get_by_role("button", name="Continuer").click()


async def asks_to_leave(screen: Screen) -> None:
    await screen.page.get_by_role("link", name="Mon compte").click()
    await screen.page.get_by_role("button", name="Se déconnecter").click()


async def is_signed_out(screen: Screen) -> None:
    await expect(screen.page.get_by_role("heading", name="Se connecter")).to_be_visible()


@pytest_asyncio.fixture(loop_scope="session")
async def on_disk(
    playwright: Playwright, server: LiveServer, screens: Screens, tmp_path: Path
) -> AsyncIterator[BrowserContext]:
    """A browser whose profile is a folder: tmp_path."""
    browser = await playwright.chromium.launch_persistent_context(
        tmp_path,
        executable_path=where_chromium_is(),
        args=ARGUMENTS,
        **as_in_france(server.url, DESKTOP),
    )
    await screens.listen(browser)
    yield browser
    await browser.close()


async def test_signing_out_warns_of_unsent_messages_then_leaves_nothing(
    on_disk: BrowserContext, tmp_path: Path, nadia: Colleague, two: UUID
) -> None:
    theirs = Screen(await on_disk.new_page())
    await theirs.page.goto("/")
    await signs_in(theirs, nadia)
    await expect(theirs.page.get_by_role("link", name="Nadia Benali")).to_be_visible()
    await has_no_line(theirs)
    await theirs.page.goto(f"/reception/{two}")
    await theirs.says(f"{CANARY}, message")
    await theirs.writes(f"{CANARY}, brouillon")
    await expect(theirs.thread.get_by_text("En attente")).to_be_visible()
    await theirs.page.wait_for_timeout(500)
    assert "1 in outbox" in await theirs.page.evaluate(KEPT)
    assert "1 in drafts" in await theirs.page.evaluate(KEPT)

    await asks_to_leave(theirs)
    await expect(theirs.page.get_by_role("alert")).to_contain_text(
        "1 message n’est pas encore parti."
    )
    await theirs.button("Rester connecté").click()
    await theirs.page.get_by_role("button", name="Se déconnecter").click()
    await theirs.button("Se déconnecter quand même").click()
    await is_signed_out(theirs)
    await expect(theirs.page.get_by_text(CANARY)).to_have_count(0)
    await until(lambda: keeps_nothing(theirs))
    await theirs.page.go_back()
    await is_signed_out(theirs)

    await theirs.page.evaluate("text => localStorage.setItem('control', text)", CONTROL)
    await on_disk.close()
    assert files_with(CONTROL, tmp_path)
    assert files_with(CANARY, tmp_path) == []
    assert await nadia.texts(two) == []


async def keeps_nothing(screen: Screen) -> bool:
    return bool(await screen.page.evaluate(KEPT) == ["{}", "{}"])


def files_with(text: str, folder: Path) -> list[Path]:
    return [
        file
        for file in folder.rglob("*")
        if file.is_file()
        for found in [file.read_bytes()]
        if text.encode() in found or text.encode("utf-16-le") in found
    ]


async def test_what_is_kept_on_the_disk_cannot_be_read_there(
    on_disk: BrowserContext, tmp_path: Path, nadia: Colleague, two: UUID
) -> None:
    """Somebody who takes the machine while she is signed in reads no draft."""
    theirs = Screen(await on_disk.new_page())
    await theirs.page.goto("/")
    await signs_in(theirs, nadia)
    await expect(theirs.page.get_by_role("link", name="Nadia Benali")).to_be_visible()
    await theirs.page.goto(f"/reception/{two}")
    await theirs.writes(f"{CANARY}, brouillon")
    await theirs.page.evaluate("text => localStorage.setItem('control', text)", CONTROL)
    await theirs.page.wait_for_timeout(500)
    assert "1 in drafts" in await theirs.page.evaluate(KEPT)
    await on_disk.close()
    assert files_with(CONTROL, tmp_path)
    assert files_with(CANARY, tmp_path) == []


async def test_who_signs_in_again_after_the_session_ended_finds_the_draft(
    sit: Sit, nadia: Colleague, two: UUID
) -> None:
    theirs = await sit(nadia, two)
    await theirs.writes("Je reprends ce soir")
    await theirs.page.wait_for_timeout(500)
    await database_sync_to_async(end_sessions)(nadia)
    await is_signed_out(theirs)
    await expect(theirs.page.get_by_text("Je reprends ce soir")).to_have_count(0)
    await signs_in(theirs, nadia)
    await expect(theirs.field).to_have_value("Je reprends ce soir")


async def test_somebody_else_at_the_same_browser_finds_no_draft(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    screen = await sit(nadia, two)
    await screen.writes("Je reprends ce soir")
    await screen.page.wait_for_timeout(500)
    await database_sync_to_async(end_sessions)(nadia)
    await is_signed_out(screen)
    await signs_in(screen, camille)
    await expect(screen.field).to_have_value("")
    await expect(screen.row("Brouillon")).to_have_count(0)
    kept = await screen.page.evaluate(KEPT)
    assert [one for one in kept if "drafts" in one or "outbox" in one] == []


async def test_signing_out_in_one_tab_empties_the_others(
    sit: Sit, nadia: Colleague, two: UUID
) -> None:
    one = await sit(nadia, two)
    other = Screen(await one.page.context.new_page())
    await other.page.goto(f"/reception/{two}")
    await other.is_open()
    await asks_to_leave(one)
    await asyncio.gather(is_signed_out(one), is_signed_out(other))
    await other.page.reload()
    await is_signed_out(other)
