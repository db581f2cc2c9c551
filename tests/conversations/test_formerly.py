"""What somebody says stays said as what they acted as when they said it."""

import re
from uuid import UUID

import pytest

from conversations import companions, history, sockets
from conversations.shapes import Member
from directory import acting
from directory.models import Activity, Formerly, Professional
from directory.workplaces import place, practise
from tests.conversations.acts import add, say, start
from tests.conversations.exporting import made, printed

pytestmark = pytest.mark.usefixtures("database", "own_store")


@pytest.fixture
def ward(camille: Professional) -> Activity:
    """Where Camille works too, as something else."""
    at = place(technical_id="F319001012", name="CH FICTIF", town="Albi")
    return practise(camille, at=at, profession_code="10", profession="Médecin urgentiste")


def member(reader: Professional, conversation: UUID, who: Professional) -> Member:
    members = history.view(reader, conversation).members
    return next(one for one in members if one.person.id == who.id)


def test_a_message_keeps_the_activity_its_author_acted_as(
    camille: Professional, nadia: Professional, conversation: UUID, ward: Activity
) -> None:
    say(camille, conversation, "De mon cabinet")
    acting.act_as(camille, ward.id)
    say(camille, conversation, "De l’hôpital")
    _, before, after = history.page(
        nadia, conversation, after=None, before=None, around=None, limit=9
    ).entries
    shown = member(nadia, conversation, camille)
    assert (shown.person.profession, shown.person.structure) == ("Médecin urgentiste", "CH FICTIF")
    [then] = shown.formerly
    assert (then.profession, then.structure) == ("Médecin généraliste", "")
    assert before.at < then.until <= after.at
    assert member(nadia, conversation, nadia).formerly == []


def test_what_she_was_before_the_conversation_began_stands_on_nothing_in_it(
    camille: Professional, nadia: Professional, ward: Activity
) -> None:
    acting.act_as(camille, ward.id)
    later = start(camille, nadia)
    assert member(nadia, later, camille).formerly == []


def test_an_export_and_the_lines_of_who_came_say_it_as_of_then(
    camille: Professional, nadia: Professional, hugo: Professional, ward: Activity
) -> None:
    room = start(nadia, hugo)
    add(nadia, room, camille)
    say(camille, room, "De mon cabinet")
    acting.act_as(camille, ward.id)
    say(camille, room, "De l’hôpital")
    said = printed(nadia, made(nadia, room))
    assert re.search("Médecin généraliste.{0,30}De mon cabinet", said)
    assert re.search("Médecin urgentiste.{0,30}De l’hôpital", said)
    page = history.page(nadia, room, after=None, before=None, around=None, limit=9)
    added = next(one.what for one in page.entries if one.what.type == "member_added")
    assert added.member.profession == "Médecin généraliste"


def test_whoever_changes_it_and_in_whatever_way_what_stood_there_is_kept(
    camille: Professional, nadia: Professional
) -> None:
    known = Professional.objects.create(given_name="Sans", family_name="Compte", profession="X")
    Professional.objects.update(town="Albi")
    Professional.objects.update(town="Albi")
    assert set(Formerly.objects.values_list("professional", "town")) == {
        (camille.id, ""),
        (nadia.id, ""),
    }
    assert known.pk


def test_the_pages_of_those_she_writes_with_are_told_and_bruno_s_is_not(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
    conversation: UUID,
    ward: Activity,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: pytest.FixtureRequest,
) -> None:
    told: list[sockets.News] = []
    monkeypatch.setattr(sockets, "tell", told.extend)
    start(bruno, hugo)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        acting.act_as(camille, ward.id)
    [news] = told
    assert set(news.to) == {str(nadia.id), str(hugo.id)}
    assert news.frame == f'{{"type":"person_changed","person":"{camille.id}"}}'


def test_an_import_of_thousands_tells_no_page(
    camille: Professional, conversation: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "tell", None)
    companions.hear([camille.id] * (companions.FEW + 1))
