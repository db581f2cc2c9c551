"""Being away is said to who would write, with who stands in."""

from datetime import date, timedelta
from typing import Any

import pytest

from directory import absences, people, reachability
from directory.absence_shapes import Absence
from directory.models import Account, Professional
from directory.people_shapes import Reachability, ReachabilityState
from tests.directory.conftest import Browser, Clock

TODAY = date(2026, 11, 23)


@pytest.fixture
def hers(browser: Browser, nadia: Professional, clock: Clock) -> Browser:
    browser.sign_in("nadia")
    return browser


def away(browser: Browser, first: int, last: int, **more: Any) -> tuple[int, Any]:
    """In so many days from today."""
    given = {"from_on": TODAY + timedelta(first), "until_on": TODAY + timedelta(last), **more}
    answer = browser.post("/absence", {name: str(value) for name, value in given.items()})
    return answer.status_code, answer.json()


def test_nadia_is_away_from_the_first_day_to_the_last(
    hers: Browser, nadia: Professional, hugo: Professional, clock: Clock
) -> None:
    status, said = away(hers, 1, 2, stand_in=hugo.id)
    assert (status, said) == (200, hers.get("/absence").json())
    absence = Absence(
        from_on=TODAY + timedelta(1), until_on=TODAY + timedelta(2), stand_in=people.shown(hugo)
    )
    assert absences.mine(nadia) == absence
    for told in ({}, {nadia.id: absence}, {nadia.id: absence}, {}):
        assert absences.of([nadia.id, hugo.id]) == told
        clock.pass_by(days=1)
    assert absences.mine(nadia) is None


def test_it_is_told_before_one_writes_unless_nothing_would_reach_her_anyway(
    hers: Browser, nadia: Professional, hugo: Professional
) -> None:
    away(hers, 0, 3, stand_in=hugo.id)
    absence = absences.mine(nadia)
    told = Reachability(state=ReachabilityState.ABSENT, absence=absence)
    assert reachability.of([nadia.id]) == {nadia.id: told}
    Account.objects.filter(professional=nadia).update(is_active=False)
    assert reachability.of([nadia.id])[nadia.id].state == ReachabilityState.CLOSED


def test_the_last_one_said_is_the_one_and_it_can_be_ended(
    hers: Browser, nadia: Professional, hugo: Professional
) -> None:
    away(hers, 0, 1, stand_in=hugo.id)
    away(hers, 0, 9)
    assert hers.get("/absence").json()["absence"]["until_on"] == str(TODAY + timedelta(9))
    assert hers.get("/absence").json()["absence"]["stand_in"] is None
    assert [hers.delete("/absence").status_code for _ in range(2)] == [204, 204]
    assert absences.of([nadia.id]) == {}


def test_it_ends_after_it_began_and_not_before_today(hers: Browser) -> None:
    for first, last in ((3, 2), (-3, -1)):
        status, said = away(hers, first, last)
        assert (status, said["code"]) == (422, "absence_is_over")


def test_nobody_stands_in_for_themselves_nor_who_may_not_come_in(
    hers: Browser, nadia: Professional, hugo: Professional
) -> None:
    Professional.objects.filter(pk=hugo.pk).update(gone_at="2026-01-01T00:00:00Z")
    for stand_in in (nadia.id, hugo.id):
        assert away(hers, 0, 1, stand_in=stand_in)[0] == 404


def test_bruno_says_and_ends_his_own_alone(
    hers: Browser, nadia: Professional, bruno: Professional
) -> None:
    away(hers, 0, 1)
    his = Browser()
    his.sign_in("bruno")
    assert his.get("/absence").json() == {"absence": None}
    his.delete("/absence")
    assert absences.of([nadia.id, bruno.id]).keys() == {nadia.id}
