"""A GP writes a courrier, a colleague answers from any mail program: the thread shows it live."""

import smtplib
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from channels.db import database_sync_to_async
from playwright.async_api import Locator, expect

from bridge.models import Outgoing
from chat.guard import Guarded
from conversations import clock
from conversations.models import Letter
from tests.bridge.boxes import box_of
from tests.bridge.servers import CAMILLE, HOST, NOE, MailServers, serving
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague
from tests.server import LiveServer

TEXT = "Œdèmes des chevilles depuis trois jours."
SLOW = 60_000  # milliseconds: other processes, and mail


@pytest.fixture(scope="session")
def servers() -> Iterator[MailServers]:
    with serving() as running:
        yield running


@pytest.fixture
def carried(house: LiveServer, servers: MailServers, tmp_path: Path) -> Iterator[None]:
    """What leaves is sent, what comes is fetched."""
    env = house.env | {"MAILBOX_CA_FILE": str(servers.authority.path)}
    programs = [
        Guarded([sys.executable, "manage.py", name], env=env, log=tmp_path / name)
        for name in ("work", "fetch_mail")
    ]
    yield
    for program in programs:
        program.stop()


@pytest.fixture
def camilles_box(camille: Colleague, servers: MailServers) -> None:
    servers.doveadm("expunge", "-u", CAMILLE, "mailbox", "INBOX", "all")
    box_of(camille.person, servers, name="Dr Camille Roche")


async def test_a_courrier_leaves_and_its_answer_comes_into_the_open_thread(
    sit: Sit, camille: Colleague, camilles_box: None, carried: None, servers: MailServers
) -> None:
    screen = await sit(camille, path="/courriers")
    await writes_a_courrier(screen)
    paper = screen.messages.get_by_role("article", name="Votre courrier")
    await expect(paper).to_contain_text(TEXT)
    states = screen.messages.get_by_role("region", name="Destinataires")
    await expect(states).to_contain_text("En attente")
    await expect(screen.button("Annuler l’envoi")).to_be_visible()
    await database_sync_to_async(its_twenty_seconds_are_over)()
    await expect(states).to_contain_text("Envoyé", timeout=SLOW)
    await expect(screen.button("Annuler l’envoi")).to_be_hidden()
    await database_sync_to_async(noe_answers)(servers)
    answer = screen.messages.get_by_role("article", name="Courrier de Noé Fictif")
    await expect(answer).to_contain_text("Je la revois lundi.", timeout=SLOW)
    await is_folded(answer)
    await expect(screen.field).to_be_hidden()


async def writes_a_courrier(screen: Screen) -> None:
    """It leaves by its button alone; what is written outlives a reload."""
    await screen.page.get_by_role("link", name="Courrier", exact=True).click()
    to = screen.page.get_by_role("combobox", name="À")
    await to.fill(NOE)
    await to.press("Enter")
    await expect(screen.button(f"Retirer {NOE}")).to_be_visible()
    await screen.page.get_by_label("Objet").fill("Adaptation du traitement")
    text = screen.page.get_by_role("textbox", name="Texte du courrier")
    await text.fill(TEXT)
    for key in ("Enter", "Control+Enter"):
        await text.press(key)
    await screen.button("Enregistrer le brouillon").click()
    await expect(screen.page.get_by_text("Brouillon enregistré sur ce poste")).to_be_visible()
    await screen.page.reload()
    await expect(text).to_have_value(f"{TEXT}\n")
    await expect(screen.button(f"Retirer {NOE}")).to_be_visible()
    await screen.button("Envoyer le courrier").click()


def its_twenty_seconds_are_over() -> None:
    Outgoing.objects.update(next_at=clock.now())


def noe_answers(servers: MailServers) -> None:
    answer = EmailMessage()
    answer["From"], answer["To"] = f"Noé Fictif <{NOE}>", CAMILLE
    answer["Subject"], answer["Message-ID"] = "Re: Adaptation du traitement", "<1@ch.fr>"
    answer["In-Reply-To"] = Letter.objects.get(subject="Adaptation du traitement").message_id
    answer.set_content(f"Je la revois lundi.\n\nLe 29/11, Camille Roche a écrit :\n> {TEXT}\n")
    with smtplib.SMTP(HOST, servers.ports["plain"]) as line:
        line.send_message(answer)


async def is_folded(answer: Locator) -> None:
    """What it answers is there when asked for."""
    await expect(answer).not_to_contain_text(TEXT)
    await answer.get_by_role("button", name="Afficher le message cité").click()
    await expect(answer).to_contain_text(TEXT)
