"""Find again the patients of one's conversations."""

from conversations.about import concerning, shown_to
from conversations.identity import Patient, shown
from conversations.models import Place
from conversations.patient_shapes import FoundPatient
from directory.models import Professional
from directory.names import fold

LETTERS_AT_LEAST = 2
FOUND_MOST = 20
SUREST = ("QUAL", "RECUP", "VALI", "PROV")


def search(person: Professional, letters: str) -> list[FoundPatient]:
    """Those whose names hold the beginning of every word typed, each person once.

    Two of one name are two: what tells them apart is shown."""
    words = fold(letters)
    if len("".join(words)) < LETTERS_AT_LEAST:
        return []
    named = shown_to(person)
    for word in words:
        named = named.filter(folded_names__contains=f" {word}")
    found = named.order_by("birth_name", "birth_first_names", "birth_date", "id")
    people: list[Patient] = []
    for entered in found[: FOUND_MOST * 5]:
        if not any(entered.is_the_person_of(one) for one in people):
            people.append(entered)
    return [found_one(person, one) for one in people[:FOUND_MOST]]


def found_one(person: Professional, one: Patient) -> FoundPatient:
    """As best known to who looks, and how many of their conversations are about them."""
    entered = shown_to(person).of_the_same_person(one)
    best = min(entered, key=lambda each: (SUREST.index(each.status), -each.entered_at.timestamp()))
    mine = Place.objects.filter(party=person.id)
    return FoundPatient(patient=shown(best), conversations=concerning(mine, one).count())
