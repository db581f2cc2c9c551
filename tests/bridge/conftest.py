"""Two real mailboxes, on real servers."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from bridge.models import Box
from bridge.providers.account import MailAccount, Password, Security, Server, Trust
from bridge.providers.imap_smtp import ImapSmtp
from bridge.reading.parse import parsed
from bridge.received import ReceivedMail
from directory.models import Professional
from files import content
from files.kinds import Unacceptable
from tests.bridge.boxes import box_of
from tests.bridge.postbox import Postbox
from tests.bridge.postoffice import PostOffice, postoffice
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
    servers.empty(person)
    provider = ImapSmtp(account_of(servers, person, **changes))
    yield provider
    provider.close()


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the same code, without the process apart, which is tested by itself."""

    def read(raw: bytes, *, is_whole: bool) -> ReceivedMail:
        assert is_whole
        return parsed(raw)

    def kind_of(data: bytes) -> str | None:
        try:
            return content.kind_of(BytesIO(data))
        except Unacceptable:
            return None

    monkeypatch.setattr("bridge.fetching.looking.read", read)
    monkeypatch.setattr("bridge.fetching.keeping.kind_of", kind_of)


@pytest.fixture
def camilles(camille: Professional) -> Box:
    """Her mailbox, on no server."""
    made = box_of(camille)
    made.refresh_from_db()
    return made


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with postoffice() as open_office:
        yield open_office
