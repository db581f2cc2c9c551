"""A password is half of it; the other half, with a device that holds passkeys."""

import asyncio
import re
from base64 import b32decode
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from channels.db import database_sync_to_async
from django.core import mail
from django.core.mail import EmailMessage
from playwright.async_api import Page, expect

from chat.embedded import Postgres
from directory import forgotten, links, security_mail
from directory.models import Account, Passkey
from tests.browsers import Screens, accessibility_problems
from tests.directory.conftest import code_now
from tests.e2e.conftest import Sit
from tests.e2e.team import Colleague
from tests.server import Launch, LiveServer, SignedIn

NEW = "une autre phrase de passe"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest_asyncio.fixture(loop_scope="session")
async def named(own_database: str, postgres: Postgres, tmp_path: Path) -> AsyncIterator[LiveServer]:
    """A server with a name: browsers keep no passkey for a bare address."""
    where = tmp_path / "server.log"
    server = LiveServer(postgres.url("liaison_app", own_database), where, {})
    server.url = server.env["PUBLIC_URL"] = f"http://localhost:{server.port}"
    await asyncio.to_thread(server.start)
    yield server
    await asyncio.to_thread(server.stop)


async def with_device(page: Page) -> str:
    """Plug a device in that says yes to everything its person is asked. Its id."""
    line = await page.context.new_cdp_session(page)
    await line.send("WebAuthn.enable")
    added = await line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return str(added["authenticatorId"])


async def opens_invitation(screens: Screens, named: LiveServer, who: Colleague) -> Page:
    link = await database_sync_to_async(links.invite)(who.person)
    link = re.sub(r"^http://[^/]+", named.url, link)
    page = await screens.open(SignedIn(named.url, {}), link, bypass_csp=True)
    await with_device(page)
    return page


async def is_in(page: Page) -> None:
    await expect(page.get_by_role("link", name="Mon compte")).to_be_visible()


async def signs_out(page: Page) -> None:
    await page.get_by_role("link", name="Mon compte").click()
    await page.get_by_role("button", name="Se déconnecter").click()
    await expect(page.get_by_role("heading", name="Se connecter")).to_be_visible()


async def gives_password(page: Page, username: str, password: str) -> None:
    await page.get_by_label("Identifiant").fill(username)
    await page.get_by_label("Mot de passe", exact=True).fill(password)
    await page.get_by_role("button", name="Se connecter", exact=True).click()


async def test_who_is_invited_makes_a_passkey_and_comes_back_with_it(
    named: LiveServer, screens: Screens, nadia: Colleague
) -> None:
    page = await opens_invitation(screens, named, nadia)

    await expect(page.get_by_role("heading", name="Bienvenue, Nadia Benali")).to_be_focused()
    assert "#" not in page.url
    assert await accessibility_problems(page) == []
    username = nadia.person.account.username
    await expect(page.get_by_label("Votre identifiant")).to_have_value(username)
    await page.get_by_label("Nouveau mot de passe").fill("courte")
    await page.get_by_role("button", name="Continuer").click()
    await expect(page.get_by_role("alert")).to_have_text("Il faut au moins 12 caractères.")
    await page.get_by_label("Nouveau mot de passe").fill(NEW)
    await page.get_by_role("button", name="Continuer").click()

    assert await accessibility_problems(page) == []
    await page.get_by_role("button", name="Créer une clé d’accès").click()
    await expect(page.get_by_role("heading", name="Vos codes de secours")).to_be_focused()
    codes = await page.get_by_role("listitem").all_inner_texts()
    assert len(codes) == 10
    assert await accessibility_problems(page) == []
    await page.get_by_role("button", name="Je les ai notés").click()
    await is_in(page)

    await page.keyboard.press("Control+Alt+KeyL")
    await expect(page.get_by_role("heading", name="Poste verrouillé")).to_be_visible()
    assert await accessibility_problems(page) == []
    await page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    await is_in(page)

    await signs_out(page)
    await page.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    await is_in(page)

    await signs_out(page)
    await gives_password(page, username, NEW)
    await page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    await is_in(page)

    await signs_out(page)
    await gives_password(page, username, NEW)
    await page.get_by_role("button", name="utiliser un code de secours").click()
    await page.get_by_label("Code de secours").fill(codes[0])
    await page.get_by_role("button", name="Continuer").click()
    await is_in(page)
    await sets_up_an_application(page)


async def sets_up_an_application(page: Page) -> None:
    await page.get_by_role("link", name="Mon compte").click()
    await expect(page.get_by_text("Il en reste 9")).to_be_visible()
    await page.get_by_role("button", name="Configurer une application").click()
    await page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    await expect(page.get_by_role("img", name="Carré à photographier")).to_be_visible()
    assert await accessibility_problems(page) == []
    secret = b32decode((await page.get_by_role("code").inner_text()).replace(" ", ""))
    await page.get_by_label("Recopiez le code").fill(code_now(secret))
    await page.get_by_role("button", name="Continuer").click()
    await expect(page.get_by_text("Configurée à")).to_be_visible()
    assert await accessibility_problems(page) == []
    await page.get_by_role("button", name="Retirer l’application de codes").click()
    await expect(page.get_by_text("Configurée à")).to_have_count(0)
    await page.get_by_role("button", name=re.compile("^Retirer ")).click()
    await expect(page.get_by_role("alert")).to_contain_text("C’est votre seul moyen")


async def test_a_screen_left_open_does_not_let_another_change_how_one_signs_in(
    sit: Sit, server: LiveServer, nadia: Colleague
) -> None:
    elsewhere = await server.sign_in_async(nadia.person)
    page = (await sit(nadia, path="/reception/compte")).page
    await page.get_by_role("button", name="Changer de mot de passe").click()
    await page.get_by_label("Code à 6 chiffres").fill("000000")
    await page.get_by_role("button", name="Continuer").click()
    await expect(page.get_by_role("alert")).to_contain_text("pas été reconnu")
    await page.get_by_label("Code à 6 chiffres").fill(code_now())
    await page.get_by_role("button", name="Continuer").click()
    await page.get_by_label("Nouveau mot de passe").fill(NEW)
    # This screen stays: its own session begins again, and its socket with it.
    async with page.expect_websocket():
        await page.get_by_role("button", name="Enregistrer le mot de passe").click()
    await expect(page.get_by_text("Mot de passe changé.")).to_be_visible()
    async with elsewhere.async_http() as http:
        assert (await http.get("/api/session")).status_code == 401
    await page.get_by_role("button", name="En faire de nouveaux").click()
    await expect(page.get_by_role("heading", name="Confirmez que c’est vous")).to_be_visible()


@pytest.fixture
def posting(launch: Launch, settings: Any) -> LiveServer:
    """A server that has a mail server; what its worker would send, this test sends."""
    settings.EMAIL_HOST = "mail.example.org"
    return launch(MAIL_HOST="mail.example.org", MAIL_FROM="liaison@example.org")


async def test_who_forgot_her_password_chooses_another_with_her_mail_and_her_second_factor(
    posting: LiveServer, screens: Screens, nadia: Colleague
) -> None:
    hers = Account.objects.filter(professional=nadia.person)
    await database_sync_to_async(hers.update)(email="nadia@example.org")
    page = await screens.open(SignedIn(posting.url, {}), bypass_csp=True)
    await page.get_by_role("button", name="Mot de passe oublié").click()
    await page.get_by_label("Identifiant").fill(nadia.person.account.username)
    await page.get_by_role("button", name="Envoyer le lien").click()
    await expect(page.get_by_role("status")).to_be_visible()
    words = str((await letter(forgotten.send_due)).body).split()
    link = next(word for word in words if "#" in word)
    await page.goto(re.sub(r"^http://[^/]+", posting.url, link))
    await page.get_by_label("Nouveau mot de passe").fill(NEW)
    await page.get_by_role("button", name="Continuer").click()
    assert await accessibility_problems(page) == []
    await page.get_by_label("Code à 6 chiffres").fill("000000")
    await page.get_by_role("button", name="Continuer").click()
    await expect(page.get_by_role("alert")).to_contain_text("pas été reconnu")
    await page.get_by_label("Code à 6 chiffres").fill(code_now())
    await page.get_by_role("button", name="Continuer").click()
    await is_in(page)
    told = await letter(security_mail.send_due)
    assert "Le mot de passe de votre compte Liaison a été changé" in told.body


async def letter(send_due: Callable[[], bool]) -> EmailMessage:
    """The one that leaves now."""
    mail.outbox.clear()
    await database_sync_to_async(send_due)()
    [left] = mail.outbox
    return left


async def test_a_passkey_of_another_device_or_that_was_copied_does_not_open(
    named: LiveServer, screens: Screens, nadia: Colleague
) -> None:
    page = await opens_invitation(screens, named, nadia)
    await page.get_by_label("Nouveau mot de passe").fill(NEW)
    await page.get_by_role("button", name="Continuer").click()
    await page.get_by_role("button", name="Créer une clé d’accès").click()
    await page.get_by_role("button", name="Je les ai notés").click()
    await is_in(page)
    await signs_out(page)

    used_elsewhere = Passkey.objects.filter(account=nadia.person.account)
    await database_sync_to_async(used_elsewhere.update)(uses=10_000)
    await page.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    await expect(page.get_by_role("alert")).to_contain_text("pas été reconnu")
    await database_sync_to_async(used_elsewhere.update)(uses=0)
    await database_sync_to_async(close)(nadia)
    await page.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    await expect(page.get_by_role("alert")).to_contain_text("pas été reconnu")


def close(who: Colleague) -> None:
    Account.objects.filter(pk=who.person.account.pk).update(is_active=False)
