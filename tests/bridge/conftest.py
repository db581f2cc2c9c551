"""Two real mailboxes, on real servers."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bridge.providers.account import MailAccount, Password, Security, Server, Trust
from bridge.providers.imap_smtp import ImapSmtp
from tests.bridge.servers import CAMILLE, HOST, NOE, PASSWORD, MailServers, serving


@pytest.fixture(scope="session")
def servers() -> Iterator[MailServers]:
    with serving() as running:
        yield running


def account_of(servers: MailServers, person: str, **changes: Any) -> MailAccount:
    account = MailAccount(
        address=person,
        imap=Server(HOST, servers.ports["imap"]),
        smtp=Server(HOST, servers.ports["submission"]),
        sign_in=Password(person, PASSWORD),
        trust=Trust(servers.authority.path),
        timeout=10,
    )
    return replace(account, **changes)


@pytest.fixture
def camilles_box(servers: MailServers) -> Iterator[ImapSmtp]:
    yield from box(servers, CAMILLE)


@pytest.fixture
def noes_box(servers: MailServers) -> Iterator[ImapSmtp]:
    """By TLS from the first byte, the other way there is."""
    imap = Server(HOST, servers.ports["imaps"], Security.TLS)
    smtp = Server(HOST, servers.ports["submissions"], Security.TLS)
    yield from box(servers, NOE, imap=imap, smtp=smtp)


def box(servers: MailServers, person: str, **changes: Any) -> Iterator[ImapSmtp]:
    """Empty at the beginning."""
    servers.doveadm("expunge", "-u", person, "mailbox", "INBOX", "all")
    provider = ImapSmtp(account_of(servers, person, **changes))
    yield provider
    provider.close()
