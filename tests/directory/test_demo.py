"""One click signs in as an invented person, in a demo and nowhere else."""

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from directory import accounts, people
from directory.models import Account, Professional
from tests.conftest import PASSWORD
from tests.directory.conftest import Browser


@pytest.fixture
def invented(db: None) -> Account:
    person = people.add(given_name="Lucas", family_name="Pujol", profession="Kinésithérapeute")
    return accounts.create(username="lpujol", professional=person, password=PASSWORD, is_demo=True)


def test_in_a_demo_one_signs_in_with_one_click(
    browser: Browser, invented: Account, settings: Settings
) -> None:
    settings.DEMO = True
    (shown,) = browser.get("/demo").json()
    assert shown == people.shown(invented.professional).model_dump(mode="json")
    answer = browser.post("/demo", {"person": shown["id"], "shared": True})
    assert (answer.status_code, answer.json()["shared"]) == (200, True)
    assert browser.is_signed_in


def test_in_a_demo_an_invented_persons_password_is_enough_and_elsewhere_it_is_not(
    browser: Browser, invented: Account, camille: Professional, settings: Settings
) -> None:
    for demo, username, status in (
        (True, "lpujol", 200),
        (True, "camille", 202),
        (False, "lpujol", 202),
    ):
        settings.DEMO = demo
        assert Browser().give_password(username).status_code == status


def test_nobody_real_is_entered_with_one_click_even_in_a_demo(
    browser: Browser, camille: Professional, settings: Settings
) -> None:
    settings.DEMO = True
    assert browser.get("/demo").json() == []
    answer = browser.post("/demo", {"person": str(camille.id)})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_outside_a_demo_there_is_no_such_thing(
    browser: Browser, invented: Account, settings: Settings
) -> None:
    settings.DEMO = False
    assert browser.get("/demo").status_code == 404
    answer = browser.post("/demo", {"person": str(invented.professional_id)})
    assert answer.status_code == 404
    assert not browser.is_signed_in


def test_outside_a_demo_nobody_is_invented(database: None, settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert not Professional.objects.exists()
