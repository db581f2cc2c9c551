"""People as they are found and chosen: told apart, with whether they will see what one writes."""

from collections.abc import Collection, Sequence
from uuid import UUID

from directory import favourites, people, reachability
from directory.models import Activity, Professional
from directory.people_shapes import FoundPeople, FoundPerson, PeopleWanted
from directory.search import lexemes
from directory.search import people as search
from directory.search.looking import Mine
from directory.search.people import Wanted

PAGE = 20
LAST_DIGITS = 4


def find(
    me: Professional, asked: PeopleWanted, *, known: Collection[UUID], page_size: int = PAGE
) -> FoundPeople:
    """A page, one's own people first. `known`: those one has to do with."""
    wanted = Wanted(asked.letters, tuple(dict.fromkeys(asked.narrowed)), asked.with_account)
    start = (asked.page - 1) * page_size
    found = search.find(me, wanted, mine(me, known), start=start, end=start + page_size)
    return FoundPeople(people=shown(me, found[:page_size]), more=len(found) > page_size)


def mine(me: Professional, known: Collection[UUID]) -> Mine:
    activities = Activity.objects.filter(
        professional=me, ended_at__isnull=True, structure__isnull=False
    ).select_related("structure")
    places = [activity.structure for activity in activities if activity.structure]
    return Mine(
        people={*known, *favourites.of(me)},
        structures=tuple(lexemes.structure(place.id) for place in places),
        departments=tuple({lexemes.department(p.department) for p in places if p.department}),
    )


def shown(me: Professional, those: Sequence[Professional]) -> list[FoundPerson]:
    reach = reachability.of(one.id for one in those)
    starred = favourites.of(me)
    return [
        FoundPerson(
            person=people.shown(one),
            number=(one.rpps or "")[-LAST_DIGITS:],
            reach=reach[one.id],
            favourite=one.id in starred,
        )
        for one in those
    ]
