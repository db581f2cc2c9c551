"""Whatever ends the fetcher, and whenever: each mail is there once, and the next look goes on."""

import os
import smtplib
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import psycopg
import pytest

from bridge.fetching import looking
from bridge.fetching.looking import look
from bridge.models import Box, FetchedMail
from bridge.providers.contract import Where
from bridge.providers.imap_smtp import ImapSmtp
from chat.embedded import Postgres
from chat.guard import Guarded
from conversations.models import Letter
from directory.models import Professional
from tests.bridge.arriving import mail
from tests.bridge.boxes import box_of
from tests.bridge.postbox import Postbox
from tests.bridge.servers import CAMILLE, HOST, NOE, MailServers
from tests.conversations.test_due import SETTINGS, wait_until

CANARY = "CANARI-ŒDÈMES"


class Killed(BaseException):
    """As kill -9: nothing that is written for errors sees it."""


def letter(number: int) -> bytes:
    return mail(f"Message-ID: <{number}@ch.fr>", text=f"Courrier {number} {CANARY}")


def texts() -> list[str]:
    return sorted(Letter.objects.values_list("body__text", flat=True))


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Ends it at each of these steps: before a mail is recorded, after, before it is flagged."""
    steps, ends = count(), [step * 11 + 3 for step in range(20)]

    def step() -> None:
        if next(steps) in ends:
            raise Killed

    def dying(function: object) -> object:
        def does(*given: object) -> object:
            step()
            done = function(*given)  # type: ignore[operator]
            step()
            return done

        return does

    for name in ("renew", "record", "flag"):
        monkeypatch.setattr(looking, name, dying(getattr(looking, name)))
    yield ends
    assert next(steps) > ends[-1], "it was to end at each of them"


@pytest.mark.django_db
@pytest.mark.usefixtures("read_here", "deadly")
def test_ended_between_any_two_steps_it_loses_and_doubles_no_mail(
    camilles: Box, postbox: Postbox
) -> None:
    postbox.put(*(letter(number) for number in range(60)))
    kills = 0
    while len(set(postbox.seen)) < 60 or kills < 20:
        try:
            look(camilles, postbox)
        except Killed:
            kills += 1
    assert texts() == sorted(f"Courrier {number} {CANARY}" for number in range(60))
    assert FetchedMail.objects.filter(became="letter", flagged=True).count() == 60


def test_nothing_is_said_there_to_be_seen_before_it_is_committed_here(
    own_database: str, postgres: Postgres, camille: Professional
) -> None:
    """As another connection sees it: what is only written may still be lost."""
    box, lying = box_of(camille), Postbox()
    box.refresh_from_db()
    lying.put(letter(1), letter(2))
    with psycopg.connect(postgres.url("liaison_app", own_database), autocommit=True) as other:

        def flagged(seen: Sequence[Where]) -> None:
            rows = other.execute("select folder, uidvalidity, uid from bridge_fetchedmail")
            assert {Where(*row) for row in rows} >= set(seen)
            lying.seen.extend(seen)

        lying.after_commit = flagged  # type: ignore[method-assign]
        look(box, lying)
    assert len(lying.seen) == 2


class Fetchers:
    def __init__(self, database_url: str, servers: MailServers, log: Path) -> None:
        trust = {"MAILBOX_CA_FILE": str(servers.authority.path)}
        self.env = os.environ | {"DATABASE_URL": database_url} | trust | SETTINGS
        self.log = log

    def start(self) -> Guarded:
        # Whoever was killed has left its lease: that it runs out takes longer than a test may.
        Box.objects.update(lease_until=None)
        return Guarded([sys.executable, "manage.py", "fetch_mail"], env=self.env, log=self.log)


@pytest.fixture
def fetchers(
    own_database: str, postgres: Postgres, servers: MailServers, tmp_path: Path
) -> Fetchers:
    return Fetchers(postgres.url("liaison_app", own_database), servers, tmp_path / "log")


def deliver(servers: MailServers, numbers: range) -> None:
    with smtplib.SMTP(HOST, servers.ports["plain"]) as line:
        for number in numbers:
            line.sendmail(NOE, [CAMILLE], letter(number))


def test_killed_twenty_times_during_three_hundred_mails_of_a_real_box_it_brings_in_each_once(
    fetchers: Fetchers, servers: MailServers, camilles_box: ImapSmtp, camille: Professional
) -> None:
    assert camilles_box.check() is None  # emptied
    box_of(camille, servers)
    deliver(servers, range(300))
    for kills in range(20):
        fetcher = fetchers.start()
        wait_until(lambda done=14 * kills: Letter.objects.count() > done, fetchers.log, 60)
        fetcher.kill()
    fetcher = fetchers.start()
    wait_until(lambda: Letter.objects.count() == 300, fetchers.log, 60)
    # It waits for more, and is told.
    deliver(servers, range(300, 301))
    flagged = FetchedMail.objects.filter(flagged=True)
    wait_until(lambda: flagged.count() == 301, fetchers.log, 60)
    fetcher.stop()
    assert Box.objects.get().lease_until is None
    assert texts() == sorted(f"Courrier {number} {CANARY}" for number in range(301))
    assert not servers.doveadm("search", "-u", CAMILLE, "mailbox", "INBOX", "unseen")
    assert CANARY not in fetchers.log.read_text()
    renumbered(servers)
    fetcher = fetchers.start()
    wait_until(lambda: flagged.count() == 602, fetchers.log, 60)
    fetcher.stop()
    assert Letter.objects.count() == 301


def renumbered(servers: MailServers) -> None:
    servers.doveadm("mailbox", "update", "-u", CAMILLE, "--uid-validity", "4242424242", "INBOX")
