"""What people write by mail, to whom, of whom, and how they sign in: no log of ours says it."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from django.utils import timezone

from bridge.boxes.secrets import sealed
from bridge.models import Box, FetchedMail, Outgoing
from chat.embedded import Postgres, Redis
from conversations import clock
from directory.models import Professional, Renewal, Session
from directory.openid import keeping
from tests.bridge.arriving import mail
from tests.bridge.boxes import box_of
from tests.bridge.malformed import mixed, nested
from tests.bridge.patients import ODETTE, identify
from tests.bridge.servers import (
    CAMILLE,
    HOST,
    LATER,
    NOBODY,
    NOE,
    PASSWORD,
    REFUSED,
    RELAY,
    MailServers,
)
from tests.bridge.test_samples import sample
from tests.conversations.acts import start
from tests.server import Launch, LiveServer
from tests.traces import lines_with_a_trace, traces_of

CANARY = "Canari"
WRONG = "Canari-Mot-De-Passe"
TRACES = traces_of(
    *("Canari", "canari", "CANARI"),  # subjects, texts, names of people and of files
    *("exemple.mssante.fr", "2550831555999"),  # whom one writes to, and a patient
    *("agrafe", "jeton-"),  # a password, and a token
)


@pytest.fixture
def server(launch: Launch, servers: MailServers, tmp_path: Path) -> Iterator[LiveServer]:
    """With a worker, and a process that fetches."""
    for person in (CAMILLE, NOE, RELAY):
        servers.empty(person)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    settings = {"MAILBOX_CA_FILE": str(servers.authority.path), "TMPDIR": str(temporary)}
    running = launch(**settings)
    running.start_worker()
    fetching = running.run("manage.py", "fetch_mail")
    yield running
    fetching.stop()


@pytest.fixture
def written(
    server: LiveServer,
    servers: MailServers,
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
) -> None:
    """Nadia's password is wrong, Hugo has none; Camille links a mailbox, and writes from it."""
    about = start(camille, nadia)
    identify(camille, about)
    box_of(nadia, servers, address=RELAY, secret=sealed(WRONG))
    by_token(hugo, server, servers)
    with server.sign_in(camille).http() as page, server.sign_in(bruno).http() as his:
        writes(page, links(page, his, servers), about)
    comes(servers)


@pytest.mark.usefixtures("written")
def test_what_is_written_by_mail_and_how_one_signs_in_are_in_no_log(
    server: LiveServer, postgres: Postgres, redis: Redis, tmp_path: Path
) -> None:
    server.wait_until(all_is_over, 60)
    server.stop()
    outside = {
        "our processes": (tmp_path / "server.log").read_bytes(),
        "PostgreSQL": postgres.log.read_bytes(),
        "Redis": redis.log.read_bytes(),
        **{str(path): path.read_bytes() for path in (tmp_path / "tmp").rglob("*")},
    }
    assert b"fails at sign_in" in outside["our processes"], "it says what an operator needs"
    found = {where: lines_with_a_trace(held, TRACES) for where, held in outside.items()}
    assert {where: lines for where, lines in found.items() if lines} == {}


def by_token(person: Professional, server: LiveServer, servers: MailServers) -> None:
    """Noé's mailbox, opened with what Pro Santé Connect gave."""
    server.sign_in(person)
    box_of(person, servers, address=NOE, sign_in="token", secret="")
    Renewal.objects.create(
        session=Session.objects.filter(account=person.account).latest("opened_at"),
        refresh=keeping.sealed("jeton-de-renouvellement"),
        access=keeping.sealed(servers.tokens.token_of(NOE)),
        good_until=timezone.now() + timedelta(minutes=10),
    )


def links(page: httpx.Client, his: httpx.Client, servers: MailServers) -> str:
    imap, smtp = (
        {"host": HOST, "port": servers.ports[name], "security": "starttls"}
        for name in ("imap", "submission")
    )
    given = {"address": CAMILLE, "imap": imap, "smtp": smtp, "user": CAMILLE, "password": PASSWORD}
    tried = page.post("/api/mail/boxes/check", json=given | {"password": WRONG})
    assert tried.json()["failed"]["step"] == "sign_in"
    assert page.post("/api/mail/boxes/check", json=given).json()["failed"] is None
    linked = page.post("/api/mail/boxes", json=given)
    refused = [
        his.post("/api/mail/boxes", json=given).status_code,
        his.post("/api/mail/boxes", json=given | {"address": CANARY}).status_code,
        his.post("/api/mail/boxes", json=given | {"imap": CANARY}).status_code,
        his.post("/api/mail/boxes", content=f'{{"password": "{WRONG}'.encode()).status_code,
    ]
    assert refused == [409, 422, 422, 400]
    return str(linked.json()["id"])


def writes(page: httpx.Client, box: str, about: UUID) -> None:
    def sends(*to: str, **changes: Any) -> int:
        given = {
            "id": str(uuid4()),
            "box": box,
            "to": [{"address": address, "name": CANARY} for address in to],
            "subject": CANARY,
            "text": f"{CANARY} {CANARY}",
            "composed_at": timezone.now().isoformat(),
        }
        return page.post("/api/mail/letters", json=given | changes).status_code

    asked = {"conversation": str(about)}
    answers = [
        sends(REFUSED, NOE, LATER),
        sends(NOBODY),
        sends(ODETTE),
        sends("canari@"),
        sends(NOE, text="Canari " * 5_000),
        sends(NOE, text="Canari\0"),
        sends(NOE, Canari="Canari"),
        page.post("/api/mail/addresses/search", json={"text": CANARY}).status_code,
        page.post("/api/mail/addresses/check", json={"address": "canari@", "name": ""}).status_code,
        page.post("/api/mail/patients/address", json=asked).status_code,
    ]
    assert answers == [200, 200, 200, 422, 422, 422, 422, 200, 422, 200]
    Outgoing.objects.update(next_at=clock.now())


def comes(servers: MailServers) -> None:
    """From outside: what can be read, and what cannot."""
    page = f"Content-Type: text/html\r\n\r\n<p>{CANARY} <img src='https://canari.example'></p>"
    enclosed = "Content-Disposition: attachment; filename=canari.pdf\r\n\r\nMZ Canari"
    mails = [
        mail(subject=CANARY, text=CANARY),
        mail("From: canari@ch.exemple.mssante.fr", subject=CANARY, text=CANARY),
        mixed(page.encode(), enclosed.encode()),
        nested(3_000).replace(b"Bonjour", CANARY.encode()),
        sample("mss_04"),
        sample("mss_06"),
    ]
    with smtplib.SMTP(HOST, servers.ports["plain"]) as line:
        for raw in mails:
            line.sendmail(NOE, [CAMILLE, NOE], raw)


def all_is_over() -> bool:
    """What can leave has left; what was sent from outside is here, two reports, and her letter."""
    hers, noes = (FetchedMail.objects.filter(box__address=one).count() for one in (CAMILLE, NOE))
    waiting = Outgoing.objects.exclude(state=Outgoing.State.DONE).count()
    wrong = Box.objects.filter(address=RELAY, failed_step="sign_in")
    return hers >= 6 + 2 and noes >= 6 + 1 and waiting == 1 and wrong.exists()
