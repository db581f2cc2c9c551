"""« Tester la connexion » says what fails and what to do, and never makes anybody wait for long."""

import socket
import time
from collections.abc import Callable
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from bridge.boxes import checking
from bridge.boxes.checking import TooManyTrials, check
from bridge.boxes.sentences import SENTENCES, sentence_of
from bridge.boxes.setting_up import PasswordWanted
from bridge.models import Box
from bridge.providers.contract import Step
from bridge.shapes import BoxSettings
from conversations import clock
from conversations.models import AccessLog
from directory.models import Professional
from tests.bridge.authority import Authority, Pair
from tests.bridge.boxes import box_of
from tests.bridge.servers import CAMILLE, HOST, NOE, PASSWORD, MailServers

pytestmark = pytest.mark.django_db
Try = Callable[..., str | None]


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins with nobody having tried."""
    for limit in checking._limits:
        monkeypatch.setattr(limit, "asked", {})


def settings_of(servers: MailServers, **changes: Any) -> BoxSettings:
    told: dict[str, Any] = {
        "address": CAMILLE,
        "imap": at(servers.ports["imap"]),
        "smtp": at(servers.ports["submission"]),
        "user": CAMILLE,
        "password": PASSWORD,
    }
    return BoxSettings.model_validate(told | changes)


def at(port: int, security: str = "starttls", host: str = HOST) -> dict[str, Any]:
    return {"host": host, "port": port, "security": security}


@pytest.fixture
def failing(camille: Professional, servers: MailServers, settings: Settings) -> Try:
    settings.MAILBOX_CA_FILE = str(servers.authority.path)
    settings.MAILBOX_HOSTS = [HOST, "localhost", "nulle-part.invalid"]

    def sentence(**changes: Any) -> str | None:
        failed = check(camille, settings_of(servers, **changes))
        assert PASSWORD not in f"{failed}"
        return f"{failed.step}: {failed.sentence}" if failed else None

    return sentence


def test_all_is_well(failing: Try) -> None:
    assert failing() is None


def test_each_step_that_fails_is_said_with_what_to_do(failing: Try, servers: MailServers) -> None:
    imaps, plain = servers.ports["imaps"], servers.ports["plain"]
    for changes, begins in (
        ({"password": "non"}, "sign_in: Le serveur de réception (IMAP) refuse l’identifiant"),
        ({"imap": at(1)}, "reach: Le serveur de réception (IMAP) ne répond pas à ce port"),
        ({"smtp": at(plain)}, "send_secure: Le serveur d’envoi (SMTP) ne chiffre pas"),
        ({"address": NOE}, "send_as: Le serveur d’envoi (SMTP) n’accepte pas d’envoi au nom"),
        (
            {"imap": at(imaps, "tls", "localhost")},
            "secure: Le certificat du serveur de réception (IMAP) est celui d’un autre nom",
        ),
    ):
        checking._limits[0].asked.clear()
        told = failing(**changes)
        assert told
        assert told.startswith(begins), told


def test_who_is_signed_by_nobody_we_know_is_given_no_password(
    failing: Try, servers: MailServers, settings: Settings
) -> None:
    other = servers.folder / "unknown"
    other.mkdir(exist_ok=True)
    settings.MAILBOX_CA_FILE = str(Authority(other).path)
    told = failing()
    assert told
    assert "n’est signé par aucune autorité reconnue ici" in told
    assert told.startswith("secure: ")


def test_a_certificate_that_was_taken_back_is_believed_no_longer(
    failing: Try, servers: MailServers, settings: Settings
) -> None:
    """From when the new list is in the place of the old one, as operators put it there."""
    authority, folder = servers.authority, servers.folder
    taken_back = folder / "taken-back.pem"
    settings.MAILBOX_CRL_FILE = str(taken_back)
    authority.revokes().replace(taken_back)
    assert failing() is None
    dovecot = Pair(folder / "dovecot.pem", folder / "dovecot.key")
    authority.revokes(dovecot).replace(taken_back)
    told = failing()
    assert told
    assert told.startswith("secure: Le certificat du serveur de réception (IMAP) a été révoqué.")


def test_a_file_of_ours_that_is_missing_is_the_operators_to_mend(
    failing: Try, settings: Settings
) -> None:
    settings.MAILBOX_CRL_FILE = "/nowhere/revoked.pem"
    told = failing()
    assert told
    assert told.startswith("secure: Ce service n’a pas de quoi vérifier")


def test_a_name_nobody_has_is_said_to_be_misspelt(failing: Try) -> None:
    told = failing(imap=at(143, host="nulle-part.invalid"))
    assert told
    assert told.startswith("reach: Le serveur de réception (IMAP) est introuvable")


def test_a_server_that_says_nothing_is_not_waited_for(
    failing: Try, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "PATIENCE", 0.2)
    with socket.create_server((HOST, 0)) as silent:
        begun = time.monotonic()
        told = failing(imap=at(silent.getsockname()[1]))
    assert told
    assert told.startswith("reach: Le serveur de réception (IMAP) ne répond pas.")
    assert time.monotonic() - begun < checking.EACH


def test_a_mailbox_that_failed_goes_on_once_what_is_kept_works(
    failing: Try, camille: Professional, servers: MailServers
) -> None:
    box = box_of(camille, servers, needs_hand=True, failed_step="sign_in", failed_reason="non")
    Box.objects.update(failing_since=clock.now())
    assert failing(password="non") is not None
    box.refresh_from_db()
    assert box.needs_hand
    assert failing(password=None) is None
    box.refresh_from_db()
    assert (box.needs_hand, box.failed_step, box.failing_since) == (False, "", None)
    noted = AccessLog.objects.filter(professional=camille, thing=box.id).order_by("id")
    assert list(noted.values_list("act", flat=True)) == ["box_tested", "box_failed", "box_tested"]


def test_without_a_mailbox_of_hers_there_is_no_password_to_try(
    failing: Try, servers: MailServers, nadia: Professional
) -> None:
    box_of(nadia, servers)
    with pytest.raises(PasswordWanted):
        failing(password=None)


def test_trying_again_and_again_is_no_way_to_guess(failing: Try) -> None:
    for _ in range(5):
        failing(imap=at(1))
    with pytest.raises(TooManyTrials):
        failing(imap=at(1))


@pytest.mark.parametrize(
    ("step", "reason", "words"),
    [
        (Step.SECURE, "certificate has expired", "n’est pas en cours de validité"),
        (Step.SEND_SECURE, "certificate revoked", "a été révoqué"),
        (Step.SECURE, "unable to get certificate CRL", "La liste des certificats révoqués"),
        (Step.SEND_SECURE, "TLSV13_ALERT_CERTIFICATE_REQUIRED", "montre un certificat"),
        (Step.SECURE, "WRONG_VERSION_NUMBER", "essayez l’autre choix"),
        (Step.SEND_SIGN_IN, "4.7.0 Temporary authentication failure", "réessayez plus tard"),
        (Step.SIGN_IN, "no session", "Reconnectez-vous avec Pro Santé Connect"),
        (Step.SIGN_IN, "sealed with another key", "donnez-le à nouveau"),
        (Step.REACH, "TimeoutError", "ne répond pas."),
    ],
)
def test_the_usual_reasons_are_said_in_words(step: Step, reason: str, words: str) -> None:
    assert words in sentence_of(step, reason)


def test_whatever_the_reason_there_is_a_sentence_for_each_step() -> None:
    for step in Step:
        told = sentence_of(step, "something nobody has seen")
        assert told.endswith(".")
        assert "{" not in told
    assert set(SENTENCES) == set(Step)
