"""Whoever is on duty acts as the role; whoever is not sees nothing of it, by any address."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from conversations import history, holding
from conversations.models import Event
from conversations.protocol import SetNotify
from conversations.shapes import Level, RequestVacated
from directory import duties, suspending
from directory.models import Holder, Professional, Suspended
from tests.conversations.acts import ask, mark, place_of, said, say, start
from tests.conversations.test_outsiders import OF_A_CONVERSATION, answers
from tests.directory.conftest import Browser

OFF_DUTY, SOMEBODY_ELSE, NOT_THERE = "off_duty", "somebody_else", "not_found"


@pytest.fixture
def desk(camille: Professional, hugo: Professional) -> Professional:
    """Camille and Hugo may hold it; Nadia writes to it; Bruno has nothing to do with it."""
    role = duties.add(name="Cardiologie de garde", kind="Garde", phone="0561000000", exclusive=True)
    for person in (camille, hugo):
        Holder.objects.create(role=role, professional=person)
    return role.professional


@pytest.fixture
def thread(nadia: Professional, desk: Professional) -> UUID:
    thread = start(nadia, desk, subject="Mme Canari")
    say(nadia, thread, "Douleur thoracique depuis une heure.")
    return thread


def signed_in(name: str) -> Browser:
    browser = Browser()
    browser.sign_in(name)
    return browser


def take(browser: Browser, role: Professional) -> Any:
    return browser.post(f"/duties/{role.id}/take", {}).json()


def hand_over(browser: Browser, role: Professional, to: Professional | None = None) -> Any:
    return browser.post(f"/duties/{role.id}/hand-over", {"to": to and str(to.id)}).json()


def listed(browser: Browser) -> list[str]:
    return [row["id"] for row in browser.get("/inbox", show="all").json()["rows"]]


def test_in_one_gesture_camille_is_on_duty_and_acts_for_it(
    camille: Professional, nadia: Professional, desk: Professional, thread: UUID
) -> None:
    hers = signed_in("camille")
    own_key = hers.get("/session").json()["draft_key"]
    me = take(hers, desk)
    assert (me["person"]["id"], me["hand"]["id"]) == (str(desk.id), str(camille.id))
    assert me["draft_key"] != own_key
    assert hers.get("/session").json() == me
    assert listed(hers) == [str(thread)]
    named = {"id": str(uuid4()), "subject": "Admission"}
    posted = hers.post(f"/conversations/{thread}/subject", named)
    assert posted.status_code == 200
    said = Event.objects.get(conversation=thread, seq=posted.json()["seq"])
    assert (said.party_id, said.author_id) == (desk.id, camille.id)


def test_and_comes_back_to_herself_without_leaving_it(
    camille: Professional, desk: Professional, thread: UUID
) -> None:
    hers = signed_in("camille")
    take(hers, desk)
    me = hers.post("/session/acting-for", {"role": None}).json()
    assert (me["person"]["id"], me["hand"]) == (str(camille.id), None)
    assert listed(hers) == []
    [duty] = hers.get("/duties").json()
    assert (duty["mine"], duty["unread"], duty["urgent"]) == (True, 1, 0)
    again = hers.post("/session/acting-for", {"role": str(desk.id)}).json()
    assert again["person"]["id"] == str(desk.id)


@pytest.mark.usefixtures("own_database")
def test_hugo_relieves_her_and_she_sees_nothing_of_it_by_any_address(
    camille: Professional, hugo: Professional, desk: Professional, thread: UUID
) -> None:
    hers, his = signed_in("camille"), signed_in("hugo")
    take(hers, desk)
    take(his, desk)
    for method, path in OF_A_CONVERSATION:
        for status, told, _ in answers(hers, method, path, thread):
            assert (status, told["code"]) == (412, OFF_DUTY), path
    assert hers.get("/inbox").json()["code"] == OFF_DUTY
    assert hers.get("/session").json()["person"]["id"] == str(camille.id)
    for method, path in OF_A_CONVERSATION:
        assert answers(hers, method, path, thread) == answers(hers, method, path, uuid4()), path
    assert listed(hers) == []
    assert "Canari" not in json.dumps(hers.get("/duties").json())
    assert listed(his) == [str(thread)]


@pytest.mark.parametrize("how", ["suspended", "role suspended", "not a holder any more"])
def test_whoever_may_no_longer_hold_it_is_off_at_the_next_request(
    how: str, camille: Professional, desk: Professional, thread: UUID
) -> None:
    hers = signed_in("camille")
    take(hers, desk)
    match how:
        case "suspended":
            suspending.suspend([camille.id], because=Suspended.OPERATOR)
        case "role suspended":
            suspending.suspend([desk.id], because=Suspended.OPERATOR)
        case _:
            Holder.objects.filter(professional=camille).delete()
    assert hers.get(f"/conversations/{thread}").status_code in (401, 412)


def test_bruno_can_neither_take_it_nor_act_for_it(
    camille: Professional, bruno: Professional, desk: Professional, thread: UUID
) -> None:
    take(signed_in("camille"), desk)
    his = signed_in("bruno")
    for role in (desk.id, uuid4()):
        for path, given in (
            (f"/duties/{role}/take", {}),
            (f"/duties/{role}/hand-over", {"to": str(bruno.id)}),
            ("/session/acting-for", {"role": str(role)}),
        ):
            answer = his.post(path, given)
            assert (answer.status_code, answer.json()["code"]) == (404, NOT_THERE)
    assert his.get("/duties").json() == []
    assert his.get("/session").json()["roles"] is False
    assert his.get(f"/conversations/{thread}").status_code == 404


def test_hugo_who_may_hold_it_acts_for_it_on_duty_only(
    hugo: Professional, camille: Professional, desk: Professional
) -> None:
    his = signed_in("hugo")
    assert his.post("/session/acting-for", {"role": str(desk.id)}).status_code == 404
    take(his, desk)
    me = hand_over(his, desk, to=camille)
    assert me["person"]["id"] == str(hugo.id)
    [duty] = his.get("/duties").json()
    assert ([one["id"] for one in duty["on_duty"]], duty["mine"]) == ([str(camille.id)], False)


def test_a_tab_that_believes_it_is_herself_does_nothing_in_the_name_of_the_role(
    camille: Professional, desk: Professional, thread: UUID
) -> None:
    """Two tabs of one browser: the other one has taken the duty since."""
    hers = signed_in("camille")
    take(hers, desk)
    before = Event.objects.count()
    answer = hers.client.post(
        f"/api/conversations/{thread}/subject",
        {"id": str(uuid4()), "subject": "Pour moi"},
        "application/json",
        headers=hers.headers() | {"X-Acting-As": str(camille.id)},
    )
    assert (answer.status_code, answer.json()["code"]) == (412, SOMEBODY_ELSE)
    assert Event.objects.count() == before


def test_who_hands_over_to_nobody_leaves_no_urgent_request_without_a_word(
    nadia: Professional, desk: Professional, thread: UUID
) -> None:
    seq = ask(nadia, thread, desk, urgent=True)
    hers = signed_in("camille")
    take(hers, desk)
    [duty] = hers.get("/duties").json()
    assert duty["urgent"] == 1
    hand_over(hers, desk)
    last = history.page(nadia, thread, after=seq, before=None, around=None, limit=9).entries[-1]
    assert isinstance(last.what, RequestVacated)
    assert last.what.about == seq
    take(hers, desk)
    given = {"ref": str(uuid4()), "on": True}
    taken = hers.post(f"/conversations/{thread}/entries/{seq}/taking", given)
    assert taken.status_code == 200


@pytest.mark.parametrize("how", ["suspended", "struck"])
def test_nor_does_the_last_one_on_duty_who_is_suspended_or_struck_from_its_holders(
    how: str, camille: Professional, nadia: Professional, desk: Professional, thread: UUID
) -> None:
    seq = ask(nadia, thread, desk, urgent=True)
    holding.take(camille, desk.id)
    lose(camille, desk, how)
    for _ in range(2):
        holding.tell_ended()
    assert vacated(nadia, thread) == [seq]
    assert place_of(nadia, thread).unsettled


@pytest.mark.parametrize("how", ["suspended", "struck"])
def test_while_a_colleague_is_on_duty_too_or_has_taken_it_since_nobody_is_told(
    how: str,
    camille: Professional,
    hugo: Professional,
    nadia: Professional,
    desk: Professional,
    thread: UUID,
) -> None:
    ask(nadia, thread, desk, urgent=True)
    holding.take(camille, desk.id)
    lose(camille, desk, how)
    holding.take(hugo, desk.id)
    holding.tell_ended()
    holding.hand_over(hugo, desk.id, None)
    holding.tell_ended()
    assert len(vacated(nadia, thread)) == 1, "by Hugo, who handed over to nobody"


def test_what_cannot_be_told_of_one_role_is_tried_again_and_keeps_no_other_waiting(
    camille: Professional,
    nadia: Professional,
    desk: Professional,
    thread: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = duties.add(name="Accueil", kind="Secrétariat", exclusive=True)
    duties.allow(other.pk, [camille.id])
    room = start(nadia, other.professional)
    asked = {thread: ask(nadia, thread, desk, urgent=True)}
    asked[room] = ask(nadia, room, other.professional, urgent=True)
    for role in (desk.id, other.pk):
        holding.take(camille, role)
    lose(camille, desk, "suspended")
    vacate = holding.vacate
    with monkeypatch.context() as broken:
        broken.setattr(holding, "vacate", lambda role: 1 / 0 if role == desk.id else vacate(role))
        holding.tell_ended()
    assert (vacated(nadia, thread), vacated(nadia, room)) == ([], [asked[room]])
    holding.tell_ended()
    assert (vacated(nadia, thread), vacated(nadia, room)) == ([asked[thread]], [asked[room]])


def lose(person: Professional, role: Professional, how: str) -> None:
    if how == "suspended":
        suspending.suspend([person.id], because=Suspended.OPERATOR)
    else:
        others = Holder.objects.filter(role=role.id).exclude(professional=person)
        duties.allow(role.id, list(others.values_list("professional", flat=True)))


def vacated(reader: Professional, room: UUID) -> list[int]:
    """The requests that the thread says nobody will answer."""
    whats = [entry.what for entry in said(reader, room)]
    return [what.about for what in whats if isinstance(what, RequestVacated)]


def test_her_own_absence_and_activities_stay_hers_while_she_acts_for_it(
    camille: Professional, desk: Professional
) -> None:
    hers = signed_in("camille")
    take(hers, desk)
    today = timezone.localdate().isoformat()
    said = hers.post("/absence", {"from_on": today, "until_on": today})
    assert said.status_code == 200
    hers.post("/session/acting-for", {"role": None})
    assert hers.get("/absence").json() == said.json()


def test_what_one_on_duty_silenced_is_told_again_to_who_comes_after(
    camille: Professional, hugo: Professional, desk: Professional, thread: UUID
) -> None:
    holding.take(camille, desk.id)
    mark(desk, thread, SetNotify(level=Level.NONE))
    holding.take(camille, desk.id)
    assert place_of(desk, thread).notify == Level.NONE, "she has it already"
    holding.hand_over(camille, desk.id, hugo.id)
    assert place_of(desk, thread).notify == ""
    mark(desk, thread, SetNotify(level=Level.NONE))
    holding.take(camille, desk.id)
    assert place_of(desk, thread).notify == ""
