"""A locked screen tells nothing until who signed in says so again."""

from collections import defaultdict
from typing import Any
from uuid import uuid4

import pytest

from directory import sessions
from directory.models import Professional, Session, Ticket
from tests.conftest import PASSWORD
from tests.conversations.test_outsiders import ADDRESSES, OPEN_TO_ALL
from tests.directory.conftest import Browser, Clock
from tests.directory.device import Device
from tests.directory.test_passkeys import enrol

LOCKED = {
    "code": "locked",
    "message": "Ce poste est verrouillé. Déverrouillez-le pour continuer.",
}
# What is for whoever comes, and what a locked screen is for.
OPEN = OPEN_TO_ALL | {
    "/api/session/lock",
    "/api/session/unlock",
    "/api/session/unlock/passkey",
    "/api/session/unlock/elsewhere",
    # Asks for the device's own cookie: it is notified at a locked screen, too, and told nothing.
    "/api/notices/{notice}/shown",
    "/api/push/device/address",
}
CODE = "2580"


@pytest.fixture
def ward(browser: Browser, camille: Professional, clock: Clock) -> Browser:
    """A computer of the ward: Camille has chosen a code."""
    browser.sign_in("camille", shared=True)
    assert browser.post("/session/code", {"code": CODE}).status_code == 204
    return browser


def lock(browser: Browser) -> Any:
    return browser.post("/session/lock", {}).json()


def unlock(browser: Browser, secret: str, by: str = "code") -> tuple[int, str]:
    answer = browser.post("/session/unlock", {"by": by, "secret": secret})
    return answer.status_code, answer.json().get("code", "")


def test_a_locked_screen_is_refused_everything_but_unlocking_and_leaving(ward: Browser) -> None:
    lock(ward)
    anything: defaultdict[str, object] = defaultdict(uuid4, {"seq": 2, "number": 1})
    for method, path in ADDRESSES:
        if path in OPEN:
            continue
        where = path.format_map(anything)
        answer = ward.client.generic(method.upper(), where, headers=ward.headers())
        assert (answer.status_code, answer.json()) == (423, LOCKED), (method, path)
    who = ward.get("/session")
    assert (who.status_code, who.json()) == (423, LOCKED)
    with pytest.raises(sessions.Locked):
        sessions.socket_session(ward.cookie)


def test_a_locked_screen_says_whose_it_is_and_no_more(ward: Browser, camille: Professional) -> None:
    told = lock(ward)
    assert told["person"]["id"] == str(camille.id)
    assert {name: told[name] for name in told.keys() - {"person"}} == {
        "shared": True,
        "code": True,
        "password": True,
        "passkey": False,
        "provider": None,
        "proved": False,
        "refused": None,
    }
    assert lock(ward) == told


@pytest.mark.parametrize(("by", "secret"), [("code", CODE), ("password", PASSWORD)])
def test_who_left_comes_back_by_the_code_or_the_password(
    ward: Browser, clock: Clock, by: str, secret: str
) -> None:
    before = ward.get("/session").json()
    clock.pass_by(minutes=11)
    assert not ward.is_signed_in
    answer = ward.post("/session/unlock", {"by": by, "secret": secret})
    assert (answer.status_code, answer.json()) == (200, before)
    clock.pass_by(minutes=9)
    assert ward.is_signed_in


def test_a_locked_screen_still_ends_after_twelve_hours(ward: Browser, clock: Clock) -> None:
    lock(ward)
    clock.pass_by(hours=12, seconds=1)
    assert unlock(ward, CODE) == (401, "signed_out")


def test_nothing_but_unlocking_wakes_a_locked_screen(ward: Browser, clock: Clock) -> None:
    """Neither an act of another tab, nor what Django's own session is given to keep."""
    lock(ward)
    clock.pass_by(minutes=2)
    sessions.touch(ward.cookie)
    store = sessions.SessionStore(ward.cookie)
    store["anything"] = "else"
    store.save()
    assert ward.get("/session").status_code == 423
    assert Session.objects.get(pk=ward.cookie).locked_at


def test_the_fifth_wrong_code_signs_out(ward: Browser) -> None:
    lock(ward)
    for left in (4, 3, 2, 1):
        answer = ward.post("/session/unlock", {"by": "code", "secret": "9999"})
        assert (answer.status_code, answer.json()["code"]) == (403, "wrong_code")
        assert f"Encore {left}\u00a0essai" in answer.json()["message"]
    assert unlock(ward, "9999") == (401, "too_many_tries")
    assert unlock(ward, CODE) == (401, "signed_out")
    assert not Session.objects.filter(pk=ward.cookie)


def test_wrong_passwords_count_too_and_as_they_do_when_signing_in(ward: Browser) -> None:
    lock(ward)
    assert unlock(ward, "9999") == (403, "wrong_code")
    for _ in range(3):
        assert unlock(ward, "pas celui-là", "password") == (403, "wrong_code")
    assert unlock(ward, "pas celui-là", "password") == (401, "too_many_tries")


def test_being_right_gives_all_the_tries_back(ward: Browser) -> None:
    for _ in range(2):
        lock(ward)
        for _ in range(4):
            unlock(ward, "9999")
        assert unlock(ward, CODE)[0] == 200


def test_without_a_code_no_code_unlocks(
    browser: Browser, camille: Professional, clock: Clock
) -> None:
    browser.sign_in("camille", shared=True)
    assert lock(browser)["code"] is False
    assert unlock(browser, "") == (403, "wrong_code")
    assert unlock(browser, CODE) == (403, "wrong_code")


def test_a_code_is_of_one_session(ward: Browser) -> None:
    other = Browser()
    other.sign_in("camille", shared=True)
    assert lock(other)["code"] is False
    assert unlock(other, CODE) == (403, "wrong_code")


def with_passkey(browser: Browser, device: Device, question: Any) -> tuple[int, str]:
    given = {"ticket": question["ticket"], **device.answers(question)}
    answer = browser.post("/session/unlock", given)
    return answer.status_code, answer.json().get("code", "")


def test_her_own_passkey_unlocks_once_for_each_time_it_is_asked_for(
    ward: Browser, nadia: Professional
) -> None:
    mine, hers = Device(), Device()
    for username, device in (("camille", mine), ("nadia", hers)):
        assert enrol(Browser(), username, device).status_code == 200
    assert lock(ward)["passkey"]
    first = ward.post("/session/unlock/passkey", {}).json()
    question = ward.post("/session/unlock/passkey", {}).json()
    assert len(question["among"]) == Ticket.objects.filter(kind=Ticket.Kind.UNLOCK).count() == 1
    assert with_passkey(ward, mine, first) == (410, "ticket_gone")
    assert with_passkey(ward, hers, question) == (403, "wrong_code")
    assert with_passkey(ward, mine, question) == (410, "ticket_gone")
    question = ward.post("/session/unlock/passkey", {}).json()
    assert with_passkey(ward, mine, question) == (200, "")
    assert ward.is_signed_in


def test_what_a_passkey_answered_at_one_screen_unlocks_nobody_else_s(
    ward: Browser, nadia: Professional
) -> None:
    hers, other = Device(), Browser()
    enrol(other, "nadia", hers)
    lock(other)
    question = other.post("/session/unlock/passkey", {}).json()
    lock(ward)
    assert with_passkey(ward, hers, question) == (403, "wrong_code")
    assert ward.get("/session").status_code == 423


def test_nobody_was_sent_elsewhere_and_nobody_is_back_from_there(ward: Browser) -> None:
    lock(ward)
    assert ward.post("/session/unlock/elsewhere", {}).status_code == 404
    answer = ward.post("/session/unlock", {"by": "provider"})
    assert (answer.status_code, answer.json()["code"]) == (403, "wrong_code")


@pytest.mark.parametrize("code", ["0000", "1234", "987654", "111111"])
def test_a_code_that_is_guessed_at_once_is_refused(ward: Browser, code: str) -> None:
    answer = ward.post("/session/code", {"code": code})
    assert (answer.status_code, answer.json()["code"]) == (422, "guessable_code")


@pytest.mark.parametrize("code", ["123", "12a4", "", "2580258025802"])
def test_a_code_is_four_to_twelve_digits(ward: Browser, code: str) -> None:
    answer = ward.post("/session/code", {"code": code})
    assert (answer.status_code, answer.json()["code"]) == (422, "unreadable")


def test_the_code_is_kept_hashed(ward: Browser) -> None:
    kept = Session.objects.get(pk=ward.cookie).unlock_code
    assert kept.startswith("argon2$argon2id$")


def test_whoever_is_signed_out_locks_and_unlocks_nothing(browser: Browser) -> None:
    given = {"by": "code", "secret": CODE}
    paths = {"lock": {}, "unlock": given, "unlock/passkey": {}, "unlock/elsewhere": {}}
    for path, given in paths.items():
        assert browser.post(f"/session/{path}", given).status_code == 401
