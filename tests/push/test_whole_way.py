"""From what is said to what her phone is told, and by mail if it is not."""

from typing import Any

import pytest
from django.core import mail

from directory.models import Account, Professional
from push import digest, fallback, opening
from push.models import Delivery, Notice
from push.sending import Sender
from tests.conversations.acts import ask, say, see, start, take
from tests.directory.conftest import Clock
from tests.push.conftest import Subscribes
from tests.push.people import quiet, work, works


def test_her_phone_rings_for_what_she_has_not_seen_and_for_nothing_else(
    camille: Professional, nadia: Professional, clock: Clock, subscribes: Subscribes
) -> None:
    _, phone = subscribes(nadia)
    two, sender = start(camille, nadia), Sender()
    say(camille, two, "Mme Canari")
    work(clock)
    sender.finish()
    assert [one.told["s"] for one in phone.received] == [1]
    say(camille, two)
    work(clock)
    sender.finish()
    assert [one.told["s"] for one in phone.received] == [1, 0], "the same, without a sound"
    see(nadia, two, say(camille, two))
    work(clock)
    quiet(nadia)
    say(camille, two)
    work(clock)
    sender.finish()
    assert len(phone.received) == 2
    seq = ask(camille, two, nadia, urgent=True)
    works()
    sender.finish()
    assert phone.received[-1].headers["urgency"] == "high"
    take(nadia, two, seq)
    clock.pass_by(minutes=6)
    works()
    sender.finish()
    assert len(phone.received) == 3
    clock.pass_by(hours=12)
    digest.go()
    sender.finish()
    assert [one.told["s"] for one in phone.received] == [1, 0, 1, 1], "what she has not read, once"


@pytest.mark.parametrize("shown", [True, False])
def test_what_a_push_service_took_and_no_phone_has_shown_is_written(
    camille: Professional,
    nadia: Professional,
    clock: Clock,
    subscribes: Subscribes,
    settings: Any,
    shown: bool,
) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    Account.objects.filter(professional=nadia).update(email="nadia@example.org")
    device, phone = subscribes(nadia)
    say(camille, start(camille, nadia))
    work(clock)
    Sender().finish()
    assert len(phone.received) == 1
    assert Delivery.objects.get().state == Delivery.State.ACCEPTED
    if shown:
        opening.shown(device, Notice.objects.get().id)
    clock.pass_by(minutes=11)
    fallback.go()
    assert len(mail.outbox) == (0 if shown else 1)
