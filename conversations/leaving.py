"""Leaving: alone, at once, by oneself only. From then on everything stands still for who left."""

from uuid import UUID

from django.db import transaction

from chat.errors import NotFound, Refusal
from conversations import clock, membership, sockets, timeline
from conversations.aftermath import Aftermath, aftermath_of, root_of
from conversations.events import render
from conversations.membership import Seat, conversation_of
from conversations.models import Awaited, Event, Period, Place
from conversations.protocol import Accepted, Leave, PlaceChanged
from conversations.ranges import within
from conversations.row import PREVIEW, active_at
from conversations.shapes import Leaving, Preview
from conversations.sockets import News
from conversations.timeline import LockedConversation
from conversations.unread import view_of
from conversations.vacating import tell_askers
from directory.accounts import who_is_listed
from directory.models import Professional


class LastParticipant(Refusal):
    code = "last_participant"
    message = (
        "Vous êtes la dernière personne de cette conversation\u00a0: vous ne pouvez pas la quitter."
        " Vous pouvez l’archiver, ou la clore."
    )
    status = 409


class UnknownStandIn(Refusal):
    code = "unknown_stand_in"
    message = "La personne qui vous remplace n’est pas, ou n’est plus, dans l’annuaire."
    status = 422


def preview(person: Professional, conversation: UUID) -> Leaving:
    """What is still open for them here: shown before they confirm."""
    seat = conversation_of(person, conversation)
    if seat.until is not None:
        raise NotFound
    entries = Event.objects.select_related("message").filter(
        within(seat.place.visible), conversation=conversation, message__isnull=False
    )
    ticked = list(entries.filter(seq__in=seat.place.todo_seqs).order_by("seq"))
    awaited = Awaited.objects.filter(conversation=conversation, party=person.id)
    asking = list(entries.filter(seq__in=awaited.values("seq")).order_by("seq"))
    past = aftermath_of(conversation, [*ticked, *asking], end=seat.last_seq)
    waiting = [event for event in asking if still_stands(event, past)]
    return Leaving(
        todo=seat.place.todo,
        todo_messages=[previewed(event, past) for event in ticked],
        asked=[previewed(event, past) for event in waiting],
    )


def still_stands(event: Event, past: Aftermath) -> bool:
    over = root_of(event) in past.masked or root_of(event) in past.cancelled
    replaced = any(c.counts and c.seq > event.seq for c in past.corrections[root_of(event)])
    return not (over or replaced)


def previewed(event: Event, past: Aftermath) -> Preview:
    shown = render(event, past)
    text, files = getattr(shown.what, "text", ""), getattr(shown.what, "files", [])
    return Preview(
        seq=shown.seq,
        root=root_of(event),
        at=shown.at,
        party=shown.party,
        text=text[:PREVIEW],
        state="masked" if root_of(event) in past.masked else "said",
        files=len(files),
        added=False,
    )


def leave(person: Professional, conversation: UUID, given: Leave) -> Accepted:
    with transaction.atomic():
        room = timeline.lock_as_member(person, conversation)
        if room.members == [str(person.id)]:
            raise LastParticipant
        seat = conversation_of(person, conversation, lock=True)
        line = append_line(room, person, given)
        stand_still(room, seat)
        tell_askers(room, person.id)
        timeline.save([room])
    return Accepted(ref=given.ref, conversation=conversation, seq=line.seq)


def append_line(room: LockedConversation, person: Professional, given: Leave) -> Event:
    """The last line they hear is that of their own leaving."""
    party = person.id
    if given.replaced_by is not None:
        if given.replaced_by == party or not who_is_listed([given.replaced_by]):
            raise UnknownStandIn
        membership.parties_of([given.replaced_by])
    event = room.append(
        Event(
            kind=Event.Kind.LEFT,
            party_id=party,
            author_id=person.hand.id,
            at=clock.now(),
            counts=False,
            about_party_id=given.replaced_by,
            details={"reason": given.reason} if given.reason else None,
        )
    )
    Period.objects.create(
        conversation_id=room.id,
        party_id=party,
        fact=Period.Fact.LEFT,
        seq=event.seq,
        by_id=party,
        at=event.at,
    )
    room.dismiss(party)
    return event


def stand_still(room: LockedConversation, seat: Seat) -> None:
    place = seat.place
    place.frozen_at = active_at(place)
    place.frozen_subject = seat.conversation.subject
    place.frozen_delivered = {
        str(party): upto
        for party, upto in Place.objects.filter(conversation=room.id, delivered_upto__gt=0)
        .values_list("party", "delivered_upto")
    }  # fmt: skip
    place.visible = membership.visible_ranges(membership.facts_of(room.id, place.party_id))
    place.urgent = False
    place.version += 1
    place.save()
    shown = view_of(place, unread=0, last_seq=room.last_seq)
    frame = PlaceChanged(conversation=room.id, place=shown).model_dump_json()
    news = News(to=[str(place.party_id)], frame=frame, recount=str(room.id))
    transaction.on_commit(lambda: sockets.tell([news]))
