"""The INS: its key, its nature, and what it tells of a person."""

from datetime import date

import pytest
from django.test import override_settings

from directory.identifiers import (
    Nature,
    NotForTests,
    WrongMatricule,
    WrongNature,
    key_of,
    matricule_of,
    says_otherwise,
)
from directory.names import strict

RIGHT = [
    ("255083155599990", "NIR, mainland"),
    ("162123199999825", "NIR, mainland"),
    ("270012A00499992", "NIR, Corse-du-Sud: 2A counts as 19"),
    ("184072B03399868", "NIR, Haute-Corse: 2B counts as 18"),
    ("190129913499968", "NIR, born in Spain"),
    ("299019999999731", "NIR, place not known"),
    ("785039935299922", "NIA"),
    ("801019910099874", "NIA"),
]


@pytest.mark.parametrize("number", [number for number, _ in RIGHT])
def test_a_right_key_is_taken_and_found_again(number: str) -> None:
    nature = Nature.NIA if number[0] in "78" else Nature.NIR
    assert matricule_of(number[:13], number[13:], nature) == number[:13]
    assert key_of(number[:13]) == number[13:]


@pytest.mark.parametrize(
    "number",
    [
        "255083155599991",  # wrong key
        "27001 2C004999 92",  # no such department
        "25508315559990",  # too short
        "2550831555999 9",
        "2550831555999A0",
        "",
    ],
)
def test_a_wrong_matricule_is_refused(number: str) -> None:
    with pytest.raises(WrongMatricule):
        matricule_of(number[:-2], number[-2:], Nature.NIR)


def test_it_may_be_typed_with_spaces_and_corsica_stays_as_typed() -> None:
    assert matricule_of("2 70 01 2a 004 999", "92", Nature.NIR) == "270012A004999"
    assert matricule_of("270011900499 9", "92", Nature.NIR) == "2700119004999"


def test_a_number_says_of_which_nature_it_is() -> None:
    with pytest.raises(WrongNature):
        matricule_of("2550831555999", "90", Nature.NIA)
    with pytest.raises(WrongNature):
        matricule_of("7850399352999", "22", Nature.NIR)


def test_invented_numbers_are_for_the_demo_only() -> None:
    for nature in (Nature.TEST, Nature.DEMO):
        with pytest.raises(NotForTests):
            matricule_of("2550831555999", "90", nature)
        with override_settings(DEMO=True):
            assert matricule_of("2550831555999", "90", nature) == "2550831555999"


@pytest.mark.parametrize(
    ("sex", "born", "otherwise"),
    [
        ("F", date(1955, 8, 17), False),
        ("I", date(1955, 8, 17), False),
        ("M", date(1955, 8, 17), True),
        ("F", date(1955, 9, 17), True),
        ("F", date(1956, 8, 17), True),
    ],
)
def test_a_number_that_tells_of_somebody_else_is_noticed(
    sex: str, born: date, *, otherwise: bool
) -> None:
    assert says_otherwise("2550831555999", sex=sex, born=born) == otherwise


def test_a_month_that_was_not_known_says_nothing() -> None:
    assert not says_otherwise("2553131555999", sex="F", born=date(1955, 8, 17))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Élie-Noël  d’Œuvre", "ELIE-NOEL D'OEUVRE"),
        ("Sans–Insi", "SANS-INSI"),
        ("  ", None),
        ("Dupont2", None),
        ("--", None),
    ],
)
def test_strict_traits_are_written_as_the_registers_write_them(
    typed: str, written: str | None
) -> None:
    assert strict(typed) == written
