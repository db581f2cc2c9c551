"""Nobody says « Pris en compte » : whoever asked is told, and whom to call."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import F

from chat.errors import NotFound
from conversations import access, clock, named, sockets, timeline
from conversations.history import entries_of
from conversations.membership import conversation_of
from conversations.models import Awaited, Event, Place
from conversations.shapes import ToCall
from conversations.taking import news_of
from conversations.timeline import LockedConversation
from conversations.unread import UNREAD
from directory import absences, people, phones
from directory.models import Professional

UNANSWERED = Event.Kind.UNANSWERED


def tell_asker(conversation: UUID, seq: int, of: Collection[UUID], *, absent: bool) -> None:
    """A line for those of these parties who are still awaited. It counts for who asked, if they are
    still there. Called twice, it is said once."""
    with transaction.atomic():
        room = timeline.lock([conversation])[conversation]
        named.forget_what_fell(conversation)
        waiting = Awaited.objects.filter(conversation=conversation, seq=seq, party__in=of)
        untold = waiting.exclude(party__in=named_already(conversation, seq)).order_by("id")
        # Of who left, they were told then.
        awaited = [one for one in untold if str(one.party_id) in room.members]
        if awaited and str(awaited[0].by_id) in room.members:
            append(room, awaited, absent=absent)
            timeline.save([room])
            bring_back(room.id, awaited[0].by_id)


def named_already(conversation: UUID, seq: int) -> list[UUID]:
    said = Event.objects.filter(conversation=conversation, about_seq=seq, kind=UNANSWERED)
    return [party for event in said for party in parties_in(event)]


def parties_in(line: Event) -> list[UUID]:
    return [UUID(party) for party in (line.details or {})["parties"]]


def append(room: LockedConversation, awaited: list[Awaited], *, absent: bool) -> None:
    first = awaited[0]
    room.append(
        Event(
            kind=UNANSWERED,
            at=clock.now(),
            counts=True,
            counts_for_id=first.by_id,
            about_seq=first.seq,
            details={
                "parties": [str(one.party_id) for one in awaited],
                "urgent": first.urgent,
                "absent": absent,
            },
        )
    )


def bring_back(conversation: UUID, asker: UUID) -> None:
    """Whatever they archived: what they asked for is not done."""
    theirs = Place.objects.filter(conversation=conversation, party=asker)
    back = {"archived_at": None, "keep_archived": False, "version": F("version") + 1}
    if theirs.filter(archived_at__isnull=False).update(**back):
        place = theirs.select_related("conversation").annotate(waiting=UNREAD).get()
        transaction.on_commit(lambda: sockets.tell([news_of(place)]))


def to_call(person: Professional, conversation: UUID, seq: int) -> list[ToCall]:
    """For who asked alone. Noted, as looking at each one's card is."""
    seat = conversation_of(person, conversation)
    line = entries_of(seat).filter(seq=seq, kind=UNANSWERED, counts_for=person.id).first()
    if line is None:
        raise NotFound
    parties = parties_in(line)
    for party in parties:
        access.note(person, access.Act.CARD, thing=party)
    persons, away = people.by_id(parties), absences.of(parties)
    numbers = phones.numbers(person, parties, known=parties) | phones.of_roles(parties)
    return [
        ToCall(person=persons[one], phone=numbers.get(one, ""), absence=away.get(one))
        for one in parties
    ]
