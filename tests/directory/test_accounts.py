"""What an operator does with accounts."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from directory import people
from directory.models import Account, Professional
from tests.conftest import PASSWORD
from tests.directory.conftest import Browser

NAMES = {"given_name": "Inès", "family_name": "de Laurac", "profession": "Gériatre"}


def run(command: str, username: str, **options: Any) -> None:
    call_command(command, username, stdout=io.StringIO(), **options)


def create(monkeypatch: pytest.MonkeyPatch, username: str, password: str, **names: Any) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    run("create_account", username, **names)


def test_a_new_account_sets_up_a_second_factor_before_it_enters(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(monkeypatch, "ILaurac", PASSWORD, **NAMES)
    answer = browser.sign_in("ilaurac")
    assert (answer.status_code, answer.json()["next"]) == (202, "enrolment")
    assert not browser.is_signed_in


def test_a_person_the_directory_has_is_not_entered_twice(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = people.add(**NAMES, rpps="99700000012")
    create(monkeypatch, "ilaurac", PASSWORD, rpps="99700000012")
    assert Account.objects.get().professional == person


@pytest.mark.parametrize(
    ("username", "password", "names"),
    [
        ("camille", PASSWORD, NAMES),  # taken
        ("ilaurac", "court", NAMES),
        ("ilauracilaurac", "ilauracilaurac", NAMES),
        ("ilaurac", PASSWORD, {"given_name": "Inès"}),
    ],
)
def test_an_account_that_cannot_be_leaves_nothing_behind(
    camille: Professional,
    monkeypatch: pytest.MonkeyPatch,
    username: str,
    password: str,
    names: dict[str, str],
) -> None:
    with pytest.raises(CommandError):
        create(monkeypatch, username, password, **names)
    assert Account.objects.get() == camille.account


def test_a_closed_account_is_signed_out_at_once_and_can_be_opened_again(
    browser: Browser, camille: Professional
) -> None:
    browser.sign_in("camille")
    run("deactivate_account", "camille")
    assert not browser.is_signed_in
    assert browser.sign_in("camille").status_code == 401
    run("deactivate_account", "camille", undo=True)
    assert browser.sign_in("camille").status_code == 200


def test_a_new_password_ends_what_the_old_one_began(
    browser: Browser, camille: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.sign_in("camille")
    monkeypatch.setattr("sys.stdin", io.StringIO("une autre phrase de passe\n"))
    run("change_password", "camille")
    assert not browser.is_signed_in
    assert browser.sign_in("camille").status_code == 401
    assert browser.sign_in("camille", "une autre phrase de passe").status_code == 200


@pytest.mark.parametrize("command", ["deactivate_account", "change_password"])
def test_a_name_nobody_has_is_said(db: None, command: str) -> None:
    with pytest.raises(CommandError, match="Nobody"):
        run(command, "personne")
