"""Find a colleague, however one spells."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from directory import accounts, finding, people, presence, workplaces
from directory.models import Criterion, Entitlement, FindablePerson, Professional
from directory.people_shapes import PeopleWanted
from directory.search import criteria
from directory.search.drawing import draw, draw_those_who_practise
from directory.search.people import SayMore
from directory.search.sounds import sound


def found(
    me: Professional, letters: str, known: Collection[UUID] = (), **wanted: Any
) -> list[Professional]:
    answer = finding.find(me, PeopleWanted(letters=letters, **wanted), known=known)
    return [Professional.objects.get(pk=one.person.id) for one in answer.people]


@pytest.fixture
def helene(db: None) -> Professional:
    return people.add(
        given_name="Hélène-Œdipe", family_name="L’Estang d’Aubrac", profession="Infirmière libérale"
    )


@pytest.mark.parametrize(
    "letters",
    [
        *("helene", "HÉLÈNE", "hél", "lestang", "l'estang", "L’ESTANG", "estang", "la estang"),
        *("daubrac hel", "aubrac helene", "helene-oedipe", "œdipe", "heleneoe", "estang h"),
        *("infirmiere estang", "estang infirmier", "estang, hélène", "d'aubrac"),
        # One letter off, and what sounds so.
        *("hellene", "heelne", "elene", "etsang", "lestant", "daubrak"),
    ],
)
def test_a_colleague_is_found_whatever_one_types_of_accents_order_particles_and_spelling(
    camille: Professional, helene: Professional, letters: str
) -> None:
    assert found(camille, letters) == [helene]


@pytest.mark.parametrize("letters", ["helene roche", "100%%%", "estang j", "xyzt", "l e s"])
def test_nobody_is_found_by_other_letters(
    camille: Professional, helene: Professional, letters: str
) -> None:
    assert found(camille, letters) == []


@pytest.mark.parametrize("letters", ["", "he", " - ’", "l'e", "\x01\x02\x03"])
def test_three_letters_or_a_filter_are_needed(camille: Professional, letters: str) -> None:
    with pytest.raises(SayMore):
        found(camille, letters)


@pytest.mark.parametrize(
    "names",
    [
        "lefebvre lefevre lefebure lefeuvre",
        "renaud renault reneau renaux",
        "gautier gauthier gaultier",
        "meyer mayer",
        "dupont dupond dupon",
        "philippe filip",
        "thibault thibaud tibo",
        "leclerc leclair",
        "quentin kantin",
        "benoit benoist",
    ],
)
def test_french_names_that_sound_alike_are_one_to_the_ear(names: str) -> None:
    first, *others = names.split()
    assert {sound(other) for other in others} == {sound(first)}


def test_what_was_typed_comes_before_what_sounds_so(camille: Professional) -> None:
    lefebvre, lefevre, lefebure = (
        people.add(given_name="Anne", family_name=name, profession="Sage-femme")
        for name in ("Lefebvre", "Lefèvre", "Lefébure")
    )
    assert found(camille, "lefevre") == [lefevre, lefebure, lefebvre]
    assert found(camille, "anne lefebure") == [lefebure, lefebvre, lefevre]


def test_one_does_not_find_oneself(camille: Professional) -> None:
    assert found(camille, "roche") == []


def test_homonyms_come_together_whole_words_and_names_first(camille: Professional) -> None:
    for given, family, profession in [
        ("Paul", "Martin", "Sage-femme"),
        ("Marie", "Sagez", "Infirmière"),
        ("Marie", "Laurent", "Infirmière libérale"),
        ("Zoé", "Laurents", "Orthophoniste"),
        ("Marie", "Laurent", "Sage-femme"),
    ]:
        people.add(given_name=given, family_name=family, profession=profession)

    def names(letters: str) -> list[tuple[str, str, str]]:
        return [(o.given_name, o.family_name, o.profession) for o in found(camille, letters)]

    laurents = [("Marie", "Laurent", "Infirmière libérale"), ("Marie", "Laurent", "Sage-femme")]
    assert names("laurent") == [*laurents, ("Zoé", "Laurents", "Orthophoniste")]
    assert names("sage") == [
        ("Marie", "Sagez", "Infirmière"),
        ("Marie", "Laurent", "Sage-femme"),
        ("Paul", "Martin", "Sage-femme"),
    ]


def test_my_own_come_first_with_whoever_bears_their_name(camille: Professional) -> None:
    here = workplaces.place(technical_id="R1", name="Cabinet", town="Sète", department="34")
    there = workplaces.place(technical_id="R2", name="Pôle", town="Agde", department="34")
    workplaces.practise(camille, at=here)
    added = [
        people.add(given_name=name, family_name="Faure", profession="Infirmier")
        for name in ("Alix", "Basile", "Cléo", "Denis", "Cléo")
    ]
    alix, basile, cleo, denis, namesake = added
    workplaces.practise(basile, at=there)
    workplaces.practise(denis, at=here)
    homonyms = sorted([cleo, namesake], key=lambda one: one != cleo)
    assert found(camille, "faure", known={cleo.id}) == [*homonyms, denis, basile, alix]


def test_a_search_is_narrowed_to_a_profession_a_speciality_a_place_or_an_account(
    camille: Professional,
) -> None:
    here = workplaces.place(technical_id="R1", name="CH du Val", town="Orme Cedex", department="34")
    there = workplaces.place(technical_id="R2", name="CH du Mont", town="Agde", department="11")
    paul, jean = (
        people.add(given_name=name, family_name="Vidal", profession="Médecin")
        for name in ("Paul", "Jean")
    )
    heart = {"speciality_code": "SM04", "speciality": "Cardiologie et maladies vasculaires"}
    workplaces.practise(paul, at=here, profession_code="10", profession="Médecin", **heart)
    workplaces.practise(jean, at=there, profession_code="10", profession="Médecin")
    accounts.create(username="jean", professional=jean, password="correct cheval batterie")
    keys = {
        one.name: one.key
        for letters in ("medecin", "cardiologue", "orme", "val", "34")
        for one in criteria.find(letters)
    }
    assert set(keys) >= {"Médecin", heart["speciality"], "Orme", "CH du Val", "Hérault"}
    assert found(camille, "", narrowed=[keys["Médecin"]]) == [jean, paul]
    for name in (heart["speciality"], "Orme", "CH du Val", "Hérault"):
        assert found(camille, "vid", narrowed=[keys["Médecin"], keys[name]]) == [paul]
        assert found(camille, "jean", narrowed=[keys[name]]) == []
    assert found(camille, "vidal", with_account=True) == [jean]
    assert found(camille, "vidal orme") == found(camille, "cardiologue vidal") == [paul]


def test_who_came_this_week_is_first_where_nobody_in_particular_is_looked_for(
    camille: Professional,
) -> None:
    anne, paul, zoe = (
        people.add(
            given_name=name, family_name="Vidal", profession="Sage-femme", profession_code="50"
        )
        for name in ("Anne", "Paul", "Zoé")
    )
    now = timezone.now()
    presence.note([paul.id], now - timedelta(days=8))
    presence.note([zoe.id], now - timedelta(days=6))
    for one in (paul, zoe):
        accounts.at_first_entry(one)
    [midwife] = [one.key for one in criteria.find("sage") if one.kind == "profession"]
    assert found(camille, "", narrowed=[midwife]) == [zoe, anne, paul]
    assert found(camille, "vidal", narrowed=[midwife]) == [anne, paul, zoe]


def test_the_suspended_those_gone_and_professions_not_admitted_are_found_by_nobody(
    camille: Professional, helene: Professional
) -> None:
    Professional.objects.filter(pk=helene.pk).update(profession_code="60")
    draw([helene.id])
    assert found(camille, "estang") == [helene]
    for change, back in (
        (
            {"suspended_at": "2026-11-25T00:00Z", "suspended_because": "operator"},
            {"suspended_at": None, "suspended_because": ""},
        ),
        ({"gone_at": "2026-11-25T00:00Z"}, {"gone_at": None}),
    ):
        Professional.objects.filter(pk=helene.pk).update(**change)
        assert found(camille, "estang") == []  # at once, however late the index is
        draw([helene.id])
        assert not FindablePerson.objects.filter(pk=helene.pk).exists()
        Professional.objects.filter(pk=helene.pk).update(**back)
        draw([helene.id])
        assert found(camille, "estang") == [helene]
    Entitlement.objects.filter(pk="60").update(admitted=False)
    draw_those_who_practise("60")
    assert found(camille, "estang") == []


def test_drawing_twice_changes_nothing_and_a_name_that_changed_is_found_anew(
    camille: Professional, helene: Professional
) -> None:
    before = list(FindablePerson.objects.values_list().order_by("pk"))
    draw([helene.id, camille.id])
    assert list(FindablePerson.objects.values_list().order_by("pk")) == before
    Professional.objects.filter(pk=helene.pk).update(family_name="Durand")
    draw([helene.id])
    assert [found(camille, name) for name in ("durand", "estang")] == [[helene], []]


def test_a_page_holds_twenty_and_the_next_one_the_others(camille: Professional) -> None:
    everybody = [
        people.add(given_name="Anne", family_name=f"Petit {n:02}", profession="Pharmacienne")
        for n in range(23)
    ]
    first = finding.find(camille, PeopleWanted(letters="petit"), known=())
    second = finding.find(camille, PeopleWanted(letters="petit", page=2), known=())
    assert [one.person.id for one in [*first.people, *second.people]] == [o.id for o in everybody]
    assert (len(first.people), first.more, second.more) == (20, True, False)


def test_what_somebody_types_is_never_a_part_of_the_question(camille: Professional) -> None:
    for letters in ("'; drop", "a' | 'b", "\\'lau", ":*&!", "«\u00a0»<->x y z"):
        assert found(camille, letters + "roche") == []
    with pytest.raises(ValueError, match="narrowed"):
        PeopleWanted(narrowed=["a="])
    assert found(camille, "", narrowed=["x=' | 'a="]) == []
    assert not Criterion.objects.exists()
