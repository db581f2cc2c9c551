"""Looking after how one signs in: not without showing first that it is oneself."""

from typing import Any

import pytest

from directory import recovery
from directory.models import Account, CodeApp, Passkey, Professional
from tests.conftest import PASSWORD
from tests.directory.conftest import Browser, Clock, code_now
from tests.directory.test_second_factor import GONE, set_up, told

NEW = "une autre phrase de passe"


@pytest.fixture
def signed_in(browser: Browser, camille: Professional) -> Browser:
    browser.sign_in("camille")
    CodeApp.objects.update(last_counter=0)
    return browser


def confirmed(browser: Browser) -> str:
    half = browser.post("/security/begin", {}).json()
    given = {"ticket": half["ticket"], "proof": {"by": "code", "code": code_now()}}
    return str(browser.post("/security/confirm", given).json()["ticket"])


def acts(ticket: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        ("/security/factors", {"ticket": ticket, "factor": {"by": "code", "code": code_now()}}),
        ("/security/factors/remove", {"ticket": ticket, "passkey": None}),
        ("/security/recovery", {"ticket": ticket}),
        ("/security/password", {"ticket": ticket, "password": NEW}),
    ]


def everything() -> list[Any]:
    return [list(model.objects.values()) for model in (CodeApp, Passkey)] + [
        list(Account.objects.values("username", "password"))
    ]


def test_without_a_proof_or_with_somebody_elses_nothing_changes(
    signed_in: Browser, bruno: Professional, clock: Clock
) -> None:
    asked = signed_in.post("/security/begin", {}).json()["ticket"]
    mine = confirmed(signed_in)
    other = Browser()
    other.sign_in("bruno")
    before = everything()
    for browser, ticket in ((signed_in, asked), (signed_in, "x" * 43), (other, mine)):
        for path, given in acts(ticket):
            assert told(browser.post(path, given)) == (410, GONE)
    clock.pass_by(minutes=10, seconds=1)
    for path, given in acts(mine):
        assert told(signed_in.post(path, given)) == (410, GONE)
    assert everything() == before


def test_another_application_takes_the_place_of_the_first(
    signed_in: Browser, camille: Professional, clock: Clock
) -> None:
    ticket = confirmed(signed_in)
    secret = set_up(signed_in, ticket)
    given = {"ticket": ticket, "factor": {"by": "code", "code": code_now(secret)}}
    answer = signed_in.post("/security/factors", given)
    assert told(answer) == (200, {"me": None, "recovery_codes": []})
    clock.pass_by(seconds=30)
    half = Browser().give_password("camille").json()["ticket"]
    assert Browser().give_code(half, code_now()).status_code == 403
    assert Browser().give_code(half, code_now(secret)).status_code == 200


def test_the_last_factor_stays(signed_in: Browser, camille: Professional) -> None:
    given = {"ticket": confirmed(signed_in), "passkey": None}
    answer = signed_in.post("/security/factors/remove", given)
    assert (answer.status_code, answer.json()["code"]) == (409, "last_factor")
    Passkey.objects.create(
        account=camille.account, name="iPhone", credential=b"1", created_at="2026-11-23T08:00Z"
    )
    shown = signed_in.post("/security/factors/remove", given).json()
    assert (shown["code_app_since"], [one["name"] for one in shown["passkeys"]]) == (
        None,
        ["iPhone"],
    )


def test_nobody_removes_somebody_elses_passkey(signed_in: Browser, bruno: Professional) -> None:
    theirs = Passkey.objects.create(
        account=bruno.account, name="iPhone", credential=b"1", created_at="2026-11-23T08:00Z"
    )
    given = {"ticket": confirmed(signed_in), "passkey": str(theirs.id)}
    assert signed_in.post("/security/factors/remove", given).json()["passkeys"] == []
    assert Passkey.objects.get() == theirs


def test_another_password_closes_every_other_screen_and_not_this_one(
    signed_in: Browser, camille: Professional
) -> None:
    elsewhere = Browser()
    elsewhere.sign_in("camille")
    CodeApp.objects.update(last_counter=0)
    ticket = confirmed(signed_in)
    weak = signed_in.post("/security/password", {"ticket": ticket, "password": "courte"})
    assert (weak.status_code, weak.json()["code"]) == (422, "weak_password")
    answer = signed_in.post("/security/password", {"ticket": ticket, "password": NEW})
    assert answer.json() == signed_in.get("/session").json()
    assert not elsewhere.is_signed_in
    assert elsewhere.give_password("camille", PASSWORD).status_code == 401
    assert elsewhere.give_password("camille", NEW).status_code == 202
    # The proof was of before: it is asked for again.
    assert told(signed_in.post("/security/recovery", {"ticket": ticket})) == (410, GONE)


def test_ten_new_codes_are_shown_once_and_counted_afterwards(
    signed_in: Browser, camille: Professional
) -> None:
    answer = signed_in.post("/security/recovery", {"ticket": confirmed(signed_in)}).json()
    assert len(answer["recovery_codes"]) == 10
    assert recovery.takes(camille.account, answer["recovery_codes"][0])
    shown = signed_in.get("/security").json()
    assert (shown["local"], shown["username"], shown["recovery_left"]) == (True, "camille", 9)


def test_who_signs_in_elsewhere_has_nothing_to_look_after_here(
    signed_in: Browser, camille: Professional
) -> None:
    CodeApp.objects.all().delete()
    assert signed_in.get("/security").json()["local"] is False
    assert signed_in.post("/security/begin", {}).status_code == 404
