"""Find a colleague, however one spells."""

import pytest

from directory import people, search
from directory.models import Professional
from tests.directory.conftest import Browser


@pytest.fixture
def helene(db: None) -> Professional:
    return people.add(
        given_name="Hélène-Œdipe", family_name="L’Estang d’Aubrac", profession="Infirmière libérale"
    )


@pytest.mark.parametrize(
    "letters",
    [
        "helene",
        "HÉLÈNE",
        "he",
        "lestang",
        "l'estang",
        "L’ESTANG",
        "estang",
        "daubrac hel",
        "aubrac helene",
        "helene-oedipe",
        "œdipe",
        "heleneoe",
        "infirmiere estang",
        "estang, hélène",
    ],
)
def test_a_colleague_is_found_whatever_one_types_of_accents_order_and_hyphens(
    camille: Professional, helene: Professional, letters: str
) -> None:
    assert search.people(camille, letters, limit=20) == [people.shown(helene)]


@pytest.mark.parametrize("letters", ["", "h", " - ’", "elene", "helene roche", "100%", "\x00\x00"])
def test_nobody_is_found_by_less_than_two_letters_or_by_other_ones(
    camille: Professional, helene: Professional, letters: str
) -> None:
    assert search.people(camille, letters, limit=20) == []


def test_one_does_not_find_oneself(camille: Professional) -> None:
    assert search.people(camille, "roche", limit=20) == []


def test_homonyms_come_together_and_names_before_professions(camille: Professional) -> None:
    for given, family, profession in [
        ("Paul", "Martin", "Sage-femme"),
        ("Marie", "Sagnol", "Infirmière"),
        ("Marie", "Laurent", "Infirmière libérale"),
        ("Zoé", "Laurent", "Orthophoniste"),
        ("Marie", "Laurent", "Sage-femme"),
    ]:
        people.add(given_name=given, family_name=family, profession=profession)

    def names(letters: str) -> list[tuple[str, str]]:
        found = search.people(camille, letters, limit=20)
        return [(person.given_name, person.family_name) for person in found]

    assert names("laurent") == [("Marie", "Laurent"), ("Marie", "Laurent"), ("Zoé", "Laurent")]
    assert names("sag") == [("Marie", "Sagnol"), ("Marie", "Laurent"), ("Paul", "Martin")]


def test_a_page_is_never_longer_than_asked(browser: Browser, camille: Professional) -> None:
    for number in range(30):
        people.add(given_name="Anne", family_name=f"Petit {number}", profession="Pharmacienne")
    browser.sign_in("camille")
    assert len(browser.get("/people", q="petit").json()) == 20
    assert len(browser.get("/people", q="petit", limit=5).json()) == 5
    assert browser.get("/people", q="petit", limit=1000).status_code == 422


def test_the_directory_is_for_those_who_have_signed_in(
    browser: Browser, nadia: Professional
) -> None:
    assert browser.get("/people", q="benali").status_code == 401
