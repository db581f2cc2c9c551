"""What a conversation is told of a member whose access was taken away or given back.

The directory decides, and ends sessions by itself; it knows no conversation. The worker looks at
whom that happened to of late. Nothing that protects depends on it: who is suspended is let in
nowhere, told or not.
"""

import logging
from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import BooleanField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from conversations import clock, timeline
from conversations.membership import facts_of, visible_ranges
from conversations.models import Event, Period, Place
from conversations.taking import recount_urgent
from conversations.timeline import LockedConversation
from conversations.vacating import tell_askers
from directory import suspending

log = logging.getLogger(__name__)
COMINGS_AND_GOINGS = [
    Period.Fact.JOINED,
    Period.Fact.LEFT,
    Period.Fact.UNDONE,
    Period.Fact.SUSPENDED,
    Period.Fact.RESTORED,
]
# No parameter, no outside text.
IS_THERE = Q(RawSQL("upper_inf(visible)", [], output_field=BooleanField()))
Where = Iterable[tuple[UUID, UUID]]  # conversation and party


def tell() -> None:
    """Say it in every conversation of theirs. Safe to do twice, and by two workers at once."""
    changes = suspending.to_look_at()
    out, back = suspending.apart({change.professional_id for change in changes})
    failed = say_each(take_away, where_they_are(out)) | say_each(give_back, where_they_were(back))
    suspending.looked_at([one for one in changes if one.professional_id not in failed])


def say_each(act: Callable[[UUID, UUID], None], where: Where) -> set[UUID]:
    """One conversation that cannot be told keeps no other waiting. Of whom to try again."""
    failed: set[UUID] = set()
    for conversation, party in where:
        try:
            act(conversation, party)
        except Exception as no:  # noqa: BLE001 — one that fails harms only itself
            log.error("conversation %s not told: %s", conversation, type(no).__name__)
            failed.add(party)
    return failed


def where_they_are(people: set[UUID]) -> Where:
    places = Place.objects.filter(IS_THERE, party__in=people)
    return list(places.values_list("conversation", "party"))


def where_they_were(people: set[UUID]) -> Where:
    """Where the last that happened to them is that they were suspended."""
    last = last_facts(conversation=OuterRef("conversation"), party=OuterRef("party"))
    places = Place.objects.filter(~IS_THERE, party__in=people).annotate(last=Subquery(last))
    return list(places.filter(last=Period.Fact.SUSPENDED).values_list("conversation", "party"))


def last_facts(**of: object) -> QuerySet[Period, str]:
    """Of their comings and goings, the last."""
    facts = Period.objects.filter(**of, fact__in=COMINGS_AND_GOINGS)
    return facts.order_by("-id").values_list("fact", flat=True)[:1]


def take_away(conversation: UUID, party: UUID) -> None:
    with transaction.atomic():
        room = timeline.lock([conversation])[conversation]
        if str(party) not in room.members or not suspending.is_suspended(party):
            return
        room.dismiss(party)
        record(room, party, Period.Fact.SUSPENDED, Event.Kind.SUSPENDED)
        tell_askers(room, party)
        timeline.save([room])
        recount_urgent(conversation, [party])


def give_back(conversation: UUID, party: UUID) -> None:
    """As it was, and what was said meanwhile: unread, as it is after any absence."""
    with transaction.atomic():
        room = timeline.lock([conversation])[conversation]
        last = last_facts(conversation=conversation, party=party).first()
        if last != Period.Fact.SUSPENDED or suspending.is_suspended(party):
            return
        room.admit(party)
        place = record(room, party, Period.Fact.RESTORED, Event.Kind.RESTORED)
        bring_back(room, place)
        timeline.save([room])
        recount_urgent(conversation, [party])


def record(room: LockedConversation, party: UUID, fact: Period.Fact, kind: Event.Kind) -> Place:
    """The line, the fact, and what it makes of their place."""
    event = room.append(Event(kind=kind, at=clock.now(), counts=False, about_party_id=party))
    Period.objects.create(
        conversation_id=room.id, party_id=party, fact=fact, seq=event.seq, by_id=party, at=event.at
    )
    place = Place.objects.select_for_update().get(conversation=room.id, party=party)
    place.visible = visible_ranges(facts_of(room.id, party))
    place.version += 1
    place.save(update_fields=["visible", "version"])
    return place


def bring_back(room: LockedConversation, place: Place) -> None:
    """What was archived and went on without them is in their list again."""
    place.invited_at = place.invited_by = None  # asked back meanwhile: they are back
    place.unsettled = True
    if place.read_upto < room.content_seq and not place.keep_archived:
        place.archived_at = None
    place.save(update_fields=["invited_at", "invited_by", "unsettled", "archived_at"])
