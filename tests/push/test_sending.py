"""A notice that is due reaches each device of its person, once, and says nothing."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from directory.models import Professional
from push import deciding, notices, reaching
from push.models import Delivery, Device, Notice
from push.sending import Sender
from tests.conversations.acts import leave, mask, say, see
from tests.directory.conftest import Clock
from tests.push.conftest import Subscribes
from tests.push.endpoint import SILENT, PushService


@pytest.fixture
def sender() -> Sender:
    return Sender()


def tell(person: Professional, conversation: UUID, seq: int, **how: Any) -> None:
    notices.tell(person.id, conversation, seq, **{"sound": True, "urgent": False} | how)


def states() -> list[str]:
    return list(Delivery.objects.order_by("id").values_list("state", flat=True))


def test_each_of_her_devices_is_told_once_however_often_it_is_asked(
    camille: Professional,
    nadia: Professional,
    conversation: UUID,
    subscribes: Subscribes,
    sender: Sender,
) -> None:
    _, phone = subscribes(nadia)
    _, tablet = subscribes(nadia)
    seq = say(camille, conversation, "Mme Canari saigne")
    for _ in range(2):
        tell(nadia, conversation, seq)
        sender.finish()
    notice = Notice.objects.get()
    assert notice.state == Notice.State.HANDED
    for browser in (phone, tablet):
        [received] = browser.received
        assert received.told == {"n": str(notice.id), "t": notices.tag_of(notice), "s": 1}
        assert received.headers["ttl"] == "86400"
        assert received.headers["urgency"] == "normal"
        assert received.headers["topic"] == received.told["t"]
    assert set(reaching.accepted(conversation, seq)) == {nadia.id}
    assert reaching.delivered(conversation, seq) == {}


def test_what_a_push_service_is_given_has_one_size_and_names_nothing(
    camille: Professional,
    nadia: Professional,
    conversation: UUID,
    subscribes: Subscribes,
    sender: Sender,
    caplog: pytest.LogCaptureFixture,
) -> None:
    _, phone = subscribes(nadia)
    for text in ("Canari", "Canari " * 900):
        tell(nadia, conversation, say(camille, conversation, text), sound=len(text) < 9)
    sender.finish()
    assert len(phone.received) == 2
    assert len({one.length for one in phone.received}) == 1
    rows = [str(list(model.objects.values())) for model in (Device, Notice, Delivery)]
    told = [str(one) for one in phone.received]
    assert not any("Canari" in said for said in [*told, *rows, caplog.text])
    assert not any(str(conversation) in said or str(nadia.id) in said for said in told)
    assert not any(phone.endpoint in said for said in [*rows, caplog.text])


def test_what_waits_for_one_device_goes_without_a_pause(
    camille: Professional,
    nadia: Professional,
    conversation: UUID,
    subscribes: Subscribes,
    sender: Sender,
) -> None:
    """One at a time, and on as soon as it has answered: « finish » ends at the first pause."""
    _, phone = subscribes(nadia)
    for _ in range(4):
        tell(nadia, conversation, say(camille, conversation))
    sender.finish()
    assert len(phone.received) == 4


def test_what_is_due_is_undone_with_what_it_tells_of(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    with transaction.atomic():
        tell(nadia, conversation, say(camille, conversation))
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_what_she_has_seen_or_no_longer_sees_is_not_sent(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    subscribes: Subscribes,
    sender: Sender,
) -> None:
    phones = [subscribes(person)[1] for person in (nadia, hugo)]
    seen, masked, later = (say(camille, conversation) for _ in range(3))
    for seq in (seen, masked, later):
        tell(nadia, conversation, seq)
    tell(hugo, conversation, later)
    see(nadia, conversation, seen)
    mask(camille, conversation, masked)
    see(nadia, conversation, later)
    leave(hugo, conversation)
    sender.finish()
    assert [phone.received for phone in phones] == [[], []]
    assert set(Notice.objects.values_list("state", flat=True)) == {Notice.State.DROPPED}


def test_what_is_seen_while_its_push_service_is_away_is_not_sent_afterwards(
    camille: Professional,
    nadia: Professional,
    conversation: UUID,
    subscribes: Subscribes,
    sender: Sender,
    service: PushService,
    clock: Clock,
) -> None:
    _, phone = subscribes(nadia)
    first, second = say(camille, conversation), say(camille, conversation)
    service.answers_with(phone, 503)
    tell(nadia, conversation, first)
    tell(nadia, conversation, second)
    for _ in range(12):
        sender.finish()
        clock.pass_by(minutes=5)
    see(nadia, conversation, first)
    service.answers_with(phone, 201)
    sender.finish()
    clock.pass_by(minutes=5)
    sender.finish()
    assert len(phone.received) == 1, "each that is still due, once; nothing else"
    assert sorted(states()) == ["accepted", "dropped"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_whose_browser_gave_it_up_is_one_no_more(
    status: int,
    camille: Professional,
    nadia: Professional,
    conversation: UUID,
    subscribes: Subscribes,
    sender: Sender,
    service: PushService,
) -> None:
    device, phone = subscribes(nadia)
    service.answers_with(phone, status)
    for _ in range(2):
        tell(nadia, conversation, say(camille, conversation))
        sender.finish()
    device.refresh_from_db()
    assert (device.ended_because, device.subscription) == ("gone", "")
    assert len(service.asked) == 1
    assert reaching.working([nadia.id]) == set()
    assert Notice.objects.latest("seq").state == Notice.State.NO_DEVICE


def test_when_it_is_too_busy_it_is_asked_again_when_it_said(
    camille: Professional,
    nadia: Professional,
    conversation: UUID,
    subscribes: Subscribes,
    sender: Sender,
    service: PushService,
    clock: Clock,
) -> None:
    _, phone = subscribes(nadia)
    service.answers_with(phone, 429, 201, Retry_After="120")
    tell(nadia, conversation, say(camille, conversation))
    sender.finish()
    clock.pass_by(seconds=119)
    sender.finish()
    assert (len(service.asked), states()) == (1, ["waiting"])
    clock.pass_by(seconds=2)
    sender.finish()
    assert (len(phone.received), states()) == (1, ["accepted"])


@pytest.mark.parametrize(
    "when",
    ["soon", "Fri, 31 Dec 10000 23:59:59 GMT", "Fri, 31 Dec 99999999999999999999 23:59:59 GMT"],
)
def test_a_service_that_asks_to_wait_until_no_date_there_is_is_tried_again_as_usual(
    when: str,
    camille: Professional,
    nadia: Professional,
    conversation: UUID,
    subscribes: Subscribes,
    sender: Sender,
    service: PushService,
    clock: Clock,
) -> None:
    _, phone = subscribes(nadia)
    service.answers_with(phone, 429, 201, Retry_After=when)
    tell(nadia, conversation, say(camille, conversation))
    sender.finish()
    assert states() == ["waiting"]
    clock.pass_by(hours=1)
    sender.finish()
    assert (len(phone.received), states()) == (1, ["accepted"])


def test_what_a_service_finds_wrong_is_parked_and_its_device_kept(
    camille: Professional,
    nadia: Professional,
    conversation: UUID,
    subscribes: Subscribes,
    sender: Sender,
    service: PushService,
    caplog: pytest.LogCaptureFixture,
) -> None:
    device, phone = subscribes(nadia)
    for status in (413, 400, 302):
        service.answers_with(phone, status, Location="https://elsewhere.example.org/")
        tell(nadia, conversation, say(camille, conversation))
        sender.finish()
    reasons = list(Delivery.objects.order_by("id").values_list("state", "reason"))
    assert reasons == [("failed", "too_big"), ("failed", "odd"), ("failed", "odd")]
    device.refresh_from_db()
    assert device.ended_at is None
    assert len(caplog.records) == 3
    assert len(service.asked) == 3, "it is not followed"


def test_a_key_that_is_refused_is_an_alarm_and_costs_nobody_their_device(
    camille: Professional,
    nadia: Professional,
    conversation: UUID,
    subscribes: Subscribes,
    sender: Sender,
    service: PushService,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    _, phone = subscribes(nadia)
    service.answers_with(phone, 403, 201)
    tell(nadia, conversation, say(camille, conversation))
    sender.finish()
    assert "refuses our key" in caplog.text
    assert reaching.working([nadia.id]) == set()
    clock.pass_by(minutes=1)
    sender.finish()
    assert (len(phone.received), states()) == (1, ["accepted"])
    assert reaching.working([nadia.id]) == {nadia.id}


def test_one_that_never_answers_delays_nobody(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    subscribes: Subscribes,
    sender: Sender,
    service: PushService,
) -> None:
    _, silent = subscribes(nadia)
    _, well = subscribes(nadia)
    _, phone = subscribes(hugo)
    service.answers_with(silent, SILENT)
    for _ in range(5):
        seq = say(camille, conversation)
        tell(nadia, conversation, seq)
        tell(hugo, conversation, seq)
    while len(well.received) < 5 or len(phone.received) < 5:
        assert sender.go(), "it is waiting for the silent one alone"
    while len(sender.under_way) > 1:
        sender.go()
    [errand] = sender.under_way.values()
    assert errand.subscription.endpoint == silent.endpoint
    service.let_go.set()
    while sender.under_way:
        sender.record(1)
    assert Delivery.objects.filter(reason="silent", state="waiting").count() == 1


def test_one_of_which_nothing_can_be_said_stops_no_other(
    camille: Professional,
    nadia: Professional,
    conversation: UUID,
    subscribes: Subscribes,
    sender: Sender,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    _, phone = subscribes(nadia)
    odd, good = say(camille, conversation), say(camille, conversation)
    judge = deciding.still_due_among

    def breaks_down(some: Collection[Notice]) -> set[UUID]:
        if any(one.seq == odd for one in some):
            raise RuntimeError("Mme Canari, née le 12/03/1941")
        return judge(some)

    with monkeypatch.context() as patch:
        patch.setattr(deciding, "still_due_among", breaks_down)
        for seq in (odd, good):
            tell(nadia, conversation, seq)
        sender.finish()
        assert len(phone.received) == 1
        for _ in range(10):
            clock.pass_by(hours=1)
            sender.finish()
    assert Notice.objects.get(seq=odd).state == Notice.State.PARKED
    assert "RuntimeError" in caplog.text
    assert "Canari" not in caplog.text
