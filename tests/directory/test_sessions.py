"""How long one stays signed in, and what ends it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory import accounts, sessions, suspending
from directory.models import Account, Professional, Session, Suspended
from directory.sessions import SignedOut, Standing
from tests.directory.conftest import Browser, Clock


@pytest.fixture
def signed_in(browser: Browser, camille: Professional, clock: Clock) -> Browser:
    browser.sign_in("camille")
    return browser


@pytest.fixture
def shared(browser: Browser, camille: Professional, clock: Clock) -> Browser:
    browser.sign_in("camille", shared=True)
    return browser


def test_a_session_ends_after_twelve_hours_whatever_one_does(
    signed_in: Browser, clock: Clock
) -> None:
    for _ in range(11):
        clock.pass_by(hours=1)
        sessions.touch(signed_in.cookie)
    assert signed_in.is_signed_in
    clock.pass_by(hours=1, seconds=1)
    assert not signed_in.is_signed_in


@pytest.mark.parametrize(("shared", "minutes"), [(True, 10), (False, 120)])
def test_a_screen_that_is_left_is_locked(
    browser: Browser, camille: Professional, clock: Clock, shared: bool, minutes: int
) -> None:
    browser.sign_in("camille", shared=shared)
    clock.pass_by(minutes=minutes - 1)
    assert browser.is_signed_in
    clock.pass_by(minutes=1)
    assert browser.get("/session").status_code == 423


def test_a_page_that_only_asks_who_it_is_does_not_keep_a_shared_screen_open(
    shared: Browser, clock: Clock
) -> None:
    for _ in range(5):
        clock.pass_by(minutes=1, seconds=59)
        shared.get("/people/circles")
    clock.pass_by(minutes=1)
    assert not shared.is_signed_in


def test_somebody_at_work_keeps_a_shared_screen_open_but_not_beyond_twelve_hours(
    shared: Browser, clock: Clock
) -> None:
    for _ in range(12 * 60 // 9 - 1):
        clock.pass_by(minutes=9)
        sessions.touch(shared.cookie)
    assert shared.is_signed_in
    clock.pass_by(minutes=9)
    sessions.touch(shared.cookie)
    clock.pass_by(minutes=9)
    assert shared.get("/session").status_code == 401


def test_activity_is_written_at_most_once_a_minute(shared: Browser, clock: Clock) -> None:
    def acted() -> object:
        return Session.objects.get(pk=shared.cookie).acted_at

    before = acted()
    clock.pass_by(seconds=50)
    sessions.touch(shared.cookie)
    assert acted() == before
    clock.pass_by(seconds=20)
    sessions.touch(shared.cookie)
    assert acted() != before


def test_the_cookie_of_a_shared_screen_dies_with_its_browser(shared: Browser) -> None:
    assert shared.client.cookies["session"]["max-age"] == ""


def test_sessions_that_ended_are_swept_away(signed_in: Browser, clock: Clock) -> None:
    clock.pass_by(hours=13)
    Browser().sign_in("camille")
    assert Session.objects.count() == 1


def test_a_socket_knows_whose_it_is(shared: Browser, camille: Professional) -> None:
    session = sessions.socket_session(shared.cookie)
    assert session.account == camille.account.id
    assert session.professional == camille.id
    assert session.person == camille
    assert session.shared
    standing = sessions.standing_of({session.session_key: session.proof})
    assert standing == {shared.cookie: Standing.OPEN}


@pytest.mark.parametrize("cookie", ["", "x" * 32])
def test_a_cookie_that_is_nobodys_opens_no_socket(signed_in: Browser, cookie: str) -> None:
    with pytest.raises(SignedOut):
        sessions.socket_session(cookie)


def sign_out(browser: Browser, _: Account, __: Clock) -> None:
    browser.delete("/session")


def deactivate(_: Browser, account: Account, __: Clock) -> None:
    accounts.deactivate(account)


def close_in_the_database(_: Browser, account: Account, __: Clock) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)


def suspend(_: Browser, account: Account, __: Clock) -> None:
    suspending.suspend([account.professional_id], because=Suspended.OPERATOR)


def suspend_in_the_database(_: Browser, account: Account, clock: Clock) -> None:
    Professional.objects.filter(id=account.professional_id).update(
        suspended_at=clock.moment, suspended_because=Suspended.GONE
    )


def change_password(_: Browser, account: Account, __: Clock) -> None:
    accounts.change_password(account, "une autre phrase de passe")


def change_password_in_the_database(_: Browser, account: Account, __: Clock) -> None:
    account.set_password("une autre phrase de passe")
    account.save(update_fields=["password"])


def let_a_day_pass(_: Browser, __: Account, clock: Clock) -> None:
    clock.pass_by(hours=12, seconds=1)


@pytest.mark.parametrize(
    "event",
    [
        sign_out,
        deactivate,
        close_in_the_database,
        suspend,
        suspend_in_the_database,
        change_password,
        change_password_in_the_database,
        let_a_day_pass,
    ],
)
def test_what_ends_a_session_ends_its_sockets_and_requests(
    signed_in: Browser,
    camille: Professional,
    clock: Clock,
    event: Callable[[Browser, Account, Clock], None],
) -> None:
    session = sessions.socket_session(signed_in.cookie)
    event(signed_in, camille.account, clock)
    assert sessions.standing_of({session.session_key: session.proof}) == {}
    with pytest.raises(SignedOut):
        sessions.socket_session(session.session_key)
    assert signed_in.get("/people/circles").status_code == 401
    assert not signed_in.is_signed_in


def test_all_the_sockets_of_a_process_are_checked_in_one_query(
    signed_in: Browser, nadia: Professional
) -> None:
    other = Browser()
    other.sign_in("nadia")
    found = [sessions.socket_session(browser.cookie) for browser in (signed_in, other)]
    other.post("/session/lock", {})
    with CaptureQueriesContext(connection) as queries:
        standing = sessions.standing_of({one.session_key: one.proof for one in found})
    assert standing == {signed_in.cookie: Standing.OPEN, other.cookie: Standing.LOCKED}
    assert len(queries) == 1


def test_a_write_without_the_csrf_token_is_refused(signed_in: Browser) -> None:
    answer = signed_in.client.post("/api/conversations", {}, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_from_our_page")
