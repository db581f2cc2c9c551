"""Antoine Delmas has never come here: he reads in his mailbox, and answers from there."""

import smtplib
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from channels.db import database_sync_to_async

from bridge.boxes.secrets import sealed
from bridge.colleagues import gathering
from bridge.models import FetchedMail
from bridge.providers.imap_smtp import ImapSmtp
from bridge.sending import relaying
from directory.models import Professional
from tests.bridge.colleagues import delmas_of_the_directory, minutes_later, relay_box
from tests.bridge.servers import HOST, NOE, PASSWORD, RELAY, MailServers
from tests.conversations.acts import say, start
from tests.live.page import Page
from tests.server import Launch, LiveServer
from tests.traces import lines_with_a_trace, traces_of

SAID = "Je la revois lundi.\n\nAntoine Delmas"


@pytest.fixture
def linked(own_database: str, servers: MailServers, settings: Any) -> None:
    settings.RELAY_ADDRESS = RELAY
    settings.BY_MAIL_SUBSCRIBERS = []  # the worker waits two minutes: here, nobody does
    settings.MAILBOX_CA_FILE = str(servers.authority.path)
    servers.empty(RELAY)
    relay_box(
        address=RELAY,
        user=RELAY,
        secret=sealed(PASSWORD),
        imap_host=HOST,
        imap_port=servers.ports["imap"],
        smtp_host=HOST,
        smtp_port=servers.ports["submission"],
    )


@pytest.fixture
def server(launch: Launch, servers: MailServers) -> Iterator[LiveServer]:
    """With a process that fetches mail."""
    running = launch(MAILBOX_CA_FILE=str(servers.authority.path), RELAY_ADDRESS=RELAY)
    fetching = running.run("manage.py", "fetch_mail")
    yield running
    fetching.stop()


@pytest.mark.usefixtures("linked")
async def test_two_messages_reach_him_in_one_mail_and_his_answer_is_on_her_page_as_his(
    camille: Professional, servers: MailServers, noes_box: ImapSmtp, server: LiveServer
) -> None:
    delmas, talk = await database_sync_to_async(written)(camille)
    [raw] = await database_sync_to_async(arrived)(noes_box)
    mail = message_from_bytes(raw, policy=default)
    text = mail.get_content()
    assert mail["subject"] == "Liaison : 2 nouveaux messages de Camille Roche"
    assert text.index("Prise de 3 kg") < text.index("Elle s’essouffle")
    async with Page(await server.sign_in_async(camille)) as page:
        await database_sync_to_async(answer)(servers, mail, text)
        told = await page.hears("happened", conversation=str(talk), within=60)
    entry = told["entry"]
    assert (entry["party"], entry["what"]["by_mail"]) == (str(delmas.id), True)
    assert entry["what"]["text"] == SAID
    assert await FetchedMail.objects.filter(became="answer").acount() == 1
    traces = traces_of("Canari", "Prise de", "revois", "exemple.mssante.fr")
    assert not lines_with_a_trace(server.log.read_bytes(), traces)


def written(camille: Professional) -> tuple[Professional, Any]:
    """Two messages, and two minutes later what the worker does."""
    delmas = delmas_of_the_directory(NOE)
    talk = start(camille, delmas, subject="Œdèmes de Mme Canari")
    say(camille, talk, "Prise de 3 kg en une semaine.")
    say(camille, talk, "Elle s’essouffle au lit.")
    with minutes_later(2):
        gathering.tell(talk, 3)
        assert relaying.go()
    return delmas, talk


def arrived(box: ImapSmtp) -> list[bytes]:
    while not (found := [one.raw for one in box.fetch(lambda *lies: lies[2])]):
        box.wait(5)
    return found


def answer(servers: MailServers, mail: EmailMessage, text: str) -> None:
    """As a plain mail program does."""
    back = EmailMessage()
    back["From"], back["To"] = f"Antoine Delmas <{NOE}>", mail["reply-to"]
    back["Subject"], back["Message-ID"] = f"Re: {mail['subject']}", "<reponse@ch-fictif.exemple>"
    back["In-Reply-To"] = back["References"] = mail["message-id"]
    quoted = "\n".join(f"> {row}" for row in text.splitlines())
    back.set_content(f"{SAID}\n\nLe 29 nov. 2026 à 14:32, Liaison a écrit :\n{quoted}")
    with smtplib.SMTP(HOST, servers.ports["plain"]) as line:
        line.send_message(back, NOE)
