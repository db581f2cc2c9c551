"""One's own marks on a conversation: favourite, to do, archive, read, unread. Private."""

from typing import assert_never
from uuid import UUID

from django.db import transaction

from chat.errors import Refusal
from conversations import clock, sockets, timeline
from conversations.membership import Seat, conversation_of
from conversations.models import Event, Place
from conversations.protocol import (
    Archive,
    Mark,
    MarkRead,
    MarkUnread,
    PlaceChanged,
    SetFavourite,
    SetNotify,
    SetTodo,
    Unarchive,
)
from conversations.ranges import hold, within
from conversations.reading import NotVisible
from conversations.shapes import PlaceView
from conversations.sockets import News
from conversations.unread import UNREAD, counting_for, view_of
from directory.models import Professional


class NewerMessage(Refusal):
    code = "newer_message"
    message = (
        "Un nouveau message est arrivé entre-temps\u00a0: la conversation n’a pas été archivée."
    )
    status = 409


class NothingToRead(Refusal):
    code = "nothing_to_read"
    message = "Personne d’autre n’a encore écrit ici\u00a0: il n’y a rien à marquer non lu."
    status = 409


def mark(person: Professional, conversation: UUID, given: Mark) -> PlaceChanged:
    """Change one mark, and tell the person's own pages."""
    conversation_of(person, conversation)
    with transaction.atomic():
        # Held until the end: a message that arrives meanwhile comes before or after, never within.
        timeline.lock([conversation])
        seat = conversation_of(person, conversation, lock=True)
        change(seat, given)
        seat.place.version += 1
        seat.place.save()
        changed = PlaceChanged(conversation=conversation, place=shown(seat))
        own = News(to=[str(person.id)], frame=changed.model_dump_json(), recount=str(conversation))
        transaction.on_commit(lambda: sockets.tell([own]))
    return changed


def change(seat: Seat, given: Mark) -> None:
    place = seat.place
    match given:
        case SetFavourite():
            place.favourite = given.on
        case SetTodo():
            tick(seat, given)
        case Archive():
            archive(seat, given)
        case Unarchive():
            place.archived_at, place.keep_archived = None, False
        case MarkRead():
            place.read_upto = max(place.read_upto, min(given.upto, seat.last_seq))
            place.marked_unread_at = None
        case MarkUnread():
            unread_from(seat, given.from_seq)
        case SetNotify():
            place.notify = given.level or ""
            place.notify_until = given.until if given.level else None
        case _:
            assert_never(given)


def tick(seat: Seat, given: SetTodo) -> None:
    place = seat.place
    if given.seq is None:
        place.todo = given.on
        return
    must_see(seat, given.seq)
    others = [seq for seq in place.todo_seqs if seq != given.seq]
    place.todo_seqs = sorted([*others, given.seq]) if given.on else others


def archive(seat: Seat, given: Archive) -> None:
    """Archive, unless somebody else has said something the page did not know of."""
    newer = (
        Event.objects.filter(
            conversation=seat.conversation,
            seq__gt=given.known_seq,
            seq__lte=seat.last_seq,
        )
        .filter(counting_for(seat.place.party_id))
        .exclude(party=seat.place.party_id)
        .exists()
    )
    if newer:
        raise NewerMessage
    seat.place.archived_at, seat.place.keep_archived = clock.now(), given.keep


def unread_from(seat: Seat, seq: int) -> None:
    """From this entry on; or, when the rest is one's own, from the last one that is not."""
    must_see(seat, seq)
    place = seat.place
    theirs = (
        Event.objects.filter(within(place.visible), conversation=seat.conversation)
        .filter(counting_for(place.party_id))
        .exclude(party=place.party_id)
        .order_by("-seq")
        .values_list("seq", flat=True)
        .first()
    )
    if theirs is None:
        raise NothingToRead
    place.read_upto, place.marked_unread_at = min(seq, theirs) - 1, clock.now()
    place.unsettled, place.archived_at, place.keep_archived = True, None, False


def must_see(seat: Seat, seq: int) -> None:
    if seq > seat.last_seq or not hold(seat.place.visible, seq, seq):
        raise NotVisible


def shown(seat: Seat) -> PlaceView:
    waiting = Place.objects.filter(id=seat.place.id).values_list(UNREAD, flat=True).get()
    return view_of(seat.place, unread=waiting, last_seq=seat.last_seq)
