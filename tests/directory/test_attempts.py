"""How often one may be wrong."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from directory import attempts
from directory.attempts import PER_ADDRESS, PER_NAME, TooManyAttempts
from directory.models import Professional, SignInAttempts
from tests.conftest import PASSWORD
from tests.directory.conftest import Browser, Clock


def be_wrong(browser: Browser, username: str, times: int, address: str = "10.0.0.1") -> list[int]:
    return [
        browser.sign_in(username, "not the right one", address=address).status_code
        for _ in range(times)
    ]


def flood(address: str) -> None:
    """As many failures as one address is allowed."""
    now = timezone.now()
    SignInAttempts.objects.create(
        subject=attempts.sealed("address", address),
        failures=PER_ADDRESS.free - 1,
        since=now,
        wait_until=now,
    )
    attempts.failed(address=address)


@pytest.mark.parametrize("username", ["camille", "personne"])
def test_the_sixth_failure_waits_whether_the_name_exists_or_not(
    browser: Browser, camille: Professional, clock: Clock, username: str
) -> None:
    assert be_wrong(browser, username, 6) == [401] * 5 + [429]
    answer = browser.sign_in(username)
    assert answer.json() == {
        "code": "too_many_attempts",
        "message": "Trop d’essais. Réessayez dans 30\u00a0secondes.",
    }


def test_the_pause_grows_up_to_a_quarter_of_an_hour(
    browser: Browser, camille: Professional, clock: Clock
) -> None:
    be_wrong(browser, "camille", 5)
    pauses = []
    for _ in range(6):
        waiting = SignInAttempts.objects.get(subject=attempts.sealed("name", "camille"))
        pauses.append((waiting.wait_until - clock.moment).total_seconds())
        clock.moment = waiting.wait_until
        assert be_wrong(browser, "camille", 2) == [401, 429]
    assert pauses == [30, 60, 120, 240, 480, 900]


def test_the_right_password_after_the_pause_enters_and_forgets_the_failures(
    browser: Browser, camille: Professional, clock: Clock
) -> None:
    be_wrong(browser, "camille", 5)
    clock.pass_by(seconds=30)
    assert browser.sign_in("camille").status_code == 200
    assert be_wrong(browser, "camille", 5) == [401] * 5


def test_failures_are_forgotten_after_an_hour(
    browser: Browser, camille: Professional, clock: Clock
) -> None:
    be_wrong(browser, "camille", 4)
    clock.pass_by(hours=1, seconds=1)
    assert be_wrong(browser, "camille", 5) == [401] * 5
    assert SignInAttempts.objects.count() == 2


def test_a_colleague_at_the_same_hospital_is_not_held_up_by_one_who_is_wrong(
    browser: Browser, camille: Professional, nadia: Professional, clock: Clock
) -> None:
    be_wrong(browser, "camille", 50)
    assert Browser().sign_in("nadia").status_code == 200


def test_two_hundred_people_of_one_hospital_sign_in_even_if_each_is_wrong_once(
    db: None, clock: Clock
) -> None:
    for one in range(200):
        attempts.begin(username=f"p{one}", address="192.0.2.1")
        attempts.failed(address="192.0.2.1")
        attempts.begin(username=f"p{one}", address="192.0.2.1")
        attempts.succeeded(username=f"p{one}")


def test_a_flood_of_failures_from_one_address_is_slowed_and_others_are_not(
    browser: Browser, camille: Professional, clock: Clock
) -> None:
    flood("10.6.6.6")
    assert browser.sign_in("camille", address="10.6.6.6").status_code == 429
    assert browser.sign_in("camille", address="10.0.0.1").status_code == 200
    clock.pass_by(minutes=1)
    assert browser.sign_in("camille", address="10.6.6.6").status_code == 200


def test_behind_the_proxy_only_the_hop_it_wrote_is_believed(
    browser: Browser, camille: Professional, settings: Settings, clock: Clock
) -> None:
    settings.BEHIND_PROXY = True
    flood("203.0.113.9")
    given = {"username": "camille", "password": PASSWORD}
    forged = browser.post("/session", given, HTTP_X_FORWARDED_FOR="10.0.0.1, 203.0.113.9")
    honest = browser.post("/session", given, HTTP_X_FORWARDED_FOR="203.0.113.9, 10.0.0.1")
    assert (forged.status_code, honest.status_code) == (429, 202)


def test_a_subscriber_with_a_thousand_ipv6_addresses_is_one(
    browser: Browser, camille: Professional, clock: Clock
) -> None:
    flood("2001:db8::/64")
    assert browser.sign_in("camille", address="2001:db8::dead:beef").status_code == 429


def test_neither_names_nor_addresses_are_kept_in_clear(
    browser: Browser, camille: Professional
) -> None:
    be_wrong(browser, "camille", 1)
    kept = " ".join(SignInAttempts.objects.values_list("subject", flat=True))
    assert "camille" not in kept
    assert "10.0.0.1" not in kept


def test_guesses_made_all_at_once_get_no_more_answers_than_one_after_another(
    own_database: str,
) -> None:
    def guess(_: int) -> bool:
        try:
            attempts.begin(username="camille", address="10.0.0.1")
        except TooManyAttempts:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(40))) == PER_NAME.free
