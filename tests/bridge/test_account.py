"""How a mailbox is reached: by what this installation says, and a secret that lies sealed."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from bridge.boxes import secrets
from bridge.boxes.account import account_of, provider_of
from bridge.boxes.sentences import sentence_of
from bridge.providers.account import Password, Security, Server, Trust
from bridge.providers.contract import ProviderError, Step
from directory.models import Professional
from tests.bridge.boxes import box_of
from tests.bridge.servers import CAMILLE, PASSWORD, MailServers

pytestmark = pytest.mark.django_db
OTHER = "plus-ancienne-clef-de-scellement-des-boites"


def keys(settings: Settings, given: Sequence[str]) -> None:
    settings.MAILBOX_SECRETS = given


def test_camilles_mailbox_is_reached_with_what_she_gave(
    camille: Professional, servers: MailServers, settings: Settings
) -> None:
    settings.MAILBOX_CA_FILE = str(servers.authority.path)
    provider = provider_of(box_of(camille, servers))
    assert provider.check() is None
    provider.close()


def test_what_the_row_says_is_what_is_reached(camille: Professional) -> None:
    account = account_of(box_of(camille, smtp_security="tls", smtp_port=465))
    assert account.smtp == Server("127.0.0.1", 465, Security.TLS)
    assert account.imap.security == Security.STARTTLS
    assert (account.address, account.folders) == (CAMILLE, ("INBOX",))
    assert account.sign_in == Password(CAMILLE, PASSWORD)


def test_whom_one_believes_and_who_we_are_is_what_the_operator_says(
    camille: Professional, settings: Settings
) -> None:
    settings.MAILBOX_CA_FILE, settings.MAILBOX_CRL_FILE = "/igc/ca.pem", "/igc/crl.pem"
    settings.MAILBOX_CERT_FILE, settings.MAILBOX_KEY_FILE = "/igc/ours.pem", "/igc/ours.key"
    authority, certificate, key, revoked = (
        Path("/igc") / name for name in ("ca.pem", "ours.pem", "ours.key", "crl.pem")
    )
    assert account_of(box_of(camille)).trust == Trust(authority, certificate, key, revoked)


@pytest.mark.parametrize("removed", ["imap_host", "smtp_host"])
def test_a_server_that_is_no_longer_allowed_gets_no_password(
    camille: Professional, removed: str
) -> None:
    box = box_of(camille)
    setattr(box, removed, "retire.example")
    with pytest.raises(ProviderError) as failed:
        provider_of(box)
    assert failed.value.permanent
    assert "n’est plus autorisé" in sentence_of(failed.value.step, failed.value.reason)


def test_a_password_lies_sealed_and_is_said_by_nothing(camille: Professional) -> None:
    box = box_of(camille)
    assert PASSWORD not in box.secret
    assert PASSWORD not in repr(account_of(box))


def test_a_new_key_seals_and_the_old_one_still_opens(
    camille: Professional, settings: Settings
) -> None:
    new = settings.MAILBOX_SECRETS
    keys(settings, [OTHER])
    box = box_of(camille)
    keys(settings, [*new, OTHER])
    assert account_of(box).sign_in == Password(CAMILLE, PASSWORD)
    sealed = secrets.sealed(PASSWORD)
    keys(settings, new)
    assert secrets.opened(sealed) == PASSWORD


@pytest.mark.parametrize("left", [[OTHER], []], ids=["another key", "no key"])
def test_without_its_key_somebody_must_give_the_password_anew(
    camille: Professional, settings: Settings, left: list[str]
) -> None:
    box = box_of(camille)
    keys(settings, left)
    with pytest.raises(ProviderError) as failed:
        account_of(box)
    assert (failed.value.step, failed.value.permanent) == (Step.SIGN_IN, True)
