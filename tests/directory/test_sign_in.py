"""Signing in and out."""

import base64
import logging
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from directory.models import Account, Professional
from directory.passwords import Argon2id
from tests.conftest import PASSWORD
from tests.directory.conftest import Browser


def test_a_person_signs_in_and_is_known(browser: Browser, camille: Professional) -> None:
    answer = browser.sign_in("camille")
    assert answer.status_code == 200
    assert answer.json() == browser.get("/session").json()
    assert answer.json() == {
        "person": {
            "id": str(camille.id),
            "title": "",
            "given_name": "Camille",
            "family_name": "Roche",
            "profession": "Médecin généraliste",
            "structure": "",
            "town": "",
        },
        "shared": False,
        "lock_after": 7200,
        "draft_key": answer.json()["draft_key"],
        "protection": None,
        "hand": None,
        "roles": False,
    }


def test_a_name_typed_with_a_capital_and_a_space_is_the_same_name(
    browser: Browser, camille: Professional
) -> None:
    assert browser.sign_in(" Camille ").status_code == 200


def test_who_is_not_signed_in_is_told_so_and_can_sign_in_from_there(db: None) -> None:
    browser = Browser()
    answer = browser.get("/session")
    assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
    assert browser.client.cookies["csrf"].value


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "multipart/form-data"])
def test_a_form_is_no_way_in(browser: Browser, camille: Professional, kind: str) -> None:
    form = '--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nc\r\n--x--\r\n'
    answer = browser.client.post("/api/session", form, kind, headers=browser.headers())
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")


@pytest.mark.parametrize(
    ("username", "password"), [("camille", "not the right one"), ("personne", PASSWORD)]
)
def test_a_wrong_password_says_the_same_as_an_unknown_name(
    browser: Browser, camille: Professional, username: str, password: str
) -> None:
    answer = browser.sign_in(username, password)
    assert answer.status_code == 401
    assert answer.json() == {
        "code": "wrong_credentials",
        "message": "Identifiant ou mot de passe incorrect.",
    }


def test_a_closed_account_says_the_same(browser: Browser, camille: Professional) -> None:
    Account.objects.update(is_active=False)
    assert browser.sign_in("camille").json()["code"] == "wrong_credentials"


@pytest.mark.parametrize(
    ("username", "is_active"), [("camille", True), ("camille", False), ("personne", True)]
)
def test_every_refusal_costs_the_same_one_hash(
    browser: Browser,
    camille: Professional,
    monkeypatch: pytest.MonkeyPatch,
    username: str,
    is_active: bool,
) -> None:
    Account.objects.update(is_active=is_active)
    hashed: list[str] = []

    def counted(work: Callable[..., object]) -> Callable[..., object]:
        def count(*given: object) -> object:
            hashed.append(work.__name__)
            return work(*given)

        return count

    monkeypatch.setattr(Argon2id, "encode", counted(Argon2id.encode))
    monkeypatch.setattr(Argon2id, "verify", counted(Argon2id.verify))
    browser.sign_in(username, "not the right one")
    assert len(hashed) == 1


def test_signing_in_gives_a_new_session_id(browser: Browser, camille: Professional) -> None:
    browser.sign_in("camille")
    before = browser.cookie
    browser.sign_in("camille")
    assert browser.cookie != before
    stolen = Browser()
    stolen.client.cookies["session"] = before
    assert not stolen.is_signed_in


def test_signing_out_ends_the_session_at_once_for_every_holder_of_it(
    browser: Browser, camille: Professional
) -> None:
    browser.sign_in("camille")
    other_tab = Browser()
    other_tab.client.cookies["session"] = browser.cookie
    answer = browser.delete("/session")
    assert answer.status_code == 204
    assert answer["Clear-Site-Data"] == '"cache"'
    assert not browser.is_signed_in
    assert not other_tab.is_signed_in


def test_signing_out_twice_is_the_same_as_once(browser: Browser, camille: Professional) -> None:
    browser.sign_in("camille")
    browser.delete("/session")
    assert browser.delete("/session").status_code == 204


@pytest.mark.parametrize(
    ("method", "path"),
    [("post", "/api/session"), ("delete", "/api/session"), ("post", "/api/demo")],
)
def test_another_site_can_neither_sign_anybody_in_nor_out(
    camille: Professional, method: str, path: str
) -> None:
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.generic(
        method.upper(), path, f'{{"username": "camille", "password": "{PASSWORD}"}}'
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "not_from_our_page")


def test_the_password_is_in_no_log(
    browser: Browser, camille: Professional, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser.sign_in("camille")
    browser.sign_in("camille", "canary-of-a-password")
    browser.post("/session", {"username": ["canary-of-a-password"], "password": PASSWORD})
    said = " ".join(str(record.__dict__) for record in caplog.records)
    assert PASSWORD not in said
    assert "canary-of-a-password" not in said


def fails(*_: object) -> None:
    Account.objects.update(last_login=None)
    raise RuntimeError("canary-of-somebody")


def test_whoever_fails_to_hear_of_a_sign_in_keeps_nobody_out_and_is_told_of_without_a_word_of_it(
    browser: Browser,
    camille: Professional,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.SIGN_IN_SUBSCRIBERS = [f"{__name__}.fails", *settings.SIGN_IN_SUBSCRIBERS]
    assert browser.sign_in("camille").status_code == 200
    assert browser.get("/session").status_code == 200
    assert Account.objects.get(professional=camille).last_login, "nothing is left half done"
    [said] = [one.getMessage() for one in caplog.records if one.name == "directory.subscribers"]
    assert said == f"{__name__}.fails failed as somebody signed in: RuntimeError"
    assert "canary" not in caplog.text


def test_drafts_are_found_again_by_the_same_person_and_by_nobody_else(
    browser: Browser, camille: Professional, nadia: Professional
) -> None:
    first = browser.sign_in("camille").json()["draft_key"]
    again = Browser().sign_in("camille").json()["draft_key"]
    other = Browser().sign_in("nadia").json()["draft_key"]
    assert first == again
    assert first != other
    assert len(base64.b64decode(first)) == 32
