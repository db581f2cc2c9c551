"""Who signs in to whom, and by what: each step that fails is said."""

import imaplib
import ssl
import time
from collections.abc import Callable
from dataclasses import replace
from socket import create_server

import pytest

from bridge.providers import smtp
from bridge.providers.account import MailAccount, Password, Security, Server, Token, Trust
from bridge.providers.connecting import tls
from bridge.providers.contract import Outcome, ProviderError, Step
from bridge.providers.imap_smtp import ImapSmtp
from bridge.providers.smtp import words_of
from bridge.writing.message import Written, written
from tests.bridge.authority import Authority
from tests.bridge.conftest import account_of
from tests.bridge.exchanged import of_camilles
from tests.bridge.faulty import relay
from tests.bridge.servers import CAMILLE, HOST, NOE, PASSWORD, MailServers

Change = Callable[[MailAccount, MailServers], MailAccount]


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


@pytest.mark.parametrize(
    ("offered", "words"),
    [
        (["LOGIN", "PLAIN"], ["PLAIN AMOpAMOp"]),
        (["LOGIN"], ["LOGIN", "w6k=", "w6k="]),
    ],
)
def test_a_password_is_said_as_the_server_asks(offered: list[str], words: list[str]) -> None:
    assert words_of(Password("é", "é"), offered) == words


def test_servers_that_know_login_alone_are_told_the_password_so(
    servers: MailServers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real ones, that say less of what they know than they do."""
    known = imaplib.IMAP4._get_capabilities  # type: ignore[attr-defined]
    words = smtp.words_of

    def without_plain(line: imaplib.IMAP4) -> None:
        known(line)
        line.capabilities = tuple(one for one in line.capabilities if one != "AUTH=PLAIN")

    monkeypatch.setattr(imaplib.IMAP4, "_get_capabilities", without_plain)
    monkeypatch.setattr(smtp, "words_of", lambda sign_in, _: words(sign_in, ["LOGIN"]))
    box = ImapSmtp(account_of(servers, CAMILLE))
    assert box.check() is None
    box.account = account_of(servers, CAMILLE, sign_in=Password(CAMILLE, f"{PASSWORD}s"))
    error = box.check()
    assert error
    assert (error.step, error.permanent) == (Step.SIGN_IN, True)


def test_nobody_is_believed_but_whom_we_say_and_nothing_older_than_tls_1_2_is_spoken(
    servers: MailServers,
) -> None:
    spoken = tls(Trust(servers.authority.path))
    assert (spoken.minimum_version, spoken.check_hostname) == (ssl.TLSVersion.TLSv1_2, True)
    assert spoken.verify_mode == ssl.CERT_REQUIRED
    [believed] = spoken.get_ca_certs()
    assert believed["subject"] == (((("commonName", "Liaison tests"),),))
    kept_secret = {one["kea"] for one in spoken.get_ciphers() if one["protocol"] == "TLSv1.2"}
    assert kept_secret <= {"kx-ecdhe", "kx-dhe"}
    assert all(one["aead"] for one in spoken.get_ciphers())


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


@pytest.mark.parametrize(("which", "step"), [("imap", Step.REACH), ("smtp", Step.SEND_REACH)])
def test_a_server_that_says_nothing_is_not_waited_for(
    servers: MailServers, which: str, step: Step
) -> None:
    with create_server((HOST, 0)) as silent:
        there = {which: Server(HOST, silent.getsockname()[1])}
        box = ImapSmtp(account_of(servers, CAMILLE, timeout=0.3, **there))
        began = time.monotonic()
        error = box.check()
        box.close()
    assert error
    assert (error.step, error.permanent) == (step, False)
    assert time.monotonic() - began < 10
