"""What reached no device in time is written, without a word of what it is, once an hour at most."""

import smtplib
from typing import Any, get_type_hints
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from directory.models import Account, Professional
from push import fallback, transports
from push.models import Delivery, Device, Notice
from push.transports import Ring
from push.transports.mail import Mail
from tests.conversations.acts import ask, say, see, start, take
from tests.directory.conftest import Clock
from tests.push.people import away, quiet, work, works


@pytest.fixture(autouse=True)
def _mail(settings: Any, clock: Clock) -> None:
    settings.EMAIL_HOST = "mail.example.org"


@pytest.fixture
def two(camille: Professional, nadia: Professional) -> UUID:
    Account.objects.filter(professional=nadia).update(email="nadia@example.org")
    return start(camille, nadia)


def written(clock: Clock, *, minutes: float) -> int:
    """How many mails leave in so many minutes."""
    before = len(mail.outbox)
    for _ in range(int(minutes * 2)):
        clock.pass_by(seconds=30)
        works()
        while fallback.go():
            pass
    return len(mail.outbox) - before


def shown(person: Professional, clock: Clock) -> None:
    device = Device.objects.create(
        account=Account.objects.get(professional=person),
        browser=str(uuid4()),
        endpoint_hash=str(uuid4()),
        since=clock.moment,
        session_ends_at=clock.moment,
    )
    for notice in Notice.objects.filter(person=person):
        Delivery.objects.create(
            notice=notice, device=device, next_at=clock.moment, shown_at=clock.moment
        )


def test_after_ten_minutes_she_is_written_to_and_the_mail_says_nothing(
    camille: Professional, two: UUID, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    say(camille, two, "Mme Canari va mieux")
    work(clock)
    assert written(clock, minutes=9.5) == 0
    assert written(clock, minutes=1) == 1
    [letter] = mail.outbox
    assert letter.to == ["nadia@example.org"]
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    said = str(letter.message()) + letter.body + letter.subject + caplog.text
    for secret in ("Canari", "Roche", "Camille", str(two)):
        assert secret not in said


def test_an_urgent_request_waits_two_minutes(
    camille: Professional, nadia: Professional, two: UUID, clock: Clock
) -> None:
    seq = ask(camille, two, nadia, urgent=True)
    works()
    see(nadia, two, seq)
    assert written(clock, minutes=1.5) == 0
    assert written(clock, minutes=1) == 1
    assert "urgente" in mail.outbox[0].subject
    take(nadia, two, seq)
    assert written(clock, minutes=90) == 0


@pytest.mark.parametrize("why", ["shown", "seen", "away", "quiet", "no_address", "no_host"])
def test_nobody_is_written_to_of_what_reached_them_or_is_not_for_them_now(
    camille: Professional, nadia: Professional, two: UUID, clock: Clock, settings: Any, why: str
) -> None:
    match why:
        case "away":
            away(nadia)
        case "quiet":
            quiet(nadia)
        case "no_address":
            Account.objects.update(email="")
        case "no_host":
            settings.EMAIL_HOST = ""
        case _:
            pass
    seq = say(camille, two)
    work(clock)
    if why == "shown":
        shown(nadia, clock)
    elif why == "seen":
        see(nadia, two, seq)
    assert written(clock, minutes=30) == 0


def test_she_is_written_to_once_an_hour_however_much_there_is_and_once_of_each(
    camille: Professional, two: UUID, clock: Clock
) -> None:
    for _ in range(3):
        say(camille, two)
        work(clock)
        clock.pass_by(minutes=2)
    assert written(clock, minutes=15) == 1
    say(camille, two)
    assert written(clock, minutes=40) == 0, "not within the hour"
    assert written(clock, minutes=20) == 1
    assert written(clock, minutes=150) == 0, "nothing new"


def test_a_mail_service_that_is_away_is_tried_again_and_the_mail_leaves_once(
    camille: Professional,
    two: UUID,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    say(camille, two)
    work(clock)
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refuse)
        assert written(clock, minutes=60) == 0
    assert "Canari" not in caplog.text
    assert written(clock, minutes=5) == 1
    assert written(clock, minutes=90) == 0


def refuse(*_: object, **__: object) -> int:
    raise smtplib.SMTPServerDisconnected("Mme Canari")


def test_a_worker_killed_while_it_wrote_is_followed_by_another(
    camille: Professional, two: UUID, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(camille, two)
    work(clock)
    clock.pass_by(minutes=11)
    with monkeypatch.context() as patch:
        patch.setattr(Mail, "send", kill)
        with pytest.raises(KeyboardInterrupt):
            fallback.go()
    assert written(clock, minutes=1) == 0, "its lease is not over"
    assert written(clock, minutes=2) == 1


def kill(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("name", sorted(transports.TRANSPORTS))
def test_no_transport_can_quote_a_message(name: str) -> None:
    """None is given more than this, and an address."""
    given = get_type_hints(transports.TRANSPORTS[name].send)
    assert given["ring"] is Ring
    assert len(given) == 3, "the bell, the address, and nothing that comes back"
    assert given["return"] is type(None)
    kinds = get_type_hints(Ring)
    assert kinds == {"notice": UUID, "tag": str, "sound": bool, "urgent": bool}
