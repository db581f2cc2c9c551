"""Courriers leave by real servers: what the other side says, and where the line is cut."""

import os
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from socket import create_server
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from bridge.models import Box, Outgoing
from bridge.providers.imap_smtp import ImapSmtp
from bridge.reading.parse import parsed
from bridge.received import Kind, ReceivedMail
from bridge.sending.leasing import LEASE
from bridge.sending.refusals import TooLarge
from chat.embedded import Postgres
from chat.guard import Guarded
from conversations import clock
from conversations.analysing import analyse
from directory.models import Professional
from tests.bridge.boxes import box_of
from tests.bridge.faulty import Cut, relay
from tests.bridge.sending import recipients, states, told, work
from tests.bridge.servers import CAMILLE, LATER, NOE, REFUSED, MailServers
from tests.bridge.writing import letter_at, write
from tests.files.sending import sent

CANARY = "Canari jaune"


@pytest.fixture(autouse=True)
def _believed(servers: MailServers, settings: Settings) -> None:
    settings.MAILBOX_CA_FILE = str(servers.authority.path)


def arrived(box: ImapSmtp, count: int = 1) -> list[ReceivedMail]:
    """Letters, told by IDLE; the reports on one's own are others' matter."""
    while True:
        raw = [one.raw for one in box.fetch(lambda _folder, _uidvalidity, uids: uids)]
        found = [mail for mail in map(parsed, raw) if mail.kind == Kind.LETTER]
        if len(found) >= count:
            return found
        assert box.wait(20), "nothing came"


def by(port: int) -> dict[str, Any]:
    return {"smtp_port": port, "smtp_security": "tls"}


@pytest.mark.django_db
def test_two_boxes_write_to_each_other_and_each_recipient_has_an_answer(
    camille: Professional,
    nadia: Professional,
    servers: MailServers,
    camilles_box: ImapSmtp,
    noes_box: ImapSmtp,
    caplog: pytest.LogCaptureFixture,
) -> None:
    mine, theirs = box_of(camille, servers), box_of(nadia, servers, address=NOE)
    upload = sent(camille, CANARY.encode(), "tracé d’effort.txt")
    done = write(camille, mine, REFUSED, NOE, LATER, subject=CANARY, text=CANARY, files=(upload,))
    answer = write(nadia, theirs, CAMILLE)
    analyse(done.conversation, done.seq)
    work(answer.leaves_at)
    assert states(camille, done) == ["failed", "sent", "waiting"]
    assert "Adresse inconnue" in recipients(camille, done)[0].reason
    assert states(nadia, answer) == ["sent"]
    [mail] = arrived(noes_box)
    letter = letter_at(done.conversation, done.seq)
    assert (mail.message_id, mail.subject, mail.text) == (letter.message_id, CANARY, CANARY)
    assert [(one.name, one.content) for one in mail.attachments] == [
        ("tracé d’effort.txt", CANARY.encode())
    ]
    assert len(arrived(camilles_box)) == 1
    assert not any(word in caplog.text for word in (CANARY, NOE, REFUSED, LATER))


@pytest.mark.django_db
def test_cut_before_a_word_of_it_left_it_waits_and_arrives_once(
    camille: Professional, servers: MailServers, noes_box: ImapSmtp
) -> None:
    with relay(servers.authority, servers.ports["plain"], Cut.BEFORE_DATA) as port:
        box = box_of(camille, servers, **by(port))
        done = write(camille, box, NOE)
        work(done.leaves_at)
    assert (states(camille, done), told(done)) == (["waiting"], [])
    straight(box, servers)
    work(done.leaves_at + timedelta(minutes=1))
    assert told(done) == ["sent"]
    assert len(arrived(noes_box)) == 1


@pytest.mark.django_db
def test_cut_after_all_of_it_left_it_is_unknown_and_comes_twice_under_one_name(
    camille: Professional, servers: MailServers, noes_box: ImapSmtp
) -> None:
    with relay(servers.authority, servers.ports["plain"], Cut.AFTER_DATA) as port:
        box = box_of(camille, servers, **by(port))
        done = write(camille, box, NOE)
        work(done.leaves_at)
    assert told(done) == ["unknown"]
    straight(box, servers)
    work(done.leaves_at + timedelta(minutes=1))
    assert told(done) == ["unknown", "sent"]
    first, second = arrived(noes_box, 2)
    assert (first.message_id, first.content_hash) == (second.message_id, second.content_hash)


@pytest.mark.django_db
def test_put_off_five_times_it_arrives_once(
    camille: Professional, servers: MailServers, noes_box: ImapSmtp
) -> None:
    with relay(servers.authority, servers.ports["plain"], Cut.NEVER, put_off=5) as port:
        done = write(camille, box_of(camille, servers, **by(port)), NOE)
        moment = done.leaves_at
        for minutes in (0, 1, 2, 5, 15):
            moment += timedelta(minutes=minutes)
            work(moment)
            assert states(camille, done) == ["waiting"]
        work(moment + timedelta(minutes=30))
    assert told(done) == ["sent"]
    assert len(arrived(noes_box)) == 1


def straight(box: Box, servers: MailServers) -> None:
    Box.objects.filter(id=box.id).update(
        smtp_port=servers.ports["submission"], smtp_security="starttls"
    )


@pytest.mark.django_db
def test_a_file_of_nine_megabytes_is_refused_before_anything_leaves(
    camille: Professional, servers: MailServers
) -> None:
    upload = sent(camille, b"0123456789abcde\n" * 562_500, "bilan.txt")
    with pytest.raises(TooLarge) as no:
        write(camille, box_of(camille, servers), NOE, files=(upload,))
    assert no.value.message == (
        "Ce courrier dépasse de 2,4\u00a0Mo les 10\u00a0Mo permis, une fois ses fichiers encodés"
        " pour le courriel (+\u00a037\u00a0%). Retirez «\u00a0bilan.txt\u00a0» (9\u00a0Mo)."
    )
    assert not Outgoing.objects.exists()


@pytest.mark.usefixtures("own_database")
def test_a_worker_killed_while_it_sends_leaves_a_letter_that_is_told_and_sent_again(
    own_database: str,
    postgres: Postgres,
    tmp_path: Path,
    camille: Professional,
    servers: MailServers,
    noes_box: ImapSmtp,
) -> None:
    with create_server(("127.0.0.1", 0)) as silent:  # it takes the line, and never says a word
        box = box_of(camille, servers, **by(silent.getsockname()[1]))
        with clock.at(clock.now() - timedelta(minutes=1)):
            done = write(camille, box, NOE)
        worker = Guarded(
            [sys.executable, "manage.py", "work"],
            env=os.environ | {"DATABASE_URL": postgres.url("liaison_app", own_database)},
            log=tmp_path / "log",
        )
        until(lambda: Outgoing.objects.get().state == Outgoing.State.SENDING, tmp_path / "log")
        worker.kill()
    assert told(done) == []
    straight(box, servers)
    work(lease_ran_out())
    assert told(done) == ["unknown", "sent"]
    assert len(arrived(noes_box)) == 1


def lease_ran_out() -> datetime:
    until_then = Outgoing.objects.get().lease_until
    assert until_then
    assert until_then <= clock.now() + LEASE
    return until_then + timedelta(seconds=1)


def until(holds: Callable[[], bool], log: Path) -> None:
    give_up = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < give_up, log.read_text()
        time.sleep(0.02)
