"""Look for colleagues, those one writes with first; each time noted, and not too often."""

from uuid import UUID

from django.conf import settings

from chat.errors import Refusal
from conversations import access
from conversations.companions import companions_of
from directory import card, finding
from directory.models import Professional
from directory.people_shapes import Card, FoundPeople, PeopleWanted
from directory.rate import Limit


class TooManyPeople(Refusal):
    code = "too_many_searches"
    message = "Trop de recherches dans l’annuaire. Réessayez dans un instant."
    status = 429


# As fast as one types; over an hour and a day, as many as somebody looks for, not as many as there
# are.
_limits = [
    Limit(60.0, lambda: settings.SEARCHES_PER_MINUTE, TooManyPeople),
    Limit(3600.0, lambda: settings.PEOPLE_SEARCHES_PER_HOUR, TooManyPeople),
    Limit(86_400.0, lambda: settings.PEOPLE_SEARCHES_PER_DAY, TooManyPeople),
]


def search(person: Professional, asked: PeopleWanted) -> FoundPeople:
    slow_down(person)
    access.note(person, access.Act.DIRECTORY)
    return finding.find(person, asked, known=companions_of(person.id))


def look_at(person: Professional, which: UUID) -> Card:
    """Looking at nobody is noted too."""
    slow_down(person)
    access.note(person, access.Act.CARD, thing=which)
    return card.of(person, which, known=companions_of(person.id))


def slow_down(person: Professional) -> None:
    """Whoever acts for a role is counted as themselves."""
    for limit in _limits:
        limit.slow_down(person.hand.id)
