"""Find my conversations by patient, and nobody else's."""

from datetime import date
from uuid import UUID

import pytest

from chat.errors import NotFound
from conversations import inbox
from conversations.patient_shapes import KnownPatient
from conversations.search.patients import search
from conversations.shapes import InboxFilter
from directory.models import Professional
from tests.conversations.acts import JEANNE, about, leave, start
from tests.conversations.test_patients import PAUL, WITH_NUMBER


def found(person: Professional, letters: str) -> list[tuple[str, str, int]]:
    return [
        (one.patient.birth_name, one.patient.birth_date.isoformat(), one.conversations)
        for one in search(person, letters)
    ]


def listed(person: Professional, patient: UUID, show: InboxFilter = InboxFilter.ALL) -> set[UUID]:
    return {row.id for row in inbox.page(person, show, after=None, patient=patient).rows}


def test_by_the_beginning_of_any_name_accents_forgiven(
    camille: Professional, conversation: UUID
) -> None:
    about(camille, conversation)
    for letters in ("cad", "CADILLAC j", "jeànne", "marie cad", "rouss"):
        assert found(camille, letters) == [("CADILLAC", "1941-03-14", 1)], letters
    for letters in ("c", "", "adillac", "cadillac paul", "%"):
        assert found(camille, letters) == [], letters


def test_two_of_one_name_are_two_and_one_entered_twice_is_one(
    camille: Professional, nadia: Professional, hugo: Professional
) -> None:
    first, second, third = (start(camille, nadia, hugo) for _ in range(3))
    older = JEANNE.model_copy(update={"birth_date": date(1929, 1, 2)})
    one = about(camille, first)
    about(nadia, second, JEANNE.model_copy(update={"status": "VALI", "used_name": ""}))
    about(hugo, third, older)
    assert found(camille, "cadillac") == [
        ("CADILLAC", "1929-01-02", 1),
        ("CADILLAC", "1941-03-14", 2),
    ]
    assert search(camille, "cadillac")[1].patient.status == "VALI"
    assert listed(camille, one) == {first, second}


def test_two_numbers_are_two_people_whatever_their_traits(
    camille: Professional, nadia: Professional
) -> None:
    first, second, third = (start(camille, nadia) for _ in range(3))
    numbers = [("2550831555999", "90"), ("2550831555998", "91")]
    for conversation, (matricule, key) in zip((first, second), numbers, strict=True):
        given = WITH_NUMBER.model_copy(update={"matricule": matricule, "key": key})
        about(camille, conversation, given)
    assert [number for *_, number in found(camille, "cadillac")] == [1, 1]
    # Without a number it may be either.
    either = about(camille, third, WITH_NUMBER.model_copy(update={"matricule": "", "key": ""}))
    assert listed(camille, either) == {first, second, third}


def test_bruno_finds_nobody_and_an_id_does_not_help_him(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID
) -> None:
    jeanne = about(camille, conversation)
    assert found(bruno, "cadillac") == []
    with pytest.raises(NotFound):
        listed(bruno, jeanne)
    # He looks after her too, in a conversation of his own: he sees that one alone.
    own = start(bruno, nadia)
    his = about(bruno, own)
    assert found(bruno, "cadillac") == [("CADILLAC", "1941-03-14", 1)]
    assert listed(bruno, his) == {own}
    with pytest.raises(NotFound):
        listed(bruno, jeanne)
    assert listed(nadia, his) == {conversation, own}


def test_one_who_left_finds_it_by_whom_it_was_about_then(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    jeanne = about(camille, conversation)
    leave(nadia, conversation)
    paul = about(camille, conversation, PAUL, known=jeanne)
    assert found(nadia, "durand") == []
    assert listed(nadia, jeanne) == {conversation}
    with pytest.raises(NotFound):
        listed(nadia, paul)
    assert found(camille, "cadillac") == []
    assert listed(camille, paul) == {conversation}


def test_the_filters_still_hold(camille: Professional, nadia: Professional) -> None:
    first, second = start(camille, nadia), start(camille, nadia)
    jeanne = about(camille, first)
    about(camille, second, KnownPatient(id=jeanne))
    assert listed(camille, jeanne, InboxFilter.CONVERSATIONS) == {first, second}
    assert listed(camille, jeanne, InboxFilter.FAVOURITES) == set()
