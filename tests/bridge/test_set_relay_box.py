"""The operator links the mailbox that conversations are mailed from."""

from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from bridge.fetching.leasing import Lost, hold_on, take
from bridge.models import Box
from tests.bridge.servers import HOST, PASSWORD, RELAY, MailServers


@pytest.fixture(autouse=True)
def named(settings: Any, servers: MailServers, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.RELAY_ADDRESS = RELAY
    settings.MAILBOX_CA_FILE = str(servers.authority.path)
    monkeypatch.setenv("RELAY_PASSWORD", PASSWORD)


def link(servers: MailServers, **others: Any) -> str:
    said = StringIO()
    ports = {"imap": "imap", "smtp": "submission"}
    where = {name: f"{HOST}:{servers.ports[port]}" for name, port in ports.items()}
    call_command("set_relay_box", stdout=said, **where | others)
    return said.getvalue()


def living() -> UUID:
    return Box.objects.get(relay=True, ended_at=None).id


@pytest.mark.django_db
def test_it_is_linked_once_and_nobody_acts_as_it(servers: MailServers) -> None:
    assert "works" in link(servers)
    first = living()
    [held] = take(1)
    assert "works" in link(servers)
    with pytest.raises(Lost):
        hold_on(held)  # it is looked into anew
    box = Box.objects.get()
    assert (box.id, box.party.professional, PASSWORD in box.secret) == (first, None, False)
    call_command("set_relay_box", off=True)
    assert not Box.objects.filter(ended_at=None).exists()
    box.refresh_from_db()
    assert box.secret == "", "what nobody needs any more is forgotten"


@pytest.mark.django_db
def test_a_wrong_password_or_a_server_that_is_not_allowed_is_said(
    servers: MailServers, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError):
        link(servers, imap="mail.ailleurs.exemple:143")
    monkeypatch.setenv("RELAY_PASSWORD", "faux")
    with pytest.raises(CommandError, match="does not work yet"):
        link(servers)


@pytest.mark.django_db
def test_an_address_that_leaves_no_place_for_a_token_is_refused(
    servers: MailServers, settings: Any
) -> None:
    settings.RELAY_ADDRESS = f"{'l' * 40}@medimail.exemple.mssante.fr"
    with pytest.raises(CommandError):
        link(servers)
