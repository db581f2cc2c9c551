"""A GP writes a courrier, a colleague answers from any mail program: the thread shows it live."""

import re
import smtplib
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest
from channels.db import database_sync_to_async
from playwright.async_api import Locator, expect

from bridge.models import Outgoing
from chat.guard import Guarded
from conversations import clock
from conversations.models import Letter
from tests.bridge.arriving import DELMAS, PHARMACY, wrote
from tests.bridge.boxes import box_of
from tests.bridge.servers import CAMILLE, HOST, NOE, MailServers, serving
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague
from tests.server import LiveServer

SUBJECT = "Avis cardiologique"
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
    servers.empty(CAMILLE)
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


@pytest.fixture
def asked_and_alone(camille: Colleague) -> tuple[UUID, UUID]:
    """Of one subject, and with two correspondents."""
    box = box_of(camille.person, address=f"{camille.person.id.hex}@medecin.mssante.example")
    asked = wrote(box, DELMAS, subject=SUBJECT)
    return asked, wrote(box, PHARMACY, message_id="<2@ch.fr>", subject=SUBJECT, text=TEXT)


async def test_a_courrier_is_joined_by_keyboard_alone_to_the_one_it_belongs_with(
    sit: Sit, camille: Colleague, asked_and_alone: tuple[UUID, UUID]
) -> None:
    asked, alone = asked_and_alone
    screen = await sit(camille, path=f"/courriers/{alone}")
    paper = screen.messages.get_by_role("article")
    await expect(paper).to_contain_text(TEXT)
    await chooses_to_join(screen)
    await screen.page.keyboard.press("Escape")
    await expect(screen.button("Actions sur ce courrier")).to_be_focused()
    await chooses_to_join(screen)
    await is_chosen_by_keyboard(screen, SUBJECT)
    await expect(screen.page).to_have_url(re.compile(f"/courriers/{asked}"))
    await expect(screen.toast("Courrier rattaché.")).to_be_visible()
    await expect(screen.page.get_by_role("heading", name=SUBJECT, level=1)).to_be_focused()
    await expect(paper).to_have_count(2)
    await expect(screen.messages).to_contain_text("Vous avez rattaché un autre courrier")
    await screen.page.go_back()
    await expect(screen.messages).to_contain_text("Vous avez rattaché ce courrier à un autre")


async def chooses_to_join(screen: Screen) -> None:
    """From the menu of the letter: the question has the focus, and nothing is chosen for them."""
    await screen.button("Actions sur ce courrier").focus()
    await screen.page.keyboard.press("Enter")
    join = screen.page.get_by_role("menuitem", name="Rattacher à un autre courrier…")
    while not await join.evaluate("item => item === document.activeElement"):
        await screen.page.keyboard.press("ArrowDown")
    await screen.page.keyboard.press("Enter")
    await expect(
        screen.page.get_by_role("heading", name="Rattacher ce courrier à…")
    ).to_be_focused()
    await expect(screen.button("Rattacher")).to_be_disabled()


async def is_chosen_by_keyboard(screen: Screen, subject: str) -> None:
    kin = screen.page.get_by_role("radio", name=subject)
    await expect(kin).to_be_visible()
    await screen.page.keyboard.press("Tab")
    await expect(kin).to_be_focused()
    await screen.page.keyboard.press("Space")
    for _ in range(2):  # past « Annuler »
        await screen.page.keyboard.press("Tab")
    await expect(screen.button("Rattacher")).to_be_focused()
    await screen.page.keyboard.press("Enter")
