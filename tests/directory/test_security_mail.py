"""Whoever signs in otherwise than before is told so where they read their mail."""

import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection

from directory import accounts, forgotten, links, mailing, security_mail
from directory.models import Account, CodeApp, Passkey, Professional, SecurityMail
from tests.conftest import PASSWORD
from tests.directory.conftest import Browser, Clock, code_now
from tests.directory.device import Device
from tests.directory.test_links import choose, token_in
from tests.directory.test_second_factor import set_up
from tests.directory.test_security import NEW, confirmed

HERS = "camille@example.org"


@pytest.fixture
def signed_in(
    browser: Browser, camille: Professional, bruno: Professional, settings: Any, clock: Clock
) -> Browser:
    settings.EMAIL_HOST = "mail.example.org"
    Account.objects.filter(professional=camille).update(email=HERS)
    Account.objects.filter(professional=bruno).update(email="bruno@example.org")
    browser.sign_in("camille")
    CodeApp.objects.update(last_counter=0)
    return browser


def posted() -> list[str]:
    """What left since one last looked, all of it to her: what each says was changed."""
    security_mail.send_due()
    letters: list[EmailMessage] = list(mail.outbox)
    mail.outbox.clear()
    assert {letter.to[0] for letter in letters} <= {HERS}
    assert {letter.subject for letter in letters} <= {security_mail.SUBJECT}
    return [str(letter.body).splitlines()[2] for letter in letters]


def test_each_change_is_told_with_its_moment_and_nothing_else(
    signed_in: Browser, camille: Professional
) -> None:
    ticket = confirmed(signed_in)
    wanted = signed_in.post("/enrolment/passkey", {"ticket": ticket}).json()
    given = {"ticket": ticket, "factor": Device().makes(wanted)}
    assert signed_in.post("/security/factors", given).status_code == 200
    when = "le 23/11/2026 à 08:12."
    assert posted() == [f"Une clé d’accès a été ajoutée à votre compte Liaison, {when}"]

    secret = set_up(signed_in, ticket)
    given = {"ticket": ticket, "factor": {"by": "code", "code": code_now(secret)}}
    signed_in.post("/security/factors", given)
    assert posted() == [f"Une application de codes a été ajoutée à votre compte Liaison, {when}"]

    passkey = Passkey.objects.get()
    for _ in range(2):  # a second time nothing is removed, and nothing is told
        given = {"ticket": ticket, "passkey": str(passkey.id)}
        signed_in.post("/security/factors/remove", given)
    assert posted() == [f"Une clé d’accès a été retirée de votre compte Liaison, {when}"]

    signed_in.post("/security/recovery", {"ticket": ticket})
    signed_in.post("/security/password", {"ticket": ticket, "password": NEW})
    assert posted() == [
        f"De nouveaux codes de secours remplacent ceux de votre compte Liaison, {when}",
        f"Le mot de passe de votre compte Liaison a été changé, {when}",
    ]
    for word in ("http", "camille", NEW, PASSWORD):
        assert word not in security_mail.body(SecurityMail.objects.latest("pk"))


def test_what_is_refused_is_not_told(signed_in: Browser) -> None:
    ticket = confirmed(signed_in)
    for path, given in (
        ("factors/remove", {"passkey": None}),
        ("password", {"password": "courte"}),
        ("factors", {"factor": {"by": "code", "code": "000000"}}),
    ):
        assert signed_in.post(f"/security/{path}", {"ticket": ticket, **given}).status_code >= 400
    assert posted() == []


def test_a_reset_an_invitation_and_an_operator_s_password_are_told_at_the_address_of_before(
    signed_in: Browser, camille: Professional
) -> None:
    Browser().post("/forgotten", {"username": "camille"})
    forgotten.send_due()
    half = choose(signed_in, token_in(str(mail.outbox.pop().body)))
    signed_in.give_code(half["ticket"], code_now())
    assert [said.split(",")[0] for said in posted()] == [
        security_mail.SAID[security_mail.What.PASSWORD]
    ]

    is_invited(camille, email="voleur@example.org")
    assert [said.split(",")[0] for said in posted()] == [
        security_mail.SAID[what] for what in (security_mail.What.ALL, security_mail.What.EMAIL)
    ]

    accounts.change_password(Account.objects.get(professional=camille), NEW + " encore")
    assert SecurityMail.objects.latest("pk").email == "voleur@example.org"


def is_invited(person: Professional, *, email: str) -> None:
    token = links.invite(person, email=email).partition("#")[2]
    half = choose(Browser(), token)
    secret = set_up(Browser(), half["ticket"])
    given = {"ticket": half["ticket"], "factor": {"by": "code", "code": code_now(secret)}}
    assert Browser().post("/enrolment", given).status_code == 200


@pytest.mark.parametrize("email", ["", HERS])
def test_who_is_invited_anew_and_keeps_her_address_is_not_told_that_it_changed(
    signed_in: Browser, camille: Professional, email: str
) -> None:
    is_invited(camille, email=email)
    assert [said.split(",")[0] for said in posted()] == [security_mail.SAID[security_mail.What.ALL]]


def test_a_mail_that_does_not_leave_is_tried_again_for_a_day_and_keeps_no_other_waiting(
    signed_in: Browser, camille: Professional, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = Account.objects.get(professional=camille)

    def away(*_: object) -> None:
        raise smtplib.SMTPServerDisconnected

    security_mail.owe(account, security_mail.What.CODES)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(mailing, "send_mail", away)
        assert not security_mail.send_due()
    assert posted() == []
    clock.pass_by(minutes=5)
    assert len(posted()) == 1
    assert posted() == []

    security_mail.owe(account, security_mail.What.CODES)
    clock.pass_by(days=1, seconds=1)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(mailing, "send_mail", away)
        security_mail.send_due()
    clock.pass_by(days=1)
    assert posted() == []


def test_who_has_given_no_address_or_where_there_is_no_mail_nothing_waits(
    signed_in: Browser, camille: Professional, settings: Any
) -> None:
    account = Account.objects.get(professional=camille)
    settings.EMAIL_HOST = ""
    security_mail.owe(account, security_mail.What.CODES)
    settings.EMAIL_HOST, account.email = "mail.example.org", ""
    security_mail.owe(account, security_mail.What.CODES)
    assert not SecurityMail.objects.exists()


def test_no_transaction_waits_for_the_mail_server_and_no_other_worker_sends_it_meanwhile(
    signed_in: Browser, camille: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    security_mail.owe(Account.objects.get(professional=camille), security_mail.What.CODES)
    before, seen = len(connection.savepoint_ids), []

    def slow(*_: object) -> None:
        seen.append((len(connection.savepoint_ids), security_mail.send_due()))

    monkeypatch.setattr(mailing, "send_mail", slow)
    assert security_mail.send_due()
    assert seen == [(before, False)]
