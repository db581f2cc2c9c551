"""What stood beside somebody's name when they said something, be it another thing today."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from directory import people
from directory.models import Formerly
from directory.shapes import Person, ShownUntil

Past = dict[UUID, list[ShownUntil]]


def of(those: Iterable[UUID], *, since: datetime) -> Past:
    """What ended after `since`, the first to end first. Who never changed is not in it."""
    past: Past = defaultdict(list)
    ended = Formerly.objects.filter(professional__in=set(those), until__gt=since)
    for one in ended.order_by("until", "id"):
        past[one.professional_id].append(
            ShownUntil(
                until=one.until.astimezone(UTC),
                profession=one.profession,
                structure=one.structure,
                town=one.town,
            )
        )
    return past


def at(moment: datetime, person: Person, past: Sequence[ShownUntil]) -> Person:
    then = next((one for one in past if moment < one.until), None)
    return person.model_copy(update=then.model_dump(exclude={"until"})) if then else person


def person_at(moment: datetime, who: UUID) -> Person:
    [person] = people.by_id([who]).values()
    return at(moment, person, of([who], since=moment).get(who, []))
