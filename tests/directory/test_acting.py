"""Which of their activities somebody acts as."""

from uuid import uuid4

import pytest
from django.utils import timezone

from directory import people
from directory.models import Activity, Professional
from directory.workplaces import place, practise
from tests.directory.conftest import Browser


@pytest.fixture
def hospital(camille: Professional) -> Activity:
    """Camille's second place. Her first is her surgery."""
    surgery = place(technical_id="R9990001", name="CABINET FICTIF", town="Toulouse")
    ward = place(technical_id="F319001012", name="CH FICTIF", brand="Hôpital Fictif", town="Albi")
    about = {"profession_code": "10", "profession": "Médecin"}
    practise(camille, at=surgery, speciality_code="SM54", speciality="Médecine générale", **about)
    return practise(camille, at=ward, speciality_code="SM04", speciality="Cardiologie", **about)


@pytest.fixture
def browser(browser: Browser, hospital: Activity) -> Browser:
    browser.sign_in("camille")
    return browser


def chosen(browser: Browser) -> list[str]:
    return [mine["structure"] for mine in browser.get("/activities").json() if mine["chosen"]]


def test_the_activity_one_acts_as_is_what_stands_beside_one_s_name(
    browser: Browser, camille: Professional, hospital: Activity
) -> None:
    assert [mine["structure"] for mine in browser.get("/activities").json()] == [
        "CABINET FICTIF",
        "Hôpital Fictif",
    ]
    assert chosen(browser) == ["CABINET FICTIF"]
    answer = browser.post(f"/activities/{hospital.id}", {})
    assert (answer.status_code, chosen(browser)) == (200, ["Hôpital Fictif"])
    camille.refresh_from_db()
    me = answer.json()
    assert me == people.shown(camille).model_dump(mode="json")
    assert (me["profession"], me["structure"], me["town"]) == (
        "Médecin, Cardiologie",
        "Hôpital Fictif",
        "Albi",
    )
    assert browser.get("/session").json()["person"] == me
    assert camille.folded_profession == " medecin cardiologie"


def test_nobody_acts_as_what_is_another_s_or_is_over(
    browser: Browser, camille: Professional, hospital: Activity, bruno: Professional
) -> None:
    his = Browser()
    his.sign_in("bruno")
    assert his.get("/activities").json() == []
    assert his.post(f"/activities/{hospital.id}", {}).status_code == 404
    Activity.objects.filter(pk=hospital.pk).update(ended_at=timezone.now())
    for which in (hospital.id, uuid4()):
        answer = browser.post(f"/activities/{which}", {})
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert chosen(browser) == ["CABINET FICTIF"]
