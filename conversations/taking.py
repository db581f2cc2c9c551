"""« Pris en compte » : one of those asked says so, and may take it back for five minutes."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from chat.errors import NotFound, Refusal
from conversations import clock, named, sockets, timeline
from conversations.aftermath import aftermath_of
from conversations.history import entries_of
from conversations.membership import Seat, conversation_of, last_visible
from conversations.models import Event, Place
from conversations.protocol import Accepted, PlaceChanged, Take
from conversations.reading import NotVisible
from conversations.sockets import News
from conversations.standing import standing_of
from conversations.timeline import LockedConversation
from conversations.unread import UNREAD, view_of
from directory.models import Professional

UNDONE_WITHIN = timedelta(minutes=5)
Kind = Event.Kind


class NotAsked(Refusal):
    code = "not_asked"
    message = "Cette prise en compte n’est pas demandée à vous."
    status = 409


class ChangedSince(Refusal):
    code = "changed_since"
    message = (
        "Ce message a été corrigé, annulé ou masqué depuis\u00a0:"
        " lisez ce qui le remplace avant de le prendre en compte."
    )
    status = 409


class NotTakenYet(Refusal):
    code = "not_taken_yet"
    message = "Vous n’avez pas pris ce message en compte\u00a0: il n’y a rien à annuler."
    status = 409


class TooLateToUndo(Refusal):
    code = "too_late_to_undo"
    message = (
        "Une prise en compte s’annule dans les cinq minutes."
        " Passé ce délai, écrivez un message pour prévenir."
    )
    status = 409


def take(person: Professional, conversation: UUID, seq: int, given: Take) -> Accepted:
    """Say that one takes an entry into account, or not after all. Again, it changes nothing."""
    conversation_of(person, conversation)
    with transaction.atomic():
        room = timeline.lock([conversation])[conversation]
        seat = conversation_of(person, conversation)
        if str(person.id) not in room.members:
            raise NotFound
        room.must_be_chat()
        said = say(room, seat, entry_asking(seat, seq), by=person.hand.id, on=given.on)
        if said in room.added:
            timeline.save([room])
            recount_urgent(conversation, [person.id])
    return Accepted(ref=given.ref, conversation=conversation, seq=said.seq, at=said.at)


def entry_asking(seat: Seat, seq: int) -> Event:
    entry = entries_of(seat).filter(seq=seq).first()
    if entry is None:
        raise NotVisible
    if entry.message is None or seat.place.party_id not in entry.message.asked:
        raise NotAsked
    return entry


def say(room: LockedConversation, seat: Seat, entry: Event, *, by: UUID, on: bool) -> Event:
    """What says so: appended now, or long ago."""
    before = last_word(seat, entry)
    if before and (before.kind == Kind.TAKEN) == on:
        return before
    must_stand(seat, entry)
    if not on:
        must_be_fresh(before)
    return append(room, seat, entry, by=by, on=on)


def last_word(seat: Seat, entry: Event) -> Event | None:
    return (
        Event.objects.filter(
            conversation=seat.conversation,
            about_seq=entry.seq,
            party=seat.place.party_id,
            kind__in=(Kind.TAKEN, Kind.NOT_TAKEN),
        )
        .order_by("-seq")
        .first()
    )


def must_stand(seat: Seat, entry: Event) -> None:
    """What was given to a message does not pass to its correction: it is asked again."""
    past = aftermath_of(seat.conversation.id, [entry], end=seat.last_seq)
    if standing_of(entry, past).state != "current":
        raise ChangedSince


def must_be_fresh(taken: Event | None) -> None:
    if taken is None:
        raise NotTakenYet
    if clock.now() - taken.at > UNDONE_WITHIN:
        raise TooLateToUndo


def append(room: LockedConversation, seat: Seat, entry: Event, *, by: UUID, on: bool) -> Event:
    me = seat.place.party_id
    if on:
        named.no_longer_awaits(entry, me)
    else:
        named.awaits_again(entry, me)
    return room.append(
        Event(
            kind=Kind.TAKEN if on else Kind.NOT_TAKEN,
            party_id=me,
            author_id=by,
            at=clock.now(),
            counts=False,
            about_seq=entry.seq,
        )
    )


def recount_urgent(conversation: UUID, parties: Collection[UUID]) -> None:
    """Something was taken, corrected, cancelled or masked, or somebody left: does something urgent
    still wait for these parties here? In the transaction that holds the conversation, once what
    happened is saved. Their own pages are told, after commit."""
    named.forget_what_fell(conversation)
    changed = named.recount(conversation, parties)
    places = Place.objects.filter(id__in=changed).select_related("conversation")
    news = [news_of(place) for place in places.annotate(waiting=UNREAD)]
    transaction.on_commit(lambda: sockets.tell(news))


def news_of(place: Place) -> News:
    last_seq = last_visible(place.visible, place.conversation.last_seq)
    waiting: int = place.waiting  # type: ignore[attr-defined]  # annotated above
    changed = PlaceChanged(
        conversation=place.conversation_id,
        place=view_of(place, unread=waiting, last_seq=last_seq),
    )
    return News(to=[str(place.party_id)], frame=changed.model_dump_json())
