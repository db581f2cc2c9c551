"""Nobody comes in with a password alone."""

import json
import re
from base64 import b32decode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from directory import accounts, code_app, recovery, sessions
from directory.models import Account, CodeApp, Professional, RecoveryCode, Session, Ticket
from directory.sessions import SignedOut
from tests.conftest import PASSWORD
from tests.conversations.test_outsiders import OPEN_TO_ALL
from tests.directory.conftest import Answer, Browser, Clock, code_now


def filled(gap: re.Match[str]) -> str:
    return "2" if gap[1] in {"seq", "number"} else str(uuid4())


API = json.loads((Path(__file__).parents[2] / "docs" / "api.json").read_text())
# Every address there is but those of the door, each with something in its gaps.
GUARDED = [
    (method, re.sub(r"{(\w+)}", filled, path))
    for path, methods in API["paths"].items()
    for method in methods
    if path not in OPEN_TO_ALL
]
WRONG = {
    "code": "wrong_factor",
    "message": "Cela n’a pas été reconnu. Si c’est un code, attendez le suivant\u00a0: "
    "chacun ne sert qu’une fois.",
}
GONE = {"code": "ticket_gone", "message": "Cette étape a expiré. Recommencez depuis le début."}


def told(answer: Answer) -> tuple[int, Any]:
    return answer.status_code, answer.json()


@pytest.fixture
def ticket(browser: Browser, camille: Professional) -> str:
    answer = browser.give_password("camille")
    assert told(answer) == (
        202,
        {"ticket": answer.json()["ticket"], "next": "second_factor", "factors": ["code"]},
    )
    return str(answer.json()["ticket"])


def test_a_password_alone_opens_no_address_and_no_socket(browser: Browser, ticket: str) -> None:
    """Half signed in is not signed in: whatever one holds it as, wherever one knocks."""
    key = Ticket.objects.get().key
    held = [browser.client.cookies["csrf"].value, ticket, key]
    for session in held:
        browser.client.cookies["session"] = session
        headers = browser.headers() | {"Authorization": f"Bearer {ticket}"}
        for method, path in GUARDED:
            answer = browser.client.generic(method.upper(), path, headers=headers)
            assert answer.status_code == 401, (method, path)
        with pytest.raises(SignedOut):
            sessions.socket_session(session)
    assert not Session.objects.exclude(account=None).exists()


def test_the_code_is_the_other_half(browser: Browser, ticket: str, camille: Professional) -> None:
    answer = browser.give_code(ticket, code_now())
    assert (answer.status_code, answer.json()["person"]["id"]) == (200, str(camille.id))
    assert browser.is_signed_in


def test_a_code_that_was_used_is_refused_and_so_is_an_earlier_one(
    browser: Browser, ticket: str, clock: Clock
) -> None:
    browser.give_code(ticket, code_now())
    for code in (code_now(), code_now(later=-1)):
        again = Browser()
        second = again.give_password("camille").json()["ticket"]
        assert told(again.give_code(second, code)) == (403, WRONG)
    clock.pass_by(seconds=30)
    assert again.give_code(second, code_now()).status_code == 200


@pytest.mark.parametrize(("later", "status"), [(-2, 403), (-1, 200), (0, 200), (1, 200), (2, 403)])
def test_a_clock_may_be_half_a_minute_wrong_and_no_more(
    browser: Browser, ticket: str, clock: Clock, later: int, status: int
) -> None:
    assert browser.give_code(ticket, code_now(later=later)).status_code == status


def test_a_ticket_is_used_once_and_for_ten_minutes(
    browser: Browser, camille: Professional, clock: Clock
) -> None:
    first = browser.give_password("camille").json()["ticket"]
    browser.give_code(first, code_now())
    clock.pass_by(seconds=30)
    assert told(browser.give_code(first, code_now())) == (410, GONE)
    second = browser.give_password("camille").json()["ticket"]
    clock.pass_by(minutes=10, seconds=1)
    assert told(browser.give_code(second, code_now())) == (410, GONE)


def test_a_ticket_ends_with_the_password_and_the_account_it_was_given_for(
    browser: Browser, ticket: str, camille: Professional
) -> None:
    accounts.change_password(camille.account, "une autre phrase de passe")
    assert told(browser.give_code(ticket, code_now())) == (410, GONE)
    closed = browser.give_password("camille", "une autre phrase de passe").json()["ticket"]
    accounts.deactivate(camille.account)
    assert told(browser.give_code(closed, code_now())) == (410, GONE)


def test_guessing_codes_is_held_up_whatever_ticket_and_address_they_come_with(
    browser: Browser, camille: Professional, clock: Clock
) -> None:
    tickets = [browser.give_password("camille").json()["ticket"] for _ in range(6)]
    answers = [
        browser.give_code(one, "000000", address=f"10.0.0.{n}") for n, one in enumerate(tickets)
    ]
    assert [answer.status_code for answer in answers] == [403] * 5 + [429]
    assert browser.give_code(tickets[5], code_now()).status_code == 429
    clock.pass_by(seconds=30)
    assert browser.give_code(tickets[5], code_now()).status_code == 200


def test_whatever_is_no_code_is_told_alike(browser: Browser, ticket: str) -> None:
    for code in ("", "12345", "abcdef", "0000000", "١٢٣٤٥٦"):
        assert told(browser.give_code(ticket, code)) == (403, WRONG)


def test_a_recovery_code_replaces_the_application_once(
    browser: Browser, camille: Professional
) -> None:
    codes = recovery.renew(camille.account)
    assert len(set(codes)) == 10
    half = browser.give_password("camille").json()
    assert half["factors"] == ["code", "recovery"]
    typed = codes[3].upper().replace("-", " ")
    assert browser.give_code(half["ticket"], typed, by="recovery").status_code == 200
    again = browser.give_password("camille").json()["ticket"]
    assert told(browser.give_code(again, codes[3], by="recovery")) == (403, WRONG)
    assert recovery.left(camille.account) == 9


def test_new_recovery_codes_make_those_of_before_worthless(
    browser: Browser, ticket: str, camille: Professional
) -> None:
    old, _ = recovery.renew(camille.account), recovery.renew(camille.account)
    assert told(browser.give_code(ticket, old[0], by="recovery")) == (403, WRONG)


def test_no_secret_is_in_clear_in_the_database(camille: Professional) -> None:
    codes = recovery.renew(camille.account)
    kept = " ".join(RecoveryCode.objects.values_list("code", flat=True))
    kept += CodeApp.objects.get().secret
    assert "of everybody" not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_who_has_no_second_factor_sets_one_up_and_is_then_asked_for_it(
    browser: Browser, camille: Professional, clock: Clock
) -> None:
    CodeApp.objects.all().delete()
    half = browser.give_password("camille").json()
    assert (half["next"], half["factors"]) == ("enrolment", [])
    assert not browser.is_signed_in
    secret = set_up(browser, half["ticket"])
    assert told(enrol(browser, half["ticket"], "000000")) == (403, WRONG)
    answer = enrol(browser, half["ticket"], code_now(secret)).json()
    assert len(answer["recovery_codes"]) == 10
    assert answer["me"] == browser.get("/session").json()
    elsewhere = Browser()
    half = elsewhere.give_password("camille").json()
    assert half["factors"] == ["code", "recovery"]
    # The code of the enrolment was used up by it.
    assert elsewhere.give_code(half["ticket"], code_now(secret)).status_code == 403
    clock.pass_by(seconds=30)
    assert elsewhere.give_code(half["ticket"], code_now(secret)).status_code == 200


def set_up(browser: Browser, ticket: str) -> bytes:
    """What the application was shown, read back from the letters a person would type."""
    shown = browser.post("/enrolment/code", {"ticket": ticket}).json()
    secret = b32decode(shown["secret"].replace(" ", ""))
    assert shown["secret"].replace(" ", "") in shown["address"]
    assert {len(row) for row in shown["picture"]} == {len(shown["picture"])}
    return secret


def enrol(browser: Browser, ticket: str, code: str) -> Answer:
    given = {"ticket": ticket, "factor": {"by": "code", "code": code}}
    return browser.post("/enrolment", given)


def test_a_thief_who_knew_the_password_first_adds_no_factor_beside_the_owners(
    browser: Browser, camille: Professional
) -> None:
    CodeApp.objects.all().delete()
    thief, owner = (browser.give_password("camille").json()["ticket"] for _ in range(2))
    theirs, mine = set_up(browser, thief), set_up(browser, owner)
    assert enrol(browser, owner, code_now(mine)).status_code == 200
    assert told(enrol(Browser(), thief, code_now(theirs))) == (410, GONE)


def test_a_ticket_for_a_proof_is_none_for_an_enrolment(browser: Browser, ticket: str) -> None:
    for path in ("code", "passkey"):
        assert told(browser.post(f"/enrolment/{path}", {"ticket": ticket})) == (410, GONE)
    assert told(enrol(browser, ticket, code_now())) == (410, GONE)


@pytest.mark.parametrize("garbage", ["", "AAAA", "o2NmbXRkbm9uZQ", "n" * 2_000])
def test_what_no_device_would_say_is_refused_and_breaks_nothing(
    browser: Browser, camille: Professional, garbage: str
) -> None:
    asked = browser.post("/session/passkey", {"ticket": None}).json()
    said = {"client_data": garbage, "authenticator_data": garbage, "signature": garbage}
    proof = {"by": "passkey", "id": garbage, **said}
    answer = browser.post("/session/second", {"ticket": asked["ticket"], "proof": proof})
    assert told(answer) == (403, WRONG)
    CodeApp.objects.all().delete()
    half = browser.give_password("camille").json()["ticket"]
    browser.post("/enrolment/passkey", {"ticket": half})
    made = {"by": "passkey", "name": "", "id": garbage, "client_data": garbage}
    given = {"ticket": half, "factor": made | {"attestation": garbage}}
    assert told(browser.post("/enrolment", given)) == (403, WRONG)


def test_one_code_sent_twice_at_once_lets_one_in(own_database: str, camille: Professional) -> None:
    account = Account.objects.get()
    codes = recovery.renew(account)

    def take(code: str) -> bool:
        takes = code_app.takes if code.isdigit() else recovery.takes
        try:
            with transaction.atomic():
                return takes(account, code)
        finally:
            connection.close()

    for code in (code_now(), codes[0]):
        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(take, [code] * 8)) == 1


def test_a_wrong_password_says_nothing_of_factors(browser: Browser, camille: Professional) -> None:
    answers = [browser.give_password(name, "not the right one") for name in ("camille", "personne")]
    assert told(answers[0]) == told(answers[1])
    assert answers[0].status_code == 401
    assert not Ticket.objects.exists()
    assert PASSWORD not in str(Ticket.objects.values())
