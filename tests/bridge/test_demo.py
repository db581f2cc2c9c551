"""The demo's post office carries between its people, and is nothing outside the demo."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from bridge.addresses import Address
from bridge.models import Box, Outgoing
from bridge.providers import PROVIDERS
from bridge.providers.account import MailAccount, Password, Server
from bridge.providers.contract import Outcome, Provider
from bridge.providers.demo import deliver
from bridge.reading.read import read
from bridge.received import ReceivedMail, XdmPatient
from bridge.writing.letter import Letter
from bridge.writing.message import written
from conversations import clock
from directory import people, workplaces
from directory.identifiers import OIDS, Nature
from directory.models import Account
from tests.bridge.servers import CAMILLE, NOBODY, NOE

CLAIRE = "claire.vasseur@medecin.exemple.mssante.fr"
BOURDEL = XdmPatient(
    matricule="138063139599918",
    oid=OIDS[Nature.TEST],
    family_name="BOURDEL",
    given_names="MARCEL",
    birth_date=date(1938, 6, 2),
    sex="M",
)
OURS = "<unguessable@medimail.exemple.mssante.fr>"


@pytest.fixture(autouse=True)
def demo(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO, settings.MAIL_PROVIDER = True, "demo"
    settings.DEMO_POST_DIR, settings.MAILBOX_HOSTS = str(tmp_path), ["poste.example"]


def box(address: str) -> Provider:
    nowhere = Server("poste.example", 143)
    return PROVIDERS["demo"](MailAccount(address, nowhere, nowhere, Password(address, "aucun")))


def lying_in(provider: Provider) -> list[ReceivedMail]:
    return [read(one.raw) for one in provider.fetch(lambda folder, validity, uids: uids)]


def test_what_camille_sends_lies_at_noes_and_she_is_told_what_became_of_it() -> None:
    hers, his = box(CAMILLE), box(NOE)
    to = (Address(NOE), Address(NOBODY))
    letter = Letter(OURS, Address(CAMILLE), to, "Relevé", "Bonjour", datetime.now(UTC))
    assert {result.outcome for result in hers.send(written(letter))} == {Outcome.SENT}
    [there] = lying_in(his)
    assert (there.text, there.message_id) == ("Bonjour", OURS)
    reports = [report for mail in lying_in(hers) for report in mail.reports]
    assert [(one.address, one.state) for one in reports] == [
        (NOE, "delivered"),
        (NOBODY, "failed"),
    ]
    assert {mail.original.envelope_id for mail in lying_in(hers)} == {OURS.strip("<>")}


def test_waiting_ends_with_a_mail_that_was_not_fetched_yet() -> None:
    his = box(NOE)
    lying_in(his)
    assert not his.wait(0.01)
    deliver(NOE, b"Subject: 1\n\n")
    assert his.wait(5)


def test_of_many_that_arrive_at_once_each_has_a_number() -> None:
    with ThreadPoolExecutor(8) as many:
        list(many.map(lambda n: deliver(NOE, b"Subject: %d\n\n" % n), range(40)))
    fetched = list(box(NOE).fetch(lambda folder, validity, uids: uids))
    assert [one.where.uid for one in fetched] == list(range(1, 41))
    assert len({one.raw for one in fetched}) == 40


@pytest.mark.django_db
def test_the_people_of_the_demo_find_their_mail_once() -> None:
    claire = people.add(given_name="Claire", family_name="Vasseur", profession="Médecin")
    Account.objects.create(username="cvasseur", professional=claire, is_demo=True)
    place = workplaces.place(name="Cabinet", department="34", technical_id="R1")
    workplaces.give_address(CLAIRE, to=claire, at=place)
    for _ in range(2):
        call_command("load_demo_mail")
    mine = Box.objects.get()
    assert (mine.address, mine.party_id) == (CLAIRE, claire.id)
    # They leave as soon as the worker is there.
    assert Outgoing.objects.filter(next_at__lte=clock.now()).count() == 2
    found = {mail.subject: mail for mail in lying_in(box(CLAIRE))}
    [report] = found["Compte rendu d’échographie"].attachments
    [page] = PdfReader(BytesIO(report.content)).pages
    assert "pas d’argument pour une insuffisance cardiaque" in page.extract_text()
    whole = found["Lettre de liaison BOURDEL MARCEL 02/06/1938"]
    assert whole.xdm
    assert whole.xdm.patient == BOURDEL
    assert [one.title for one in whole.xdm.documents] == [
        "Lettre de liaison à la sortie",
        "Compte rendu de consultation",
    ]
    assert len({one.name for one in whole.attachments}) == 3
    assert "Résultats disponibles" in found


def test_outside_the_demo_nothing_starts_with_it() -> None:
    given = os.environ | {"MAIL_PROVIDER": "demo", "DEMO": "0"}
    command = [sys.executable, "-c", "import chat.settings"]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert "MAIL_PROVIDER is demo" in done.stderr
    assert done.returncode != 0
