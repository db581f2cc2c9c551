"""What lies in a mailbox on a real server is fetched, changing nothing, and told as it comes."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import BoundedSemaphore

import pytest

from bridge.providers import imap
from bridge.providers.contract import Where
from bridge.providers.imap_smtp import ImapSmtp
from bridge.reading.parse import parsed
from bridge.writing.message import written
from tests.bridge.exchanged import arrived, everything, of_camilles
from tests.bridge.letters import TRACE
from tests.bridge.servers import NOE, MailServers


def test_nothing_there_is_changed_before_it_is_stored_here(
    camilles_box: ImapSmtp, noes_box: ImapSmtp, servers: MailServers
) -> None:
    camilles_box.send(written(of_camilles()))
    arrived(noes_box)
    (one,) = everything(noes_box)
    assert seen(servers) == "0"
    assert list(noes_box.fetch(lambda _folder, _uidvalidity, _uids: ())) == []
    noes_box.after_commit([one.where])
    assert seen(servers) == "1"


def seen(servers: MailServers) -> str:
    said = servers.doveadm("search", "-u", NOE, "mailbox", "INBOX", "seen")
    return str(len(said.splitlines()))


def test_numbers_given_anew_are_not_taken_for_the_old_ones(
    camilles_box: ImapSmtp, noes_box: ImapSmtp, servers: MailServers
) -> None:
    camilles_box.send(written(of_camilles()))
    arrived(noes_box)
    (before,) = everything(noes_box)
    noes_box.close()
    servers.doveadm("mailbox", "update", "-u", NOE, "--uid-validity", "4242", "INBOX")
    (after,) = everything(noes_box)
    assert after.where == Where("INBOX", 4242, after.where.uid)
    assert (after.raw, before.where.uidvalidity != 4242) == (before.raw, True)
    noes_box.after_commit([before.where])
    assert seen(servers) == "0"


def test_one_mail_in_two_folders_is_one_mail(
    camilles_box: ImapSmtp, noes_box: ImapSmtp, servers: MailServers
) -> None:
    camilles_box.send(written(of_camilles()))
    arrived(noes_box)
    servers.doveadm("mailbox", "create", "-u", NOE, 'Suivi "été"')
    servers.doveadm("copy", "-u", NOE, 'Suivi "été"', "mailbox", "INBOX", "all")
    account = replace(noes_box.account, folders=("INBOX", 'Suivi "&AOk-t&AOk-"'))
    both = ImapSmtp(account)
    found = everything(both)
    both.close()
    assert [one.where.folder for one in found] == list(account.folders)
    assert len({parsed(one.raw).content_hash for one in found}) == 1


def test_of_what_is_huge_only_the_headers_are_fetched(
    camilles_box: ImapSmtp, noes_box: ImapSmtp, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = of_camilles(attachments=(TRACE,))
    camilles_box.send(written(sent))
    arrived(noes_box)
    monkeypatch.setattr("bridge.providers.imap.FETCHED_MOST", 10_000)
    (one,) = everything(noes_box)
    assert (one.is_whole, TRACE.name in str(one.raw)) == (False, False)
    assert parsed(one.raw).message_id == sent.message_id


def test_few_lines_hold_a_large_mail_at_once_and_none_waits_for_ever(
    camilles_box: ImapSmtp, noes_box: ImapSmtp, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = BoundedSemaphore(1)
    monkeypatch.setattr(imap, "large", large)
    camilles_box.send(written(of_camilles(attachments=(TRACE,))))
    arrived(noes_box)
    fetched = noes_box.fetch(lambda _folder, _uidvalidity, uids: uids)
    next(fetched)
    assert large.acquire(blocking=False), "a small one holds up nobody"
    large.release()
    assert not list(fetched)
    monkeypatch.setattr(imap, "LARGE", 10_000)
    fetched = noes_box.fetch(lambda _folder, _uidvalidity, uids: uids)
    next(fetched)
    assert not large.acquire(blocking=False), "it is held until it is taken"
    assert not list(fetched)
    assert large.acquire(blocking=False)
    monkeypatch.setattr(imap, "PATIENCE", 0)
    assert len(everything(noes_box)) == 1


def test_who_waits_is_told_as_the_mail_comes(camilles_box: ImapSmtp, noes_box: ImapSmtp) -> None:
    assert everything(noes_box) == []
    with ThreadPoolExecutor(1) as waiting:
        told = waiting.submit(noes_box.wait, 20)
        camilles_box.send(written(of_camilles()))
        assert told.result() is True
    assert len(everything(noes_box)) == 1


def test_waiting_ends_by_itself_and_the_line_still_serves(noes_box: ImapSmtp) -> None:
    assert everything(noes_box) == []
    assert noes_box.wait(0.05) is False
    assert everything(noes_box) == []
