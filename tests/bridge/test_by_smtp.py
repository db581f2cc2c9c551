"""Two mailboxes on real servers write to each other; what can fail on the way fails once."""

from dataclasses import replace
from smtplib import SMTP, SMTPServerDisconnected
from socket import socket
from typing import cast
from uuid import uuid4

import pytest

from bridge.addresses import Address
from bridge.providers.account import Security, Server
from bridge.providers.contract import Outcome
from bridge.providers.imap_smtp import ImapSmtp
from bridge.providers.smtp import PIECE, Sending
from bridge.received import Attachment, Kind, Original, State
from bridge.writing.message import written
from tests.bridge.conftest import account_of
from tests.bridge.exchanged import arrived, of_camilles, outcomes
from tests.bridge.faulty import Cut, relay
from tests.bridge.letters import TRACE, letter
from tests.bridge.servers import CAMILLE, HOST, LATER, NOBODY, NOE, REFUSED, SIZE_MOST, MailServers


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


class Line:
    """To a server that does not answer; it breaks at one piece of what it is given."""

    timeout = 1.0
    sock = socket()

    def __init__(self, breaks_at: int, *knows: str) -> None:
        self.breaks_at = breaks_at
        self.knows = knows
        self.words: list[str] = []
        self.given: list[bytes] = []

    def has_extn(self, name: str) -> bool:
        return name in self.knows

    def docmd(self, word: str, more: str = "") -> tuple[int, bytes]:
        self.words.append(f"{word} {more}")
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
    ("wanted", "mail", "rcpt"),
    [
        (True, " RET=HDRS ENVID=a@b.fr", " NOTIFY=SUCCESS,DELAY,FAILURE"),
        (False, "", " NOTIFY=NEVER"),
    ],
)
def test_servers_are_asked_what_becomes_of_a_letter_and_never_of_a_receipt(
    wanted: bool, mail: str, rcpt: str
) -> None:
    line = Line(0, "dsn")
    sent = replace(written(of_camilles()), message_id="<a@b.fr>", report_wanted=wanted)
    assert Sending(cast(SMTP, line), sent).results()
    assert line.words[:2] == [f"MAIL FROM:<{CAMILLE}>{mail}", f"RCPT TO:<{NOE}>{rcpt}"]
