"""What one does with a courrier that came: its original, its layout, the receipt it asks for."""

from datetime import timedelta
from email import message_from_bytes
from uuid import UUID

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from bridge.models import Box
from bridge.opening import receipts
from bridge.opening.joining import attach
from bridge.providers.contract import ProviderError, Result, Step
from bridge.reading.parse import parsed
from bridge.received import Kind
from bridge.writing.message import Written
from conversations import due
from conversations.models import AccessLog, Due, Event, InlineImage, Letter
from directory.models import Professional
from files.models import Verdict
from tests.bridge.arriving import DELMAS, comes, letters_in, mail, wrote
from tests.bridge.postbox import Postbox
from tests.bridge.servers import CAMILLE
from tests.directory.conftest import Browser
from tests.files.making import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]
ASKS = (f"Disposition-Notification-To: {DELMAS}", "Message-ID: <demande@ch.fr>")


@pytest.fixture
def browser(camille: Professional) -> Browser:
    signed_in = Browser()
    signed_in.sign_in("camille")
    return signed_in


def came(box: Box, postbox: Postbox, raw: bytes) -> UUID:
    comes(box, postbox, raw)
    return Letter.objects.select_related("body").get().body.conversation_id


def laid_out(page: str) -> bytes:
    image = picture("PNG")
    return (
        mail('Content-Type: multipart/related; boundary="b"', text="--b\r\n").rstrip()
        + b"\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        + page.encode()
        + b"\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\n"
        + b"Content-Transfer-Encoding: binary\r\n\r\n"
        + image
        + b"\r\n--b--\r\n"
    )


def test_she_saves_the_mail_as_it_came_to_the_byte_and_it_is_noted(
    camilles: Box, postbox: Postbox, browser: Browser
) -> None:
    raw = mail()
    conversation = came(camilles, postbox, raw)
    answer = browser.get(f"/mail/letters/{conversation}/1/original")
    assert (answer.status_code, answer.getvalue()) == (200, raw)
    assert answer["Content-Type"] == "message/rfc822"
    assert answer["Content-Disposition"] == 'attachment; filename="courrier.eml"'
    noted = AccessLog.objects.filter(act="file", conversation=conversation, seq=1)
    assert noted.count() == 1


def test_an_original_in_which_a_virus_was_found_is_not_given(
    camilles: Box, postbox: Postbox, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("files.checking.scanned", lambda _: (Verdict.Found.INFECTED, "clamd"))
    conversation = came(camilles, postbox, mail())
    answer = browser.get(f"/mail/letters/{conversation}/1/original")
    assert (answer.status_code, answer.json()["code"]) == (409, "file_refused")


def test_the_layout_is_a_page_of_its_own_that_loads_and_runs_nothing(
    camilles: Box, postbox: Postbox, browser: Browser
) -> None:
    page = (
        '<p onclick="x()">Bonjour <img src="cid:logo"><img src="https://suivi.example/1.gif">'
        "<script>alert(1)</script></p>"
    )
    conversation = came(camilles, postbox, laid_out(page))
    assert InlineImage.objects.count() == 1
    answer = browser.get(f"/mail/letters/{conversation}/1/html")
    body = answer.getvalue().decode()
    assert 'Bonjour <img src="data:image/png;base64,' in body
    assert not [word for word in ("suivi", "script", "onclick", "cid:") if word in body]
    rights = answer["Content-Security-Policy"].split("; ")
    assert {"sandbox", "default-src 'none'", "img-src data:", "frame-ancestors 'self'"} <= set(
        rights
    )


def test_an_image_in_which_something_was_found_is_not_in_the_page(
    camilles: Box, postbox: Postbox, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("files.checking.scanned", lambda _: (Verdict.Found.INFECTED, "clamd"))
    conversation = came(camilles, postbox, laid_out('<p>Bonjour <img src="cid:logo"></p>'))
    body = browser.get(f"/mail/letters/{conversation}/1/html").getvalue().decode()
    assert 'Bonjour <img src="data:,"' in body


def test_a_letter_without_layout_has_no_page(
    camilles: Box, postbox: Postbox, browser: Browser
) -> None:
    conversation = came(camilles, postbox, mail())
    assert browser.get(f"/mail/letters/{conversation}/1/html").status_code == 404


def test_bruno_gets_none_of_it(camilles: Box, postbox: Postbox, bruno: Professional) -> None:
    conversation = came(camilles, postbox, laid_out("<p>Bonjour</p>"))
    stranger = Browser()
    stranger.sign_in("bruno")
    for what in ("original", "html"):
        assert stranger.get(f"/mail/letters/{conversation}/1/{what}").status_code == 404
    assert stranger.post(f"/mail/letters/{conversation}/1/receipt", {}).status_code == 404


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> Postbox:
    carrying = Postbox()
    monkeypatch.setattr(receipts, "provider_of", lambda _box: carrying)
    return carrying


def given(browser: Browser, conversation: UUID) -> int:
    return browser.post(f"/mail/letters/{conversation}/1/receipt", {}).status_code


def test_who_asked_is_told_once_because_she_says_so(
    camilles: Box,
    postbox: Postbox,
    browser: Browser,
    camille: Professional,
    carrier: Postbox,
    settings: Settings,
) -> None:
    settings.MAIL_PRODUCT = "NIL-FICTIF-0001"
    conversation = came(camilles, postbox, mail(*ASKS))
    due.drain(due.MAIL)
    assert not carrier.sent, "reading it tells nobody"
    assert [given(browser, conversation) for _ in range(2)] == [204, 204]
    due.drain(due.MAIL)
    due.drain(due.MAIL)
    [sent] = carrier.sent
    assert (sent.sender, sent.recipients) == ("", (DELMAS,))
    told = parsed(sent.content)
    assert (told.kind, told.original.message_id) == (Kind.OPENING, "<demande@ch.fr>")
    headers = message_from_bytes(sent.content)
    assert (headers["Auto-Submitted"], headers["X-MSS-NIL"]) == ("auto-replied", "NIL-FICTIF-0001")
    [said] = letters_in(camille, conversation)
    assert said.receipt_asked
    assert said.receipt_given_at


def test_a_receipt_whose_server_is_away_leaves_later_as_the_same(
    camilles: Box, postbox: Postbox, browser: Browser, carrier: Postbox
) -> None:
    conversation = came(camilles, postbox, mail(*ASKS))
    carrier.fails = ProviderError(Step.SEND_REACH, "refused", permanent=False)
    given(browser, conversation)
    due.drain(due.MAIL)
    waiting = Due.objects.get(subscriber=receipts.SEND)
    carrier.fails = None
    for _ in range(2):  # as if it was killed before it could be forgotten
        receipts.send(conversation, waiting.seq)
    first, second = carrier.sent
    assert first == second
    assert CAMILLE in first.content.decode()


def test_while_a_slow_server_takes_it_no_other_worker_sends_it_too(
    camilles: Box,
    postbox: Postbox,
    browser: Browser,
    carrier: Postbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given(browser, came(camilles, postbox, mail(*ASKS)))
    sending = carrier.send

    def slowly(letter: Written) -> tuple[Result, ...]:
        lease = Due.objects.get(subscriber=receipts.SEND).lease_until
        assert lease
        assert lease > timezone.now() + timedelta(minutes=10)
        return sending(letter)

    monkeypatch.setattr(carrier, "send", slowly)
    due.drain(due.MAIL)
    assert len(carrier.sent) == 1


def test_one_given_in_a_courrier_that_was_joined_to_another_is_given_in_both(
    camilles: Box, postbox: Postbox, browser: Browser, camille: Professional, carrier: Postbox
) -> None:
    conversation = came(camilles, postbox, mail(*ASKS))
    other = wrote(camilles, DELMAS)
    attach(camille, conversation, other)
    seq = Event.objects.get(conversation=other, about_seq=None, details__said_first__seq=1).seq
    for room, at in ((conversation, 1), (other, seq), (conversation, 1)):
        assert browser.post(f"/mail/letters/{room}/{at}/receipt", {}).status_code == 204
        due.drain(due.MAIL)
    assert len(carrier.sent) == 1
    assert [one.receipt_given_at is not None for one in letters_in(camille, other)] == [False, True]


def test_what_was_not_asked_for_is_not_given(
    camilles: Box, postbox: Postbox, browser: Browser
) -> None:
    conversation = came(camilles, postbox, mail("Disposition-Notification-To: tiers@ch.fr"))
    assert given(browser, conversation) == 409
    assert not Due.objects.filter(subscriber=receipts.SEND).exists()
