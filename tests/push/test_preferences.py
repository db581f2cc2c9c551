"""What one chooses is one's own; quiet hours are offered, and wait for an answer."""

from datetime import timedelta
from typing import Any

import pytest

from directory import duties
from directory.models import Professional
from push.models import Preference, PutOff
from tests.conversations.acts import say, start
from tests.directory.conftest import Browser, Clock

OFFERED = {
    "conversations": "all",
    "large_groups": "all",
    "show_sender": False,
    "quiet": {"state": "not_asked", "starts": "20:00", "ends": "07:30", "weekends": True},
}


@pytest.fixture
def hers(database: None, nadia: Professional) -> Browser:
    browser = Browser()
    browser.sign_in("nadia")
    return browser


def put(browser: Browser, given: dict[str, Any]) -> tuple[int, Any]:
    answer = browser.client.put(
        "/api/push/preferences", given, "application/json", headers=browser.headers()
    )
    return answer.status_code, answer.json()


def test_nadia_is_offered_what_is_filled_in_and_chooses(
    hers: Browser, camille: Professional
) -> None:
    assert hers.get("/push/preferences").json() == OFFERED
    chosen = OFFERED | {
        "large_groups": "mentions",
        "show_sender": True,
        "quiet": {"state": "accepted", "starts": "21:30", "ends": "06:00", "weekends": False},
    }
    assert put(hers, chosen) == (200, chosen)
    assert hers.get("/push/preferences").json() == chosen
    others = Browser()
    others.sign_in("camille")
    assert others.get("/push/preferences").json() == OFFERED


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"starts": "07:30"}, "no_quiet_hours"),
        ({"starts": "24:00"}, "unreadable"),
        ({"starts": "7:30"}, "unreadable"),
        ({"state": "perhaps"}, "unreadable"),
    ],
)
def test_hours_that_are_none_are_refused(hers: Browser, wrong: dict[str, str], code: str) -> None:
    status, said = put(hers, OFFERED | {"quiet": OFFERED["quiet"] | wrong})  # type: ignore[operator]
    assert (status, said["code"]) == (422, code)
    assert not Preference.objects.exists()


def test_what_waits_for_the_end_of_the_quiet_hours_waits_for_the_new_one(
    hers: Browser, camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    seq, tomorrow = say(camille, two), clock.moment + timedelta(days=1)
    PutOff.objects.create(person=nadia, party=nadia, conversation_id=two, seq=seq, at=tomorrow)
    hour = {"state": "accepted", "starts": "08:00", "ends": "09:00", "weekends": False}
    put(hers, OFFERED | {"quiet": hour})
    assert PutOff.objects.get().at == clock.moment.replace(hour=9, minute=0)
    put(hers, OFFERED)
    assert PutOff.objects.get().at == clock.moment


def test_acting_for_a_role_one_chooses_for_oneself(hers: Browser, nadia: Professional) -> None:
    role = duties.add(name="Cardiologie de garde", kind="Garde", exclusive=True).pk
    duties.allow(role, [nadia.id])
    hers.post(f"/duties/{role}/take", {})
    put(hers, OFFERED | {"conversations": "none"})
    assert list(Preference.objects.values_list("person", "conversations")) == [(nadia.id, "none")]
