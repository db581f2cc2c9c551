"""Looking for colleagues: those one writes with first; a directory, not a harvest."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from conversations import colleagues
from conversations.adding import NoAccount
from conversations.models import AccessLog
from conversations.starting import UnknownPerson
from directory import accounts, circles, favourites, finding, people, presence, rate, workplaces
from directory.models import Account, Professional
from directory.people_shapes import PeopleWanted
from directory.search import criteria
from tests.conversations.acts import join, start
from tests.directory.conftest import Browser

NOBODY = {"people": [], "more": False}
NOT_FOUND = {"code": "not_found", "message": "Introuvable, ou vous n’y avez pas accès."}


@pytest.fixture(autouse=True)
def nobody_has_searched() -> None:
    for limit in (*colleagues._limits, circles._limit, criteria._limit):
        limit.asked.clear()
        limit.told.clear()


@pytest.fixture
def page(camille: Professional) -> Browser:
    browser = Browser()
    browser.sign_in("camille")
    return browser


def test_those_one_writes_with_come_first(camille: Professional, page: Browser) -> None:
    for name in ("Anne", "Zoé"):
        known = people.add(given_name=name, family_name="Marchand", profession="Pharmacien")
    start(camille, known)
    answer = page.post("/people/search", {"letters": "marchand"}).json()
    assert [one["person"]["given_name"] for one in answer["people"]] == ["Zoé", "Anne"]


def test_each_search_and_each_card_is_noted_without_the_words(
    camille: Professional, nadia: Professional, page: Browser
) -> None:
    nobody = uuid4()
    page.post("/people/search", {"letters": "benali"})
    page.get(f"/people/{nadia.id}")
    page.get(f"/people/{nobody}")
    noted = AccessLog.objects.order_by("pk").values_list("professional", "act", "thing")
    assert list(noted) == [
        (camille.id, "directory", None),
        (camille.id, "card", nadia.id),
        (camille.id, "card", nobody),
    ]


def test_one_cannot_ask_for_everybody(
    page: Browser,
    camille: Professional,
    nadia: Professional,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    now = [10_000.0]
    monkeypatch.setattr(rate, "monotonic", lambda: now[0])
    for asked in ({"letters": "be"}, {"letters": ""}, {"letters": "", "with_account": True}):
        assert page.post("/people/search", asked).json()["code"] == "say_more"
    refused = ({"narrowed": ["a="]}, {"page": 11}, {"letters": "x" * 101}, {"limit": 50})
    assert [page.post("/people/search", asked).status_code for asked in refused] == [422] * 4
    settings.SEARCHES_PER_MINUTE, settings.PEOPLE_SEARCHES_PER_HOUR = 7, 9
    settings.PEOPLE_SEARCHES_PER_DAY = 10

    def search(times: int) -> list[int]:
        wanted = {"letters": "benali"}
        return [page.post("/people/search", wanted).status_code for _ in range(times)]

    assert search(5) == [200] * 4 + [429]
    now[0] += 61.0
    assert search(3) == [200] * 2 + [429]
    assert page.get(f"/people/{nadia.id}").json()["code"] == "too_many_searches"
    now[0] += 3_600.0
    assert page.get(f"/people/{nadia.id}").status_code == 200
    now[0] += 3_600.0
    assert search(2) == [429] * 2
    assert caplog.messages == [  # each bound once, by their id
        f"too_many_searches in {seconds} s: {camille.id}" for seconds in (60, 3600, 86400)
    ]


def test_ones_lists_and_what_one_narrows_to_are_not_asked_every_second(
    page: Browser, settings: Any
) -> None:
    settings.SEARCHES_PER_MINUTE = 2
    lists = [page.get("/people/circles").status_code for _ in range(3)]
    narrowed = [page.post("/people/criteria", {"letters": "ph"}).status_code for _ in range(3)]
    assert lists == narrowed == [200, 200, 429]


def test_whoever_acts_for_a_role_is_counted_as_themselves(
    camille: Professional, nadia: Professional, settings: Any
) -> None:
    settings.SEARCHES_PER_MINUTE = 1
    colleagues.slow_down(camille)
    nadia.held_by = camille
    with pytest.raises(colleagues.TooManyPeople):
        colleagues.slow_down(nadia)


def test_favourites_are_people_one_often_writes_to_not_a_directory(
    camille: Professional, nadia: Professional, hugo: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(favourites, "FAVOURITES_MOST", 1)
    for _ in range(2):
        favourites.star(camille, nadia.id, on=True)
    with pytest.raises(favourites.TooManyFavourites):
        favourites.star(camille, hugo.id, on=True)
    assert favourites.of(camille) == {nadia.id}


def test_who_is_hidden_is_answered_as_nobody(page: Browser, nadia: Professional) -> None:
    Professional.objects.filter(pk=nadia.pk).update(gone_at=timezone.now())
    hidden, unknown = page.get(f"/people/{nadia.id}"), page.get(f"/people/{uuid4()}")
    assert (hidden.status_code, hidden.json()) == (unknown.status_code, unknown.json())
    assert unknown.json() == NOT_FOUND
    assert page.post("/people/search", {"letters": "benali"}).json() == NOBODY
    assert page.post(f"/people/{nadia.id}/star", {"on": True}).status_code == 404


def test_a_card_says_where_they_work_and_how_they_are_reached(
    camille: Professional, nadia: Professional, page: Browser
) -> None:
    place = workplaces.place(
        technical_id="R1",
        name="Cabinet de la Halle",
        address="3 rue de la Halle",
        postcode="34980",
        town="Sète",
        department="34",
        phone="0499990102",
    )
    workplaces.practise(nadia, at=place, profession_code="60", profession="Infirmier")
    workplaces.give_address("nadia@exemple.mssante.fr", to=nadia)
    people.add(given_name="Nadia", family_name="Benali", profession="Sage-femme")
    card = page.get(f"/people/{nadia.id}").json()
    assert card["activities"] == [
        {
            "profession": "Infirmier",
            "speciality": "",
            "role": "",
            "structure": "Cabinet de la Halle",
            "address": "3 rue de la Halle",
            "town": "34980 Sète",
            "phone": "0499990102",
        }
    ]
    assert card["mailboxes"] == ["nadia@exemple.mssante.fr"]
    assert card["namesakes"] == 1
    assert card["found"]["reach"]["state"] == "never"


def reach(me: Professional, one: Professional) -> tuple[str, object]:
    said = finding.shown(me, [one])[0].reach
    return said.state.value, said.last_on


def test_whether_somebody_is_there_is_said_in_words_no_finer_than_a_day(
    camille: Professional, nadia: Professional
) -> None:
    now = timezone.now()
    stranger = people.add(given_name="Paul", family_name="Roy", profession="Médecin")
    assert reach(camille, stranger) == ("no_account", None)
    assert reach(camille, nadia) == ("never", None)
    presence.note([nadia.id, uuid4()], now - timedelta(days=12))
    assert reach(camille, nadia) == ("earlier", timezone.localdate(now - timedelta(days=12)))
    Account.objects.filter(professional=nadia).update(last_login=now - timedelta(days=2))
    assert reach(camille, nadia) == ("this_week", None)
    presence.note([nadia.id], now)
    assert reach(camille, nadia) == ("connected", None)
    presence.note([nadia.id], now - timedelta(hours=1))  # another process, late
    assert reach(camille, nadia) == ("connected", None)
    accounts.deactivate(nadia.account)
    assert reach(camille, nadia) == ("closed", None)
    wanted = PeopleWanted(letters="benali", with_account=True)
    assert finding.find(camille, wanted, known=()).people == []


def test_favourites_and_teams_are_ones_own_and_are_made_once(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
    page: Browser,
) -> None:
    team, theirs = uuid4(), Browser()
    theirs.sign_in("bruno")

    members = [str(nadia.id), str(hugo.id), str(camille.id)]
    for _ in range(2):
        assert page.post(f"/people/{nadia.id}/star", {"on": True}).status_code == 204
        assert (
            page.post(f"/teams/{team}", {"name": " Plaies ", "people": members}).status_code == 204
        )
    assert circles_of(page) == ([nadia.id], [("Plaies", [nadia.id, hugo.id])])
    # Bruno knows its id, and is answered as of one that is not there.
    assert theirs.post(f"/teams/{team}", {"name": "À moi", "people": []}).status_code == 404
    assert theirs.delete(f"/teams/{team}").status_code == 204
    assert circles_of(theirs) == ([], [])
    Professional.objects.filter(pk=hugo.pk).update(gone_at=timezone.now())
    assert (
        page.post(
            f"/teams/{team}", {"name": "Plaies et cicatrisation", "people": members}
        ).status_code
        == 204
    )
    assert page.post(f"/teams/{uuid4()}", {"name": "Autre", "people": members}).status_code == 404
    assert circles_of(page)[1] == [("Plaies et cicatrisation", [nadia.id, hugo.id])]
    for _ in range(2):
        assert page.post(f"/people/{nadia.id}/star", {"on": False}).status_code == 204
        assert page.delete(f"/teams/{team}").status_code == 204
    assert circles_of(page) == ([], [])


def circles_of(browser: Browser) -> tuple[list[UUID], list[tuple[str, list[UUID]]]]:
    mine = browser.get("/people/circles").json()
    teams = [(team["name"], ids_of(team["people"])) for team in mine["teams"]]
    return ids_of(mine["favourites"]), teams


def ids_of(people: list[Any]) -> list[UUID]:
    return [UUID(one["person"]["id"]) for one in people]


def test_whoever_may_not_come_in_is_neither_found_nor_written_to(
    camille: Professional, nadia: Professional, hugo: Professional
) -> None:
    room = start(camille, hugo)
    Professional.objects.filter(pk=nadia.pk).update(profession_code="35")  # not admitted
    asked = PeopleWanted(letters="benali")
    assert finding.find(camille, asked, known=[nadia.id]).people == []
    with pytest.raises(UnknownPerson):
        start(camille, nadia)
    with pytest.raises(NoAccount):
        join(nadia, room)
