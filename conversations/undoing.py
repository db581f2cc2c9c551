"""Undoing an addition: a mistake is taken back as long as nobody has looked.

Whoever was there when it was made may: the mistake is a danger for all, and the one who made it
may be gone. It removes nobody who takes part: who has looked, or done anything, stays.
"""

from uuid import UUID

from django.db import transaction

from chat.errors import Refusal
from conversations import clock, membership, sockets, timeline
from conversations.models import Event, Period, Place, Seen
from conversations.protocol import Accepted, ConversationGone, UndoAddition
from conversations.sockets import News
from conversations.timeline import LockedConversation
from directory.models import Professional


class NothingToUndo(Refusal):
    code = "nothing_to_undo"
    message = "Il n’y a pas d’ajout de cette personne que vous puissiez annuler."
    status = 409


class AlreadyOpened(Refusal):
    code = "already_opened"
    message = (
        "Cette personne a déjà ouvert la conversation\u00a0: son ajout ne peut plus être annulé."
        " Elle peut s’en retirer elle-même."
    )
    status = 409


def undo(person: Professional, conversation: UUID, given: UndoAddition) -> Accepted:
    with transaction.atomic():
        room = timeline.lock_as_member(person, conversation)
        place = (
            Place.objects.select_for_update()
            .filter(conversation=conversation, party=given.person)
            .first()
        )
        if place is None:
            raise NothingToUndo
        if place.visible:
            must_be_undoable(room, place, by=person.id)
            take_back(room, place, by=person)
        timeline.save([room])
    return Accepted(ref=given.ref, conversation=conversation, seq=room.last_seq)


def must_be_undoable(room: LockedConversation, place: Place, *, by: UUID) -> None:
    stays = {
        stay.party: stay.from_seq
        for stay in membership.members_over_time(room.id, upto=room.last_seq)
        if stay.to_seq is None
    }
    arrival = stays.get(place.party_id, 1)
    if place.added_at is None or stays[by] >= arrival:
        raise NothingToUndo
    if place.opened_at is not None or has_acted(place, since=arrival):
        raise AlreadyOpened


def has_acted(place: Place, *, since: int) -> bool:
    """A program may speak, or say that it displayed something, without opening anything."""
    mine = {"conversation": place.conversation_id, "party": place.party_id}
    spoke = Event.objects.filter(**mine, seq__gt=since)
    return spoke.exists() or Seen.objects.filter(**mine).exists()


def take_back(room: LockedConversation, place: Place, *, by: Professional) -> None:
    """They see nothing any more; the others read that they saw nothing."""
    now, party = clock.now(), place.party_id
    room.dismiss(party)
    event = room.append(
        Event(
            kind=Event.Kind.ADDITION_UNDONE,
            party_id=by.id,
            author_id=by.hand.id,
            at=now,
            counts=False,
            about_party_id=party,
        )
    )
    Period.objects.create(
        conversation_id=room.id,
        party_id=party,
        fact=Period.Fact.UNDONE,
        seq=event.seq,
        by_id=by.id,
        at=now,
    )
    place.visible = membership.visible_ranges(membership.facts_of(room.id, party))
    place.frozen_at, place.favourite, place.todo, place.todo_seqs = now, False, False, []
    place.version += 1
    place.save()
    frame = ConversationGone(conversation=room.id).model_dump_json()
    news = News(to=[str(party)], frame=frame, recount=str(room.id))
    transaction.on_commit(lambda: sockets.tell([news]))
