"""Whom one may write to: found by name, or checked as typed."""

from uuid import uuid4

import pytest
from django.db import connection

from bridge import finding
from bridge.boxes.setting_up import NotAnAddress
from bridge.shapes import FoundAddress, ToAddress
from conversations import clock
from conversations.models import AccessLog
from directory import people
from directory.models import Mailbox, Professional, Structure
from directory.names import fold
from directory.search import lexemes
from directory.search.drawing import draw
from tests.directory.conftest import Browser

pytestmark = pytest.mark.django_db
DELMAS = "antoine.delmas@medecin.mssante.example"
HEART = "cardiologie@ch-fictif.mssante.example"


@pytest.fixture(autouse=True)
def delmas(camille: Professional) -> Professional:
    one = people.add(
        given_name="Antoine",
        family_name="Delmas",
        profession="Cardiologue",
        title="Dr",
        rpps="10100000017",
    )
    draw([one.id])
    Mailbox.objects.create(address=DELMAS, kind=Mailbox.Kind.PERSON, professional=one)
    return one


@pytest.fixture(autouse=True)
def hospital() -> Structure:
    place = Structure.objects.create(
        id=uuid4(), technical_id="F310000001", name="CH FICTIF", town="SAINT-GIRONS"
    )
    Mailbox.objects.create(
        address=HEART, kind=Mailbox.Kind.STRUCTURE, structure=place, service="Service du Cœur"
    )
    Mailbox.objects.create(
        address="accueil@ch-fictif.mssante.example", kind=Mailbox.Kind.STRUCTURE, structure=place
    )
    return place


def found(person: Professional, text: str) -> list[str]:
    return [one.addressee.address for one in finding.search(person, text).found]


def checked(person: Professional, address: str) -> FoundAddress:
    return finding.check(person, ToAddress(address=address))


def test_camille_finds_a_colleague_by_name_with_who_they_are(
    camille: Professional, delmas: Professional
) -> None:
    [one] = finding.search(camille, "delmàs").found
    assert (one.addressee.address, one.addressee.name) == (DELMAS, "Dr Antoine Delmas")
    assert one.addressee.person
    assert one.addressee.person.id == delmas.id
    assert (one.in_directory, one.secure, one.addressee.patient) == (True, True, False)
    assert AccessLog.objects.get().act == "directory"


@pytest.mark.parametrize("text", ["coeur", "fictif cœur", "girons coeur", "service ch saint"])
def test_a_service_is_found_by_its_name_its_place_and_its_town(
    camille: Professional, text: str
) -> None:
    assert found(camille, text)[0] == HEART


def test_a_service_is_found_by_what_it_is_called_now_whoever_changed_that(
    camille: Professional, hospital: Structure, delmas: Professional
) -> None:
    box = Mailbox.objects.filter(address=HEART)
    box.update(service="Réanimation")
    assert (found(camille, "coeur"), found(camille, "reanim")) == ([], [HEART])
    Structure.objects.update(name="CLINIQUE DES ŒILLETS", brand="", town="FOIX")
    assert (found(camille, "rea girons"), found(camille, "oeillets foix rea")) == ([], [HEART])
    box.update(structure=None)
    assert (found(camille, "rea foix"), found(camille, "reanimation")) == ([], [HEART])
    # It is somebody's own from now on.
    box.update(professional=delmas)
    assert found(camille, "reanimation") == []
    box.update(professional=None)
    assert found(camille, "reanimation") == [HEART]


@pytest.mark.parametrize(
    "said",
    ["Service du Cœur – Pôle Saint-Étienne, n°\u00a02", "L’HÔPITAL D’ÆGIR  ÑANDÚ x", "", "'\\ % _"],
    ids=["words", "capitals", "nothing", "signs"],
)
def test_a_service_is_found_by_the_same_words_as_people_are(said: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select tsvector_to_array(directory_words(%s))", [said])
        assert set(cursor.fetchone()[0]) == lexemes.of_name(set(fold(said)))


def test_services_and_domains_are_found_by_their_index_however_many_there_are() -> None:
    Mailbox.objects.bulk_create(
        Mailbox(address=f"{number}@ch.fr", kind=Mailbox.Kind.STRUCTURE) for number in range(2_000)
    )
    assert "mailbox_domain" in finding.boxes_under("ch-fictif.mssante.example").explain()
    given: dict[str, str | int] = {
        "words": "'^coe' & 'service':*",
        "candidates": 10,
        "limit": 5,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"explain {finding.SERVICES}", given)
        assert "mailbox_words" in str(cursor.fetchall())


def test_who_has_no_address_or_none_any_more_is_not_proposed(
    camille: Professional, nadia: Professional
) -> None:
    assert found(camille, "benali") == []
    Mailbox.objects.update(gone_at=clock.now())
    assert found(camille, "delmas") == found(camille, "fictif") == []
    assert not checked(camille, DELMAS).in_directory


@pytest.mark.parametrize("text", ["", "de", "%", "__", "' or"])
def test_too_few_letters_find_nobody(camille: Professional, text: str) -> None:
    assert found(camille, text) == []


def test_an_address_that_is_begun_is_gone_on_with(camille: Professional) -> None:
    assert found(camille, "Antoine.Delmas@") == [DELMAS]


def test_an_address_as_typed_is_told_whose_it_is_and_whether_it_is_secure(
    camille: Professional,
) -> None:
    known = checked(camille, DELMAS.upper())
    assert known.addressee.person
    assert (known.in_directory, known.secure) == (True, True)
    expected = {
        "autre@medecin.mssante.example": (False, True),  # a domain of the list
        "quelqu.un@chu-toulouse.mssante.fr": (False, True),
        "quelqu.un@fauxmssante.fr": (False, False),
        "quelqu.un@exemple.fr": (False, False),
    }
    for address, said in expected.items():
        one = checked(camille, address)
        assert (one.in_directory, one.secure) == said, address
    assert checked(camille, "279035121518989@patient.mssante.fr").addressee.patient


def test_what_is_no_address_is_refused(camille: Professional) -> None:
    for wrong in ("delmas", "a b@mssante.fr", "delmas@mssante"):
        with pytest.raises(NotAnAddress):
            checked(camille, wrong)


def test_the_page_asks_in_the_body_of_a_request(camille: Professional) -> None:
    browser = Browser()
    browser.sign_in("camille")
    answer = browser.post("/mail/addresses/search", {"text": "delmas"})
    assert answer.status_code == 200
    [one] = answer.json()["found"]
    assert one["addressee"]["address"] == DELMAS
    answer = browser.post("/mail/addresses/check", {"address": "delmas", "name": ""})
    assert (answer.status_code, answer.json()["code"]) == (422, "not_an_address")
