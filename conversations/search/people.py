"""Colleagues by their name: those one already writes with first."""

from collections.abc import Collection
from uuid import UUID

from conversations import access
from conversations.companions import companions_of
from conversations.search.shapes import SearchAsked
from directory import finding, people
from directory.entitlement import entitled
from directory.models import Professional
from directory.names import fold
from directory.people_shapes import PeopleWanted
from directory.search.people import SayMore
from directory.shapes import Person

SHOWN = 5
LETTERS_MOST = 100


def named(person: Professional, asked: SearchAsked) -> list[Person]:
    """Of however many who bear that name, those one writes with are not among the rest."""
    access.note(person, access.Act.DIRECTORY)
    wanted, known = PeopleWanted(letters=asked.words[:LETTERS_MOST]), companions_of(person.id)
    try:
        found = finding.find(person, wanted, known=known, page_size=SHOWN)
    except SayMore:
        return []
    return [*(one.person for one in found.people), *closed(asked.words, known)][:SHOWN]


def closed(words: str, known: Collection[UUID]) -> list[Person]:
    """Of those one wrote with, who can no longer be written to: what they said is there still."""
    theirs = Professional.objects.filter(pk__in=known).exclude(pk__in=entitled())
    for word in fold(words):
        theirs = theirs.filter(folded_name__contains=f" {word}")
    return [people.shown(one) for one in theirs.order_by("folded_name", "id")[:SHOWN]]
