"""At the end of quiet hours, one notice for all that is still unread."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from conversations import clock
from push import deciding, situations, telling
from push.circumstances import around
from push.models import Notice, PutOff
from push.situations import Situation

PEOPLE_AT_ONCE = 50


def go() -> bool:
    """For the worker. Was there something?"""
    over = PutOff.objects.filter(at__lte=clock.now())
    people = list(over.order_by().values_list("person", flat=True).distinct()[:PEOPLE_AT_ONCE])
    for person in people:
        tell(person)
    return bool(people)


def tell(person: UUID) -> None:
    """What came to nothing meanwhile is forgotten, and so is all of it once they are told."""
    with transaction.atomic():
        mine = PutOff.objects.filter(person=person, at__lte=clock.now())
        put_off = list(mine.select_for_update())
        mine.filter(id__in=[one.id for one in put_off]).delete()
        waiting = still_unread(person, put_off)
        things = around(waiting, of_late=False)
        due = [one for one in waiting if deciding.leaves(one, things, urgent=False)]
        if due:
            tell_of(max(due, key=lambda one: one.at))


def still_unread(person: UUID, put_off: Collection[PutOff]) -> list[Situation]:
    entries = [(one.conversation_id, one.seq) for one in put_off]
    found = situations.of(entries, parties={one.party_id for one in put_off})
    return [one for one in found if one.person == person and not one.over]


def tell_of(last: Situation) -> None:
    """It may have been told of before, and dropped as the quiet hours had begun."""
    before = Notice.objects.filter(
        person=last.person, party=last.party, conversation=last.conversation, seq=last.seq
    ).count()
    telling.tell(last, sound=True, number=before)
