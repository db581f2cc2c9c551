"""Two mailboxes on real servers write to each other; what can fail on the way fails once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from smtplib import SMTP, SMTPServerDisconnected
from socket import socket
from threading import BoundedSemaphore
from typing import cast
from uuid import uuid4

import pytest

from bridge.addresses import Address
from bridge.providers import imap
from bridge.providers.account import MailAccount, Password, Security, Server, Token, Trust
from bridge.providers.contract import Fetched, Outcome, ProviderError, Result, Step, Where
from bridge.providers.imap_smtp import ImapSmtp
from bridge.providers.smtp import PIECE, Sending, words_of
from bridge.reading.parse import parsed
from bridge.received import Attachment, Kind, Original, ReceivedMail, State
from bridge.writing.letter import Letter
from bridge.writing.message import Written, written
from tests.bridge.authority import Authority
from tests.bridge.conftest import account_of
from tests.bridge.faulty import Cut, relay
from tests.bridge.letters import TRACE, letter
from tests.bridge.servers import (
    CAMILLE,
    HOST,
    LATER,
    NOBODY,
    NOE,
    PASSWORD,
    REFUSED,
    SIZE_MOST,
    MailServers,
)

Change = Callable[[MailAccount, MailServers], MailAccount]


def of_camilles(*to: str, **changes: object) -> Letter:
    message_id = f"<{uuid4().hex}@liaison.exemple.fr>"
    people = tuple(Address(one) for one in to or (NOE,))
    return letter(message_id=message_id, sender=Address(CAMILLE, "Camille"), to=people, **changes)


def everything(box: ImapSmtp) -> list[Fetched]:
    return list(box.fetch(lambda _folder, _uidvalidity, uids: uids))


def arrived(box: ImapSmtp, count: int = 1) -> list[ReceivedMail]:
    """Told by IDLE."""
    while len(found := everything(box)) < count:
        assert box.wait(20), "nothing came"
    return [parsed(one.raw) for one in found]


def outcomes(results: tuple[Result, ...]) -> list[tuple[str, Outcome, int]]:
    return [(result.address, result.outcome, result.status) for result in results]


def test_two_colleagues_write_to_each_other(camilles_box: ImapSmtp, noes_box: ImapSmtp) -> None:
    sent = of_camilles(attachments=(TRACE,))
    assert outcomes(camilles_box.send(written(sent))) == [(NOE, Outcome.SENT, 250)]
    (mail,) = arrived(noes_box)
    assert (mail.kind, mail.subject, mail.text) == (Kind.LETTER, sent.subject, sent.text.strip())
    assert (mail.message_id, mail.attachments) == (sent.message_id, (TRACE,))
    answer = letter(
        message_id=f"<{uuid4().hex}@ch.exemple.fr>",
        sender=Address(NOE),
        to=(Address(CAMILLE),),
        in_reply_to=mail.message_id,
    )
    unreported = replace(written(answer), report_wanted=False)
    assert outcomes(noes_box.send(unreported)) == [(CAMILLE, Outcome.SENT, 250)]
    mails = arrived(camilles_box, 2)  # the other is the report on hers
    assert [one.in_reply_to for one in mails if one.kind == Kind.LETTER] == [sent.message_id]


def test_each_recipient_has_an_answer_of_their_own(
    camilles_box: ImapSmtp, noes_box: ImapSmtp
) -> None:
    sent = of_camilles(REFUSED, NOE, LATER)
    results = camilles_box.send(written(sent))
    assert outcomes(results) == [
        (REFUSED, Outcome.REFUSED, 550),
        (NOE, Outcome.SENT, 250),
        (LATER, Outcome.LATER, 451),
    ]
    assert "Adresse inconnue" in results[0].reason
    assert [mail.message_id for mail in arrived(noes_box)] == [sent.message_id]


def test_nothing_leaves_if_nobody_is_accepted(camilles_box: ImapSmtp) -> None:
    results = camilles_box.send(written(of_camilles(LATER, REFUSED)))
    assert [result.outcome for result in results] == [Outcome.LATER, Outcome.REFUSED]


def test_reports_come_back_and_name_our_mail(camilles_box: ImapSmtp) -> None:
    sent = of_camilles(NOE, NOBODY)
    assert {one.outcome for one in camilles_box.send(written(sent))} == {Outcome.SENT}
    mails = {mail.kind: mail for mail in arrived(camilles_box, 2)}
    assert set(mails) == {Kind.BOUNCE, Kind.RELAYED}
    about = Original(sent.message_id, sent.message_id.strip("<>"), sent.subject)
    assert {mail.original for mail in mails.values()} == {about}
    (failed,), (relayed,) = (mails[kind].reports for kind in (Kind.BOUNCE, Kind.RELAYED))
    assert (failed.address, failed.state, failed.status) == (NOBODY, State.FAILED, "5.1.1")
    assert (relayed.address, relayed.state) == (NOE, State.RELAYED)
    assert all(mail.automatic for mail in mails.values())


def test_what_is_too_large_for_the_server_is_refused_with_its_reason(
    camilles_box: ImapSmtp,
) -> None:
    sent = of_camilles(attachments=(Attachment("irm.pdf", "application/pdf", bytes(SIZE_MOST)),))
    (result,) = camilles_box.send(written(sent))
    assert (result.outcome, result.status) == (Outcome.REFUSED, 552)
    assert "size" in result.reason


@pytest.mark.parametrize(
    ("cut", "outcome", "copies"),
    [
        (Cut.BEFORE_DATA, Outcome.LATER, 1),
        (Cut.WITHIN_DATA, Outcome.UNKNOWN, 1),
        (Cut.AFTER_DATA, Outcome.UNKNOWN, 2),
        (Cut.NONSENSE, Outcome.UNKNOWN, 2),
    ],
)
def test_after_a_cut_one_says_what_one_knows_and_a_retry_is_recognised(
    servers: MailServers, noes_box: ImapSmtp, cut: Cut, outcome: Outcome, copies: int
) -> None:
    sent = written(of_camilles())
    with relay(servers.authority, servers.ports["plain"], cut) as port:
        there = Server(HOST, port, Security.TLS)
        (result,) = ImapSmtp(account_of(servers, CAMILLE, smtp=there)).send(sent)
    assert result.outcome == outcome
    assert ImapSmtp(account_of(servers, CAMILLE)).send(sent)[0].outcome == Outcome.SENT
    mails = arrived(noes_box, copies)
    assert len(mails) == copies
    assert {mail.message_id for mail in mails} == {sent.message_id}
    assert len({mail.content_hash for mail in mails}) == 1


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


def test_a_token_opens_both_ways_until_it_is_withdrawn(servers: MailServers) -> None:
    token = servers.tokens.token_of(CAMILLE)
    box = ImapSmtp(account_of(servers, CAMILLE, sign_in=Token(CAMILLE, lambda: token)))
    assert box.check() is None
    sent: Written = written(of_camilles(CAMILLE))
    assert box.send(sent)[0].outcome == Outcome.SENT
    box.account = replace(box.account, sign_in=Token(CAMILLE, lambda: "jeton-retiré"))
    error = box.check()
    assert error
    assert (error.step, error.permanent) == (Step.SIGN_IN, True)
    with pytest.raises(ProviderError) as refused:
        box.send(sent)
    assert refused.value.step == Step.SEND_SIGN_IN


class Line:
    """To a server that does not answer; it breaks at one piece of what it is given."""

    timeout = 1.0
    sock = socket()

    def __init__(self, breaks_at: int) -> None:
        self.breaks_at = breaks_at
        self.given: list[bytes] = []

    def has_extn(self, _: str) -> bool:
        return False

    def docmd(self, word: str, _: str = "") -> tuple[int, bytes]:
        return (354 if word == "DATA" else 250), b""

    def send(self, piece: bytes) -> None:
        self.given.append(piece)
        if len(self.given) == self.breaks_at:
            raise SMTPServerDisconnected

    def getreply(self) -> tuple[int, bytes]:
        return 250, b"2.0.0 OK"

    def close(self) -> None: ...


LONG = of_camilles(attachments=(Attachment("irm.pdf", "application/pdf", bytes(200_000)),))


@pytest.mark.parametrize(
    ("breaks_at", "outcome"), [(2, Outcome.LATER), (5, Outcome.UNKNOWN), (0, Outcome.SENT)]
)
def test_a_long_mail_goes_piece_by_piece_and_has_not_left_without_its_end(
    breaks_at: int, outcome: Outcome
) -> None:
    line, sent = Line(breaks_at), written(LONG)
    (result,) = Sending(cast(SMTP, line), sent).results()
    assert result.outcome == outcome
    whole = b"".join(line.given).replace(b"\r\n..", b"\r\n.")
    assert len(line.given) == breaks_at or whole == sent.content + b".\r\n"
    assert max(map(len, line.given)) <= PIECE


def test_what_takes_too_long_to_give_has_not_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bridge.providers.smtp.CONTENT_MOST", -1)
    line = Line(0)
    (result,) = Sending(cast(SMTP, line), written(LONG)).results()
    assert (result.outcome, len(line.given)) == (Outcome.LATER, 1)


@pytest.mark.parametrize(
    ("offered", "words"),
    [
        (["LOGIN", "PLAIN"], ["PLAIN AMOpAMOp"]),
        (["LOGIN"], ["LOGIN", "w6k=", "w6k="]),
    ],
)
def test_a_password_is_said_as_the_server_asks(offered: list[str], words: list[str]) -> None:
    assert words_of(Password("é", "é"), offered) == words


CHECKS: list[tuple[str, Step | None, bool, Change]] = [
    ("all is well", None, False, lambda account, _: account),
    (
        "a wrong password",
        Step.SIGN_IN,
        True,
        lambda account, _: replace(account, sign_in=Password(CAMILLE, "non")),
    ),
    (
        "nobody at that port",
        Step.REACH,
        False,
        lambda account, _: replace(account, imap=Server(HOST, 1)),
    ),
    (
        "nobody to send by",
        Step.SEND_REACH,
        False,
        lambda account, _: replace(account, smtp=Server(HOST, 1)),
    ),
    (
        "another authority",
        Step.SECURE,
        True,
        lambda account, servers: replace(account, trust=another(servers)),
    ),
    (
        "no TLS to send by",
        Step.SEND_SECURE,
        True,
        lambda account, servers: replace(account, smtp=Server(HOST, servers.ports["plain"])),
    ),
    (
        "a folder that is not there",
        Step.READ,
        False,
        lambda account, _: replace(account, folders=("INBOX", "Ailleurs")),
    ),
    ("another's address", Step.SEND_AS, True, lambda account, _: replace(account, address=NOE)),
]


def another(servers: MailServers) -> Trust:
    folder = servers.folder / "another"
    folder.mkdir(exist_ok=True)
    return Trust(Authority(folder).path)


@pytest.mark.parametrize(
    ("step", "permanent", "change"), [pytest.param(*check[1:], id=check[0]) for check in CHECKS]
)
def test_trying_the_connection_says_which_step_fails(
    servers: MailServers, step: Step | None, permanent: bool, change: Change
) -> None:
    box = ImapSmtp(change(account_of(servers, CAMILLE), servers))
    error = box.check()
    box.close()
    assert (error and error.step, bool(error and error.permanent)) == (step, permanent)
    assert PASSWORD not in f"{box.account!r}{error!r}"


def test_a_server_that_asks_who_we_are_sees_our_certificate(servers: MailServers) -> None:
    ours = servers.authority.signs("liaison")
    with relay(servers.authority, servers.ports["plain"]) as port:
        account = account_of(servers, CAMILLE, smtp=Server(HOST, port, Security.TLS))
        with pytest.raises(ProviderError):
            ImapSmtp(account).send(written(of_camilles(CAMILLE)))
        trust = Trust(servers.authority.path, ours.certificate, ours.key)
        (result,) = ImapSmtp(replace(account, trust=trust)).send(written(of_camilles(CAMILLE)))
    assert result.outcome == Outcome.SENT
