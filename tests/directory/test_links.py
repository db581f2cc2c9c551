"""Invitations, and forgotten passwords."""

import io
import re
import smtplib
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from directory import accounts, forgotten, mailing, people, recovery, sessions, suspending
from directory.models import (
    Account,
    CodeApp,
    Link,
    Professional,
    Session,
    SignInAttempts,
    Suspended,
)
from directory.sessions import SignedOut
from tests.conftest import PASSWORD
from tests.directory.conftest import Browser, Clock, code_now
from tests.directory.test_second_factor import GONE, WRONG, enrol, set_up, told

NEW = "une autre phrase de passe"
LINK_GONE = {
    "code": "link_gone",
    "message": "Ce lien ne fonctionne plus\u00a0: il a déjà servi, ou il a expiré. "
    "Demandez-en un nouveau.",
}


@pytest.fixture
def ines(database: None) -> Professional:
    return people.add(
        given_name="Inès",
        family_name="de L’Aurac",
        profession="Gériatre",
        rpps="99700000012",
    )


@pytest.fixture
def posted(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example.org"


def invited(person: str, **options: str) -> str:
    said = io.StringIO()
    call_command("invite", person, stdout=said, **options)
    return token_in(said.getvalue())


def token_in(text: str) -> str:
    """What follows # in a link: no server is ever sent that part of an address."""
    found = re.search(r"http://\S+/(?:invitation|mot-de-passe)#([\w-]{43})$", text, re.MULTILINE)
    assert found
    return found[1]


def choose(browser: Browser, token: str, password: str = NEW) -> dict[str, Any]:
    answer = browser.post("/link/password", {"token": token, "password": password})
    assert answer.status_code == 202, answer.json()
    return dict(answer.json())


def test_who_is_invited_chooses_a_password_sets_up_a_factor_and_is_in(
    browser: Browser, ines: Professional
) -> None:
    token = invited("99700000012", email="ines@example.org")
    opened = browser.post("/link", {"token": token}).json()
    assert (opened["kind"], opened["username"]) == ("invitation", "idelaurac")
    assert opened["person"] == people.shown(ines).model_dump(mode="json")
    half = choose(browser, token)
    assert half["next"] == "enrolment"
    # Until the factor is there, nothing is: an account never has a password alone.
    assert not Account.objects.exists()
    answer = enrol(browser, half["ticket"], code_now(set_up(browser, half["ticket"])))
    assert answer.json()["me"]["person"]["id"] == str(ines.id)
    assert browser.is_signed_in
    account = Account.objects.get()
    assert (account.username, account.email) == ("idelaurac", "ines@example.org")
    assert Browser().give_password("idelaurac", NEW).json()["next"] == "second_factor"


def test_an_invitation_is_used_once_even_by_two_who_hold_it(
    browser: Browser, ines: Professional
) -> None:
    token = invited(str(ines.id))
    mine, theirs = (choose(browser, token)["ticket"] for _ in range(2))
    secrets = [set_up(browser, ticket) for ticket in (mine, theirs)]
    assert enrol(browser, mine, code_now(secrets[0])).status_code == 200
    assert told(enrol(Browser(), theirs, code_now(secrets[1]))) == (410, LINK_GONE)
    for path, more in (("/link", {}), ("/link/password", {"password": NEW})):
        assert told(browser.post(path, {"token": token, **more})) == (410, LINK_GONE)


def test_an_invitation_expires_and_a_new_one_ends_the_one_before(
    browser: Browser, ines: Professional, clock: Clock
) -> None:
    first, second = invited(str(ines.id)), invited(str(ines.id))
    assert browser.post("/link", {"token": first}).status_code == 410
    ticket = choose(browser, second)["ticket"]
    secret = set_up(browser, ticket)
    clock.pass_by(days=7, seconds=1)
    assert browser.post("/link", {"token": second}).status_code == 410
    assert told(enrol(browser, ticket, code_now(secret))) == (410, GONE)
    assert not Account.objects.exists()


def test_who_has_lost_everything_is_invited_again_and_nothing_of_before_opens(
    browser: Browser, camille: Professional
) -> None:
    browser.sign_in("camille")
    codes = recovery.renew(camille.account)
    elsewhere = Browser()
    ticket = choose(elsewhere, invited(str(camille.id)))["ticket"]
    secret = set_up(elsewhere, ticket)
    # Only now does anything change.
    assert browser.is_signed_in
    assert enrol(elsewhere, ticket, code_now(secret)).status_code == 200
    assert not browser.is_signed_in
    assert browser.give_password("camille").status_code == 401
    half = browser.give_password("camille", NEW).json()["ticket"]
    assert told(browser.give_code(half, code_now())) == (403, WRONG)
    assert told(browser.give_code(half, codes[0], by="recovery")) == (403, WRONG)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("courte", "Il faut au moins 12\u00a0caractères."),
        ("idelaurac2026", "Ce mot de passe ressemble trop à votre identifiant."),
        ("1qaz2wsx3edc4rfv", "Ce mot de passe est trop courant\u00a0: choisissez-en un autre."),
    ],
)
def test_a_weak_password_is_refused_with_the_reason_and_no_kind_of_sign_is_asked_for(
    browser: Browser, ines: Professional, password: str, why: str
) -> None:
    token = invited(str(ines.id))
    answer = browser.post("/link/password", {"token": token, "password": password})
    assert told(answer) == (422, {"code": "weak_password", "message": why})
    assert choose(browser, token, "que des lettres minuscules")


def test_nobody_unknown_closed_or_suspended_is_invited(
    camille: Professional, nadia: Professional
) -> None:
    accounts.deactivate(camille.account)
    suspending.suspend([nadia.id], because=Suspended.OPERATOR, reason="Enquête")
    for person in ("00000000000", "personne", str(camille.id), str(nadia.id)):
        with pytest.raises(CommandError):
            invited(person)
    assert not Link.objects.exists()


def test_two_people_of_one_name_have_two_usernames(db: None, camille: Professional) -> None:
    other = people.add(given_name="Claude", family_name="Amille", profession="Interne")
    assert accounts.free_name(other, "Camille") == "camille2"
    assert accounts.free_name(other) == "camille2"


def reset_link(browser: Browser, username: str = "camille") -> str:
    assert browser.post("/forgotten", {"username": username}).status_code == 204
    forgotten.send_due()
    (letter,) = mail.outbox
    assert letter.to == ["camille@example.org"]
    return token_in(str(letter.body))


@pytest.fixture
def reachable(camille: Professional, posted: None) -> Account:
    account = camille.account
    account.email = "camille@example.org"
    account.save(update_fields=["email"])
    return account


def test_a_reset_asks_for_the_second_factor_and_changes_nothing_before(
    browser: Browser, reachable: Account
) -> None:
    working = Browser()
    working.sign_in("camille")
    token = reset_link(browser)
    assert browser.post("/link", {"token": token}).json()["kind"] == "reset"
    half = choose(browser, token)
    assert (half["next"], half["factors"]) == ("second_factor", ["code"])
    assert told(browser.give_code(half["ticket"], "000000")) == (403, WRONG)
    assert working.is_signed_in
    assert Browser().give_password("camille", NEW).status_code == 401
    CodeApp.objects.update(last_counter=0)
    assert browser.give_code(half["ticket"], code_now()).status_code == 200
    assert not working.is_signed_in
    assert Browser().give_password("camille").status_code == 401
    assert Browser().give_password("camille", NEW).status_code == 202
    assert told(browser.post("/link", {"token": token})) == (410, LINK_GONE)


def test_the_mailbox_alone_enrols_no_factor(browser: Browser, reachable: Account) -> None:
    half = choose(browser, reset_link(browser))
    for path in ("/enrolment/code", "/enrolment/passkey"):
        assert told(browser.post(path, {"ticket": half["ticket"]})) == (410, GONE)
    assert not browser.is_signed_in


def without_factor(account: Account) -> None:
    CodeApp.objects.all().delete()


def without_address(account: Account) -> None:
    Account.objects.update(email="")


def closed(account: Account) -> None:
    accounts.deactivate(account)


def coming_from_elsewhere(account: Account) -> None:
    account.set_unusable_password()
    account.save(update_fields=["password"])


@pytest.mark.parametrize("change", [without_factor, without_address, closed, coming_from_elsewhere])
def test_who_cannot_be_reset_is_not_written_to_and_told_alike(
    browser: Browser, reachable: Account, change: Callable[[Account], None]
) -> None:
    change(reachable)
    for name in ("camille", "personne"):
        assert browser.post("/forgotten", {"username": name}).status_code == 204
    assert forgotten.send_due()
    assert not forgotten.send_due()
    assert mail.outbox == []


def test_a_mail_that_does_not_leave_is_written_again_and_only_one_arrives(
    browser: Browser, reachable: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.post("/forgotten", {"username": "camille"})

    def away(*_: object) -> None:
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(mailing, "send_mail", away)
        forgotten.send_due()
    forgotten.send_due()
    forgotten.send_due()
    (letter,) = mail.outbox
    assert browser.post("/link", {"token": token_in(str(letter.body))}).status_code == 200


def test_asking_again_and_again_is_held_up_for_a_name_that_exists_and_one_that_does_not(
    browser: Browser, reachable: Account, clock: Clock
) -> None:
    for name in ("camille", "personne"):
        asked = [browser.post("/forgotten", {"username": name}).status_code for _ in range(6)]
        assert asked == [204] * 5 + [429]


def test_asking_costs_the_same_whether_the_name_is_somebodys_or_not(
    browser: Browser, reachable: Account
) -> None:
    said = []
    for name in ("camille", "personne"):
        SignInAttempts.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            browser.post("/forgotten", {"username": name})
        said.append([query["sql"].split()[0] for query in queries])
    assert said[0] == said[1]


def test_who_was_suspended_meanwhile_gets_no_account_by_the_invitation(
    browser: Browser, ines: Professional
) -> None:
    token = invited(str(ines.id))
    ticket = choose(browser, token)["ticket"]
    secret = set_up(browser, ticket)
    suspending.suspend([ines.id], because=Suspended.OPERATOR, reason="Enquête")
    assert told(enrol(browser, ticket, code_now(secret))) == (410, LINK_GONE)
    assert told(browser.post("/link", {"token": token})) == (410, LINK_GONE)
    assert not Account.objects.exists()


def test_without_mail_that_is_said(browser: Browser, camille: Professional) -> None:
    answer = browser.post("/forgotten", {"username": "camille"})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_mail")


def test_neither_tokens_nor_passwords_are_kept_in_clear(
    browser: Browser, ines: Professional
) -> None:
    token = invited(str(ines.id))
    ticket = choose(browser, token, PASSWORD)["ticket"]
    kept = str(list(Link.objects.values())) + str(list(Account.objects.values()))
    kept += str([list(ines._meta.apps.get_model("directory", "ticket").objects.values())])
    assert not any(secret in kept for secret in (token, ticket, PASSWORD))
    with pytest.raises(SignedOut):
        sessions.socket_session(ticket)
    assert not Session.objects.exclude(account=None).exists()
