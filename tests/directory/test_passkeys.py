"""Passkeys: what a device may say, and what it may not."""

from collections.abc import Callable
from typing import Any

import pytest

from directory import accounts
from directory.models import CodeApp, Passkey, Professional
from tests.conftest import PASSWORD
from tests.directory.conftest import Answer, Browser
from tests.directory.device import TOUCHED, VERIFIED, Device
from tests.directory.test_second_factor import GONE, WRONG, told


@pytest.fixture
def device(browser: Browser, camille: Professional) -> Device:
    """Camille's, and her only second factor."""
    CodeApp.objects.all().delete()
    device = Device()
    assert enrol(browser, "camille", device).status_code == 200
    browser.delete("/session")
    return device


def enrol(browser: Browser, username: str, device: Device) -> Answer:
    CodeApp.objects.filter(account__username=username).delete()
    ticket = browser.give_password(username).json()["ticket"]
    wanted = browser.post("/enrolment/passkey", {"ticket": ticket}).json()
    given = {"ticket": ticket, "factor": device.makes(wanted)}
    return browser.post("/enrolment", given)


def asked(browser: Browser, ticket: str | None = None) -> dict[str, Any]:
    return dict(browser.post("/session/passkey", {"ticket": ticket}).json())


def gives(browser: Browser, device: Device, question: dict[str, Any]) -> Answer:
    given = {"ticket": question["ticket"], "proof": device.answers(question)}
    return browser.post("/session/second", given)


def test_a_passkey_alone_lets_its_person_in(browser: Browser, device: Device) -> None:
    question = asked(browser)
    assert question["among"] == []
    answer = gives(browser, device, question)
    assert (answer.status_code, answer.json()["person"]["given_name"]) == (200, "Camille")
    assert Passkey.objects.get().uses == device.uses


def test_after_the_password_only_ones_own_passkey_is_asked_for_and_taken(
    browser: Browser, device: Device, nadia: Professional
) -> None:
    hers = Device()
    enrol(Browser(), "nadia", hers)
    half = browser.give_password("camille", PASSWORD).json()
    assert half["factors"] == ["passkey", "recovery"]
    question = asked(browser, half["ticket"])
    assert len(question["among"]) == 1
    assert told(gives(browser, hers, question)) == (403, WRONG)
    assert gives(browser, device, question).status_code == 200


def from_another_site(device: Device) -> None:
    device.origin = "http://127.0.0.1.example.org"


def for_another_site(device: Device) -> None:
    device.site = "example.org"


def without_seeing_who_holds_it(device: Device) -> None:
    device.flags = TOUCHED


def without_being_touched(device: Device) -> None:
    device.flags = VERIFIED


def as_a_copy(device: Device) -> None:
    device.uses -= 1


def with_another_key(device: Device) -> None:
    device.key = Device().key


def as_another(device: Device) -> None:
    device.id = Device().id


LIES: list[Callable[[Device], None]] = [
    from_another_site,
    for_another_site,
    without_seeing_who_holds_it,
    without_being_touched,
    as_a_copy,
    with_another_key,
    as_another,
]


@pytest.mark.parametrize("lies", LIES)
def test_a_device_that_lies_opens_nothing(
    browser: Browser, device: Device, lies: Callable[[Device], None]
) -> None:
    lies(device)
    for ticket in (None, browser.give_password("camille").json()["ticket"]):
        question = asked(browser, ticket)
        assert told(gives(browser, device, question)) == (403, WRONG)
        as_a_copy(device)
    assert not browser.is_signed_in


@pytest.mark.parametrize("lies", LIES[:4])
def test_a_device_that_lies_is_not_kept(
    browser: Browser, camille: Professional, lies: Callable[[Device], None]
) -> None:
    device = Device()
    lies(device)
    assert told(enrol(browser, "camille", device)) == (403, WRONG)
    assert not Passkey.objects.exists()


def test_an_answer_is_good_for_its_own_question_once(browser: Browser, device: Device) -> None:
    first, second = asked(browser), asked(browser)
    proof = device.answers(first)
    elsewhere = {"ticket": second["ticket"], "proof": proof}
    assert told(browser.post("/session/second", elsewhere)) == (403, WRONG)
    given = {"ticket": first["ticket"], "proof": proof}
    assert browser.post("/session/second", given).status_code == 200
    assert told(Browser().post("/session/second", given)) == (410, GONE)


def test_a_ticket_for_a_passkey_takes_nothing_else(browser: Browser, device: Device) -> None:
    question = asked(browser)
    for by in ("code", "recovery"):
        assert told(browser.give_code(question["ticket"], "000000", by=by)) == (403, WRONG)


def test_one_device_is_one_persons(browser: Browser, device: Device, nadia: Professional) -> None:
    assert told(enrol(Browser(), "nadia", device)) == (403, WRONG)


def test_a_closed_account_is_told_as_a_passkey_nobody_knows(
    browser: Browser, device: Device, camille: Professional
) -> None:
    accounts.deactivate(camille.account)
    assert told(gives(browser, device, asked(browser))) == (403, WRONG)
    assert told(gives(browser, Device(), asked(browser))) == (403, WRONG)
