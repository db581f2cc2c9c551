"""Nadia decides who is given her phone; nothing gives it to anybody else."""

import json
from typing import Any

import pytest

from conversations import colleagues
from directory import acting, phones, workplaces
from directory.models import Activity, PhoneShownTo, Professional
from tests.conversations.acts import start
from tests.directory.conftest import Browser

NUMBER, OTHER = "0499990102", "0499990103"


@pytest.fixture(autouse=True)
def nobody_has_searched() -> None:
    for limit in colleagues._limits:
        limit.asked.clear()


@pytest.fixture
def clinic(nadia: Professional) -> Activity:
    """Her second place. At the first, the register gives the number of her surgery as hers."""
    surgery = workplaces.place(technical_id="R1", name="Cabinet de la Halle", phone=NUMBER)
    workplaces.practise(nadia, at=surgery, profession_code="60", profession="Infirmier")
    other = workplaces.place(technical_id="R2", name="Clinique", phone=OTHER)
    return workplaces.practise(nadia, at=other, profession_code="60", profession="Infirmier")


@pytest.fixture
def hers(nadia: Professional, clinic: Activity) -> Browser:
    return at_a_screen("nadia")


def at_a_screen(who: str) -> Browser:
    browser = Browser()
    browser.sign_in(who)
    return browser


def seen_by(who: str, nadia: Professional) -> tuple[bool, bool]:
    """Is the number anywhere in what they are told of her; and are they told that there is one?"""
    browser = at_a_screen(who)
    card = browser.get(f"/people/{nadia.id}").json()
    found: list[Any] = [card, browser.post("/people/search", {"letters": "benali"}).json()]
    return NUMBER in json.dumps(found), card["phone_kept"]


@pytest.mark.usefixtures("bruno")
def test_every_professional_is_given_it_until_she_says_otherwise(
    hers: Browser, nadia: Professional, camille: Professional
) -> None:
    start(camille, nadia)
    told = {"shown_to": "everybody", "numbers": [NUMBER, OTHER]}
    assert hers.get("/phone").json() == told
    for shown_to, camille_sees, bruno_sees in (
        ("everybody", True, True),
        ("companions", True, False),
        ("nobody", False, False),
    ):
        answer = hers.post("/phone", {"shown_to": shown_to})
        assert (answer.status_code, answer.json()) == (200, told | {"shown_to": shown_to})
        assert seen_by("camille", nadia) == (camille_sees, not camille_sees)
        assert seen_by("bruno", nadia) == (bruno_sees, not bruno_sees)
        assert seen_by("nadia", nadia) == (True, False)


def test_who_must_call_her_is_given_the_number_of_where_she_is_today(
    nadia: Professional, camille: Professional, hugo: Professional, clinic: Activity
) -> None:
    wanted = [nadia.id, hugo.id]
    assert phones.numbers(camille, wanted, known=[]) == {nadia.id: NUMBER}
    acting.act_as(nadia, clinic.id)
    assert phones.numbers(camille, wanted, known=[]) == {nadia.id: OTHER}
    phones.show_to(nadia, PhoneShownTo.COMPANIONS)
    assert phones.numbers(camille, wanted, known=[]) == {}
    assert phones.numbers(camille, wanted, known=[nadia.id]) == {nadia.id: OTHER}
    phones.show_to(nadia, PhoneShownTo.NOBODY)
    assert phones.numbers(camille, wanted, known=[nadia.id]) == {}


def test_an_unknown_choice_changes_nothing(hers: Browser) -> None:
    assert hers.post("/phone", {"shown_to": "team"}).status_code == 422
    assert hers.get("/phone").json()["shown_to"] == "everybody"
