"""The demo: invented people, and conversations that look like real work."""

import io
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from chat.embedded import Postgres
from conversations import history, inbox
from conversations.demo.scenes import all_scenes
from conversations.models import Conversation, Event, Seen
from conversations.shapes import InboxFilter, Row
from directory import acting, circles, finding, reachability
from directory.identifiers import Nature
from directory.models import Account, Mailbox, Professional, Structure
from directory.people_shapes import PeopleWanted
from tests.databases import copy_of_template, disconnect
from tests.directory.conftest import Browser


@pytest.fixture(scope="module", autouse=True)
def demo(postgres: Postgres, template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded once for all of this file, as it takes seconds."""
    settings = connections.settings["default"]
    shared = settings["NAME"]
    with (
        copy_of_template(postgres, "demo"),
        django_db_blocker.unblock(),
        override_settings(DEMO=True),
    ):
        disconnect()
        settings["NAME"] = "demo"
        try:
            load()
            yield
        finally:
            disconnect()
            settings["NAME"] = shared


def load() -> None:
    call_command("load_demo", stdout=io.StringIO())


def person(username: str) -> Professional:
    return Account.objects.get(username=username).professional


def shown(username: str, show: InboxFilter) -> dict[str, Row]:
    rows = inbox.page(person(username), show, after=None).rows
    return {row.subject or row.people[0].family_name: row for row in rows}


def is_valid(rpps: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(rpps))]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def test_a_second_time_changes_nothing_and_takes_no_time() -> None:
    before = Event.objects.count(), Professional.objects.count(), Seen.objects.count()
    with CaptureQueriesContext(connection) as queries:
        load()
    assert len(queries) == 1
    assert (Event.objects.count(), Professional.objects.count(), Seen.objects.count()) == before


def test_what_the_scenes_say_is_unread_is_unread_and_nothing_else() -> None:
    expected: dict[str, list[int]] = {}
    for scene in all_scenes():
        for username, number in scene.unread.items():
            expected.setdefault(username, []).append(number)
    for account in Account.objects.filter(last_login__isnull=False):
        unread = [row.place.unread for row in shown(account.username, InboxFilter.UNREAD).values()]
        assert sorted(unread) == sorted(expected.get(account.username, [])), account.username


def test_every_filter_of_the_main_character_shows_something_but_mail() -> None:
    held = {show: len(shown("cvasseur", show)) for show in InboxFilter}
    assert held.pop(InboxFilter.MAIL) == 0
    assert all(held.values()), held
    assert held[InboxFilter.CONVERSATIONS] > held[InboxFilter.INBOX]


def test_the_conversations_have_the_shapes_one_wants_to_look_at() -> None:
    assert 12 <= Conversation.objects.count() <= 20
    rows = shown("cvasseur", InboxFilter.ALL)
    assert rows["Insuffisance cardiaque, suivi à domicile"].member_count == 10
    assert rows["Pansement"].last_seq > 120


def test_patients_are_named_apart_from_the_subject_and_their_numbers_look_real() -> None:
    shown_to_her = shown("cvasseur", InboxFilter.ALL).values()
    named = {row.patient.birth_name: row for row in shown_to_her if row.patient}
    assert len(named) >= 10
    assert all(name.lower() not in row.subject.lower() for name, row in named.items())
    statuses = {row.patient.status for row in named.values() if row.patient}
    assert statuses == {"PROV", "VALI", "RECUP", "QUAL"}
    assert not any(row.patient.says_otherwise for row in named.values() if row.patient)
    jeanne = history.view(person("cvasseur"), named["CADILLAC"].id).ins
    assert jeanne
    assert jeanne.nature == Nature.TEST


def test_nobody_says_or_sees_anything_in_the_future() -> None:
    for said_in in Conversation.objects.all():
        told = (
            Event.objects.filter(conversation=said_in).order_by("seq").values_list("at", flat=True)
        )
        assert list(told) == sorted(told)
    for seen in Seen.objects.all():
        said = Event.objects.get(conversation_id=seen.conversation_id, seq=seen.to_seq)
        assert said.at <= seen.displayed_at <= seen.recorded_at <= timezone.now()


def test_the_two_marie_laurent_are_told_apart() -> None:
    wanted = PeopleWanted(letters="marie laurent")
    found = finding.find(person("cvasseur"), wanted, known=()).people
    assert [(one.person.profession, one.person.town) for one in found] == [
        ("Infirmière libérale", "Saint-Aubin-du-Lac"),
        ("Sage-femme", "Orme-sur-Lèze"),
    ]


def test_the_main_character_has_people_she_often_writes_to_and_somebody_is_away() -> None:
    hers = circles.of(person("cvasseur"))
    assert [len(hers.favourites), len(hers.teams[0].people)] == [2, 3]
    away = reachability.of([person("adelmas").id])[person("adelmas").id].absence
    assert away
    assert away.stand_in
    assert away.stand_in.family_name == "Garrigue"


def test_the_numbers_look_like_real_ones() -> None:
    numbers = Professional.objects.filter(rpps__isnull=False).values_list("rpps", flat=True)
    assert len(numbers) > 10
    assert all(is_valid(number or "") for number in numbers)


def test_everybody_works_somewhere_and_a_finess_looks_like_a_real_one() -> None:
    assert not Professional.objects.filter(activities=None, role=None).exists()
    assert person("cvasseur").activities.count() == 2
    for somebody in Professional.objects.filter(role=None):
        first = acting.mine(somebody)[0]
        assert (first.structure, first.town) == (somebody.structure, somebody.town)
    numbers = Structure.objects.exclude(finess="").values_list("finess", flat=True)
    assert len(numbers) > 5
    assert all(is_valid(number) for number in numbers)
    addresses = Mailbox.objects.values_list("address", flat=True)
    assert len(addresses) > 10
    assert all(address.endswith(".exemple.mssante.fr") for address in addresses)


def test_one_click_enters_and_the_list_begins_with_the_main_character() -> None:
    browser = Browser()
    first = browser.get("/demo").json()[0]
    assert (first["given_name"], first["family_name"]) == ("Claire", "Vasseur")
    assert browser.post("/demo", {"person": first["id"]}).status_code == 200


def test_somebody_was_added_with_the_history_and_somebody_left() -> None:
    assert shown("tvidal", InboxFilter.ARCHIVED)["Retour à domicile"].left
    row = shown("mesteve", InboxFilter.INBOX)["Retour à domicile"]
    assert (row.member_count, row.place.unread) == (5, 1)
    assert row.last
    assert row.last.added
