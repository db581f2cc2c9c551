"""Whom the operator entered by hand and the register brought later: one person again."""

from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from directory import (
    accounts,
    circles,
    favourites,
    finding,
    formerly,
    people,
    same_person,
    suspending,
    workplaces,
)
from directory.models import Account, Professional, SamePerson
from directory.people_shapes import PeopleWanted, SaveTeam
from tests.conftest import PASSWORD
from tests.conversations.acts import start
from tests.directory.test_import import CELESTINE, Night, named

pytestmark = pytest.mark.django_db
NUMBER = CELESTINE[1:]


@pytest.fixture
def night(tmp_path: Path) -> Night:
    return Night(tmp_path)


@pytest.fixture
def by_hand(camille: Professional) -> Professional:
    """Célestine, before the register knew her. She writes with Camille."""
    one = people.add(given_name="Célestine", family_name="Marty", profession="Médecin")
    workplaces.practise(one)
    accounts.create(username="celestine", professional=one, password=PASSWORD)
    start(camille, one)
    return one


@pytest.fixture
def operator(hugo: Professional) -> Account:
    return hugo.account


def found(me: Professional, letters: str) -> list[UUID]:
    page = finding.find(me, PeopleWanted(letters=letters), known=())
    return [one.person.id for one in page.people]


def unite(person: Professional, operator: Account, number: str = NUMBER) -> None:
    same_person.unite(person.id, number, by=operator, reason="Vue à la maison de santé")


def test_they_keep_their_past_and_are_from_then_on_who_the_register_says(
    night: Night, by_hand: Professional, operator: Account, camille: Professional
) -> None:
    night.bring()
    twin, before = named(CELESTINE), timezone.now()
    assert set(found(camille, "celestine marty")) == {by_hand.id, twin.id}
    unite(by_hand, operator)
    one = named(CELESTINE)
    assert (one.id, one.rpps, one.family_name) == (by_hand.id, NUMBER, "MARTY-FICTIVE")
    assert one.account.username == "celestine"
    assert found(camille, "celestine marty") == [by_hand.id]
    assert one.activities.filter(ended_at=None).count() == one.mailboxes.count() == 2
    assert one.skills.count() == 2
    assert SamePerson.objects.get().twin == twin
    [noted] = suspending.to_look_at()
    assert noted.professional == twin, "whoever began to write to the other one is told"
    # What she said before stands beside what she was shown as then.
    assert formerly.person_at(before, by_hand.id).profession == "Médecin"


def test_the_next_import_finds_one_person_and_changes_nothing(
    night: Night, by_hand: Professional, operator: Account
) -> None:
    night.bring()
    unite(by_hand, operator)
    again = night.bring()
    assert {n for told in again["changes"].values() for n in told.values()} == {0}
    assert named(CELESTINE).id == by_hand.id


def test_who_had_starred_the_other_one_still_has_them(
    night: Night,
    by_hand: Professional,
    operator: Account,
    camille: Professional,
    nadia: Professional,
) -> None:
    night.bring()
    twin = named(CELESTINE)
    for owner in (camille, nadia, by_hand):
        favourites.star(owner, twin.id, on=True)
    favourites.star(nadia, by_hand.id, on=True)
    circles.save(camille, UUID(int=7), SaveTeam(name="Domicile", people=[twin.id]))
    unite(by_hand, operator)
    assert favourites.of(camille) == favourites.of(nadia) == {by_hand.id}
    assert favourites.of(by_hand) == set()
    assert [one.person.id for one in circles.of(camille).teams[0].people] == [by_hand.id]


def test_two_who_have_both_a_past_stay_two(
    night: Night, by_hand: Professional, operator: Account, nadia: Professional
) -> None:
    night.bring()
    twin = named(CELESTINE)
    start(nadia, twin)
    with pytest.raises(same_person.KnownAlready):
        unite(by_hand, operator)
    assert named(CELESTINE) == twin


def test_a_row_that_somebody_signs_in_as_stays_theirs(
    night: Night, by_hand: Professional, operator: Account
) -> None:
    night.bring()
    accounts.at_first_entry(named(CELESTINE))
    with pytest.raises(same_person.KnownAlready):
        unite(by_hand, operator)


def test_a_number_that_is_somebody_elses_nobodys_or_not_needed_is_refused(
    night: Night, by_hand: Professional, operator: Account
) -> None:
    night.bring()
    hers, other = (
        named(CELESTINE),
        Professional.objects.exclude(rpps=NUMBER).filter(registered=True),
    )
    stranger = next(one for one in other if one.rpps and "Célestine" not in one.given_name)
    for person, number, refusal in (
        (by_hand, stranger.rpps or "", same_person.AnotherName),
        (by_hand, "99701999999", same_person.UnknownNumber),
        (by_hand, "", same_person.UnknownNumber),
        (hers, NUMBER, same_person.NotByHand),
    ):
        with pytest.raises(refusal):
            unite(person, operator, number)
    assert not SamePerson.objects.exists()


def test_whose_profession_does_not_come_in_is_not_let_in_by_this(
    night: Night, by_hand: Professional, operator: Account
) -> None:
    night.bring()
    Professional.objects.filter(national_id=CELESTINE).update(
        suspended_at="2026-11-25T00:00Z", suspended_because="gone"
    )
    with pytest.raises(same_person.UnknownNumber):
        unite(by_hand, operator)


def test_the_application_moves_no_number_that_nobody_decided_on(
    night: Night, by_hand: Professional
) -> None:
    night.bring()
    twin = named(CELESTINE)
    for statement in (
        "SELECT directory_give_number(%(kept)s, %(twin)s)",
        "UPDATE directory_professional SET rpps = NULL WHERE id = %(twin)s",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, {"kept": by_hand.id, "twin": twin.id})
    assert named(CELESTINE) == twin
