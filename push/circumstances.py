"""How things are for those who may be told: what they chose, whether they are away, or were told of
late."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from conversations import clock
from directory import absences
from push import preferences
from push.models import Notice, Preference
from push.rules import Cause, Circumstances
from push.situations import Situation

# Within so long, the same notification is renewed without a sound.
SILENTLY = timedelta(minutes=2)
# Of what patients write one is told once in so long.
PATIENTS_EVERY = timedelta(hours=1)


class Things:
    """Of these people, at this moment."""

    def __init__(self, chosen: dict[UUID, Preference], away: Collection[UUID]) -> None:
        self.now = clock.now()
        self.chosen, self.away = chosen, away
        self.told: set[tuple[UUID, UUID]] = set()  # of that conversation, within two minutes
        self.patients: dict[UUID, datetime] = {}  # of a patient's courrier, within the hour

    def of(self, one: Situation) -> Circumstances:
        return Circumstances(
            level=preferences.level_of(self.chosen[one.person], one),
            quiet=self._calm_until(one) is not None,
            absent=one.person in self.away and one.for_themselves,
            lately=(one.person, one.conversation) in self.told,
            of_patients=one.person in self.patients,
        )

    def until(self, one: Situation) -> datetime:
        """When they can be told, if that is not now."""
        patients = self.patients.get(one.person, self.now - PATIENTS_EVERY)
        return self._calm_until(one) or patients + PATIENTS_EVERY

    def was_told(self, one: Situation) -> None:
        self.told.add((one.person, one.conversation))
        if one.cause == Cause.BY_PATIENT:
            self.patients.setdefault(one.person, self.now)

    def _calm_until(self, one: Situation) -> datetime | None:
        return preferences.quiet_until(self.chosen[one.person], self.now)


def around(some: Collection[Situation], *, of_late: bool = True) -> Things:
    """In as many queries for many as for one."""
    people = {one.person for one in some}
    things = Things(preferences.of(people), set(absences.of(people)))
    if of_late:
        things.told = told_lately(some, things.now - SILENTLY)
        if any(one.cause == Cause.BY_PATIENT for one in some):
            things.patients = told_of_patients(people, things.now - PATIENTS_EVERY)
    return things


def told_lately(some: Collection[Situation], since: datetime) -> set[tuple[UUID, UUID]]:
    lately = Notice.objects.filter(
        person__in={one.person for one in some},
        conversation__in={one.conversation for one in some},
        due_at__gt=since,
    )
    pairs = lately.values_list("person", "conversation").distinct()
    return {(person, conversation) for person, conversation in pairs if conversation}


def told_of_patients(people: Collection[UUID], since: datetime) -> dict[UUID, datetime]:
    with connection.cursor() as cursor:
        cursor.execute(
            """select n.person_id, max(n.due_at) from push_notice n
               join conversations_event e on e.conversation_id = n.conversation_id
                                         and e.seq = n.seq
               where n.person_id = any(%s) and n.due_at > %s
                 and (e.details ->> 'by_patient')::boolean
               group by n.person_id""",
            [list(people), since],
        )
        return dict(cursor.fetchall())
