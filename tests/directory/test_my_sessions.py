"""Where one is signed in, and closing it from elsewhere."""

import pytest

from directory.models import Professional
from tests.directory.conftest import Browser, Clock

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


def signed_in(username: str, user_agent: str, *, shared: bool = False) -> Browser:
    browser = Browser()
    browser.client.defaults["HTTP_USER_AGENT"] = user_agent
    browser.sign_in(username, shared=shared)
    return browser


@pytest.fixture
def here(camille: Professional, clock: Clock) -> Browser:
    return signed_in("camille", WINDOWS)


@pytest.fixture
def phone(here: Browser, clock: Clock) -> Browser:
    clock.pass_by(hours=1)
    return signed_in("camille", IPHONE, shared=True)


def test_camille_sees_where_she_is_signed_in(here: Browser, phone: Browser, clock: Clock) -> None:
    clock.pass_by(minutes=11)
    first, second = here.get("/sessions").json()
    opened = {"opened_at": "2026-11-23T07:12:00Z", "acted_at": "2026-11-23T07:12:00Z"}
    assert first == opened | {
        "id": first["id"],
        "browser": "Firefox sur Windows",
        "shared": False,
        "locked": False,
        "here": True,
    }
    assert second == {
        "id": second["id"],
        "browser": "Safari sur iPhone",
        "opened_at": "2026-11-23T08:12:00Z",
        "acted_at": "2026-11-23T08:12:00Z",
        "shared": True,
        "locked": True,
        "here": False,
    }
    assert phone.cookie not in second.values()


def test_she_closes_one_of_them(here: Browser, phone: Browser) -> None:
    assert here.delete(f"/sessions/{here.get('/sessions').json()[1]['id']}").status_code == 204
    assert (here.is_signed_in, phone.is_signed_in) == (True, False)


def test_she_closes_all_but_the_one_she_is_at(here: Browser, phone: Browser) -> None:
    assert phone.delete("/sessions").status_code == 204
    assert (here.is_signed_in, phone.is_signed_in) == (False, True)


def test_bruno_sees_and_closes_his_own_alone(
    here: Browser, phone: Browser, bruno: Professional
) -> None:
    his = signed_in("bruno", WINDOWS)
    ours = [one["id"] for one in here.get("/sessions").json()]
    assert [one["here"] for one in his.get("/sessions").json()] == [True]
    assert {his.delete(f"/sessions/{one}").status_code for one in [*ours, "x"]} == {404}
    his.delete("/sessions")
    assert (here.is_signed_in, phone.is_signed_in) == (True, True)
