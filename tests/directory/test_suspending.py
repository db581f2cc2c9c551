"""Access taken away and given back, and why."""

from django.utils import timezone

from directory import suspending
from directory.models import Entitlement, Professional, Session, Suspended, Suspension
from tests.directory.conftest import Browser

GONE, OPERATOR = Suspended.GONE, Suspended.OPERATOR


def test_who_is_suspended_is_told_so_once_they_have_proved_who_they_are(
    browser: Browser, camille: Professional
) -> None:
    suspending.suspend([camille.id], because=OPERATOR, reason="Radiée")
    answer = browser.sign_in("camille")
    assert (answer.status_code, answer.json()["code"]) == (403, "access_suspended")
    assert "Radiée" not in answer.json()["message"]
    assert browser.sign_in("camille", "not the right one").json()["code"] == "wrong_credentials"
    assert not browser.is_signed_in
    suspending.restore([camille.id])
    assert browser.sign_in("camille").status_code == 200


def test_a_profession_that_does_not_come_in_is_told_so_at_the_door(
    browser: Browser, camille: Professional
) -> None:
    unlisted = Entitlement.objects.filter(admitted=False).values("profession_code")[:1]
    Professional.objects.filter(id=camille.id).update(profession_code=unlisted)
    assert browser.sign_in("camille").json()["code"] == "not_entitled"
    assert not browser.is_signed_in


def test_who_is_back_in_the_register_stays_out_if_the_operator_said_so(
    camille: Professional, nadia: Professional
) -> None:
    both = [camille.id, nadia.id]
    assert suspending.suspend(both, because=GONE) == 2
    assert suspending.suspend([camille.id], because=OPERATOR, reason="Enquête") == 1
    assert suspending.suspend(both, because=GONE) == 0
    assert suspending.restore(both, because=GONE) == 1
    assert suspending.is_suspended(camille.id)
    assert not suspending.is_suspended(nadia.id)


def test_whom_an_import_suspends_is_signed_out_and_noted_once(
    browser: Browser, camille: Professional, nadia: Professional
) -> None:
    browser.sign_in("camille")
    everybody = Professional.objects.filter(id__in=[camille.id, nadia.id])
    everybody.filter(id=camille.id).update(suspended_at=timezone.now(), suspended_because=GONE)
    for _ in range(2):
        suspending.follow_register([camille.id, nadia.id])
    assert [one.professional_id for one in Suspension.objects.all()] == [camille.id]
    assert Session.objects.count() == 0
    everybody.update(suspended_at=None, suspended_because="")
    suspending.follow_register([camille.id, nadia.id])
    assert [one.given_back for one in Suspension.objects.order_by("id")] == [False, True]


def test_each_decision_is_kept_with_who_took_it(camille: Professional, nadia: Professional) -> None:
    operator = nadia.account
    suspending.suspend([camille.id], because=OPERATOR, reason="Enquête", by=operator)
    suspending.restore([camille.id], reason="Sans suite", by=operator)
    told = Suspension.objects.order_by("id").values_list("given_back", "reason", "by")
    assert list(told) == [(False, "Enquête", operator.id), (True, "Sans suite", operator.id)]


def test_a_colleague_who_is_suspended_is_found_by_nobody(
    browser: Browser, camille: Professional, nadia: Professional
) -> None:
    browser.sign_in("camille")
    wanted = {"letters": "nadia"}
    assert len(browser.post("/people/search", wanted).json()["people"]) == 1
    suspending.suspend([nadia.id], because=GONE)
    assert browser.post("/people/search", wanted).json()["people"] == []
    suspending.restore([nadia.id])
    assert len(browser.post("/people/search", wanted).json()["people"]) == 1
