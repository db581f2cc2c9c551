"""A browser takes notifications for one account, until somebody ends it."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from directory import duties, people, reachability, suspending
from directory.models import Account, Holder, Professional, Suspended
from push import devices, handing, notices, outcomes
from push.models import Device
from push.sending import Sender, errands
from push.transports import TransportError, endpoints
from tests.conversations.acts import say, start
from tests.directory.conftest import Answer, Browser, Clock
from tests.push.endpoint import Phone, PushService

pytestmark = pytest.mark.usefixtures("own_database")


class Hers(Browser):
    """A browser that subscribed with the push service, or will."""

    def __init__(self, service: PushService) -> None:
        super().__init__()
        self.phone = service.phone()

    def takes(self, phone: Phone | None = None) -> Answer:
        given = (phone or self.phone).subscription.model_dump()
        return self.post("/push/device", given)

    def devices(self) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = self.get("/push").json()["devices"]
        return told

    def signs_out(self) -> None:
        assert self.delete("/session").status_code == 204
        self.get("/session")


@pytest.fixture
def hers(service: PushService, nadia: Professional) -> Hers:
    browser = Hers(service)
    browser.sign_in("nadia")
    assert browser.takes().status_code == 200
    return browser


def living() -> list[Device]:
    return devices.living(Device.objects.all())


def ended() -> list[str]:
    devices.sweep()
    found = Device.objects.exclude(ended_at=None).order_by("ended_at")
    assert set(found.values_list("subscription", flat=True)) <= {""}
    return list(found.values_list("ended_because", flat=True))


def test_her_devices_are_told_to_her_alone(
    hers: Hers, service: PushService, bruno: Professional
) -> None:
    told = hers.get("/push").json()
    [device] = told["devices"]
    assert (device["this"], device["state"]) == (True, "working")
    assert hers.takes().json() == device, "again, the same"
    his = Hers(service)
    his.sign_in("bruno")
    assert his.get("/push").json() == told | {"devices": []}
    assert his.delete(f"/push/devices/{device['id']}").status_code == 404
    assert his.post("/push/test", {}).status_code == 409
    assert hers.devices() == [device]
    for _ in range(2):
        assert hers.delete(f"/push/devices/{device['id']}").status_code == 204
    assert (hers.devices(), ended()) == ([], ["removed"])


def test_nothing_of_her_address_is_kept_in_clear(hers: Hers) -> None:
    row = str(Device.objects.values().get())
    given = hers.phone.subscription
    assert not any(part in row for part in (given.endpoint, given.p256dh, given.auth))


def test_it_outlives_a_locked_screen_and_the_end_of_the_session(
    service: PushService, nadia: Professional, clock: Clock
) -> None:
    hers = Hers(service)
    hers.sign_in("nadia")
    hers.takes()
    hers.post("/session/lock", {})
    assert len(living()) == 1
    clock.pass_by(hours=13)
    assert not hers.is_signed_in
    assert (len(living()), ended()) == (1, [])
    hers.sign_in("nadia")
    assert hers.devices()[0]["this"]
    hers.signs_out()
    assert (living(), ended()) == ([], ["session"])


def test_it_ends_when_she_signs_out_or_closes_it_from_elsewhere(
    hers: Hers, service: PushService
) -> None:
    hers.signs_out()
    assert (living(), ended()) == ([], ["session"])
    hers.sign_in("nadia")
    hers.takes()
    elsewhere = Hers(service)
    elsewhere.sign_in("nadia")
    elsewhere.takes()
    assert len(living()) == 2
    elsewhere.delete("/sessions")
    assert [one["this"] for one in elsewhere.devices()] == [True]
    assert ended() == ["session", "session"]


def test_who_closes_all_her_sessions_is_told_no_more_on_the_phone_she_lost(
    clock: Clock, hers: Hers, service: PushService
) -> None:
    clock.pass_by(hours=13)  # its session is over by itself
    elsewhere = Hers(service)
    elsewhere.sign_in("nadia")
    elsewhere.takes()
    assert len(living()) == 2
    elsewhere.delete("/sessions")
    assert [one["this"] for one in elsewhere.devices()] == [True]
    assert ended() == ["session"]


def test_it_goes_with_the_session_that_takes_the_place_of_hers(hers: Hers) -> None:
    hers.sign_in("nadia")  # again, as after another password
    assert [one["this"] for one in hers.devices()] == [True]
    hers.signs_out()
    hers.sign_in("nadia")
    assert (hers.devices(), ended()) == ([], ["session"])


def test_it_ends_with_her_access_and_with_her_password(
    clock: Clock, hers: Hers, nadia: Professional
) -> None:
    account = Account.objects.get(professional=nadia)
    before = account.password
    Account.objects.filter(pk=account.pk).update(password="another")
    assert living() == []
    Account.objects.filter(pk=account.pk).update(password=before)
    assert len(living()) == 1
    clock.pass_by(hours=13)  # her session is over by itself
    suspending.suspend([nadia.id], because=Suspended.OPERATOR)
    assert (living(), ended()) == ([], ["account"])
    suspending.restore([nadia.id])
    assert living() == [], "restored, she subscribes again"


def test_whoever_signs_in_next_in_that_browser_ends_it(hers: Hers, hugo: Professional) -> None:
    hers.sign_in("hugo")
    assert ended() == ["other_account"]
    assert hers.takes().status_code == 200, "the same subscription is his from now on"
    assert [one.account.professional_id for one in living()] == [hugo.id]


def test_the_same_address_under_another_name_is_moved_away_from_the_first(
    hers: Hers, service: PushService, hugo: Professional
) -> None:
    his = Hers(service)
    his.sign_in("hugo")
    assert his.takes(hers.phone).status_code == 200
    assert (hers.devices(), ended()) == ([], ["other_account"])


def test_one_browser_has_one_device(hers: Hers, service: PushService) -> None:
    assert hers.takes(service.phone()).status_code == 200
    assert (len(hers.devices()), ended()) == (1, ["replaced"])


def test_none_is_taken_on_a_shared_computer(
    hers: Hers, service: PushService, nadia: Professional
) -> None:
    ward = Hers(service)
    ward.sign_in("nadia", shared=True)
    refused = ward.takes()
    assert (refused.status_code, refused.json()["code"]) == (409, "shared_computer")
    assert ward.get("/push").json()["shared"]
    hers.sign_in("nadia", shared=True)
    assert (living(), ended()) == ([], ["shared"])


def test_without_a_key_none_is_offered(hers: Hers, settings: Any) -> None:
    settings.PUSH_PRIVATE_KEY = ""
    assert hers.get("/push").json()["key"] is None
    assert hers.takes().json()["code"] == "push_off"


HOSTILE = [
    "http://fcm.googleapis.com/fcm/send/x",
    "https://fcm.googleapis.com:8443/fcm/send/x",
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "https://localhost/x",
    "https://169.254.169.254/latest/meta-data/",
    "https://fcm.googleapis.com@evil.example/x",
    "https://evil.example\\@fcm.googleapis.com/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://evilpush.apple.com/x",
    "https://push.apple.com.evil.example/x",
    "https://fcm.googleapis.com/x\r\nHost: evil.example",
    "https://fcm.gооgleapis.com/x",
    "https://:443/x",
    "https://fcm.googleapis.com:99999/x",
    "file:///etc/passwd",
]


@pytest.mark.parametrize("endpoint", HOSTILE)
def test_an_address_that_is_no_push_service_s_is_refused(endpoint: str) -> None:
    assert not endpoints.is_known(endpoint)


def test_the_services_of_the_browsers_are_known() -> None:
    for endpoint in (
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://fcm.googleapis.com/wp/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://wns2-par02p.notify.windows.com/w/?token=abc%3d",
    ):
        assert endpoints.is_known(endpoint)


def test_what_no_browser_gave_is_refused(hers: Hers, service: PushService) -> None:
    good = service.phone().subscription.model_dump()
    for wrong in (
        {"endpoint": "https://127.0.0.1/x"},
        {"p256dh": good["auth"]},
        {"p256dh": "A" * 87},
    ):
        refused = hers.post("/push/device", good | wrong)
        assert (refused.status_code, refused.json()["code"]) == (422, "unknown_push_service")
    assert len(hers.devices()) == 1


def test_her_browser_says_that_it_was_shown_though_her_session_is_over(
    hers: Hers, bruno: Professional, service: PushService
) -> None:
    notice = hers.post("/push/test", {}).json()["id"]
    his = Hers(service)
    his.sign_in("bruno")
    his.takes()
    for browser, status in ((his, 404), (hers, 204), (hers, 204)):
        assert browser.client.post(f"/api/notices/{notice}/shown").status_code == status
    assert his.get(f"/push/test/{notice}").status_code == 404
    assert his.get(f"/notices/{notice}").status_code == 404
    assert hers.get(f"/notices/{uuid4()}").status_code == 404
    assert hers.get(f"/notices/{notice}").json()["kind"] == "test"
    states = [(one["step"], one["state"]) for one in hers.get(f"/push/test/{notice}").json()]
    assert states == [
        ("subscribed", "done"),
        ("sent", "waiting"),
        ("accepted", "waiting"),
        ("shown", "done"),
    ]
    hers.signs_out()
    assert hers.client.post(f"/api/notices/{notice}/shown").status_code == 401


def renews(browser: Browser, phone: Phone) -> int:
    """As its service worker does: no page, no token."""
    given = phone.subscription.model_dump()
    answer = browser.client.put("/api/push/device/address", given, "application/json")
    return int(answer.status_code)


def test_her_browser_says_that_its_address_is_another_though_her_session_is_over(
    clock: Clock, hers: Hers, nadia: Professional, service: PushService
) -> None:
    [before] = living()
    another = service.phone()
    clock.pass_by(hours=13)
    assert hers.get("/push").status_code == 401
    assert [renews(hers, another) for _ in range(2)] == [204, 204]
    [device] = living()
    assert (device.id, device.account) == (before.id, nadia.account)
    assert device.endpoint_hash != before.endpoint_hash
    Sender().finish()
    notices.tell(nadia.id, *said_to(nadia), sound=True, urgent=False)
    Sender().finish()
    assert (len(another.received), len(hers.phone.received)) == (1, 0)
    hers.sign_in("nadia")
    assert hers.takes(another).status_code == 200
    assert [one.id for one in living()] == [before.id]


def said_to(person: Professional) -> tuple[UUID, int]:
    writer = people.add(given_name="Hugo", family_name="Marchand", profession="Pharmacien")
    room = start(writer, person)
    return room, say(writer, room)


def test_no_other_browser_says_it_and_none_after_she_signed_out(
    hers: Hers, bruno: Professional, service: PushService
) -> None:
    his = Hers(service)
    his.sign_in("bruno")
    assert renews(his, service.phone()) == 401, "it takes no notifications"
    assert renews(hers, Phone("https://push.example.org")) == 422
    hers.signs_out()
    assert renews(hers, service.phone()) == 401


def test_an_address_that_is_gone_takes_no_device_away_that_has_another_by_now(
    hers: Hers, nadia: Professional, service: PushService
) -> None:
    notices.tell(nadia.id, *said_to(nadia), sound=True, urgent=False)
    handing.hand_over()
    [under_way] = errands(1, busy=[], full=[])
    another = service.phone()
    assert renews(hers, another) == 204
    outcomes.record([(under_way.delivery, TransportError("gone", permanent=True))])
    assert len(living()) == 1
    Sender().finish()
    assert len(another.received) == 1


def test_who_writes_to_her_or_to_the_role_she_holds_is_told_whether_she_takes_notifications(
    clock: Clock, hers: Hers, nadia: Professional, hugo: Professional
) -> None:
    role = duties.add(name="Cardiologie de garde", kind="Garde", exclusive=True).professional_id
    Holder.objects.create(role_id=role, professional=nadia)

    def notified() -> set[UUID]:
        told = reachability.of([nadia.id, hugo.id, role])
        return {person for person, reach in told.items() if reach.notified}

    assert notified() == {nadia.id}
    duties.take(nadia, role)
    assert notified() == {nadia.id, role}
    clock.pass_by(days=7, minutes=1)
    hers.sign_in("nadia")
    assert [one["state"] for one in hers.devices()] == ["silent"]
    assert notified() == set()
