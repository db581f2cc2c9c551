"""A patient objects to being written to by mail. It holds for everybody, until it is lifted."""

from uuid import UUID

from django.db import transaction

from bridge import threads
from bridge.models import MailOpposition
from bridge.patients.whose import address_in
from bridge.shapes import RecordMailOpposition
from chat.errors import NotFound
from conversations import clock, correspondents, timeline
from conversations.membership import conversation_of
from conversations.models import Event
from conversations.protocol import Accepted
from conversations.timeline import LockedConversation
from directory.models import Professional


def record(person: Professional, given: RecordMailOpposition) -> Accepted:
    """Told to all who take part where it is recorded. Said again, it changes nothing."""
    with transaction.atomic():
        room = held(person, given.conversation)
        address = address_in(person, given.conversation).lower()
        if stands(address) == given.recorded:
            return Accepted(ref=given.ref, conversation=room.id)
        party = correspondents.parties_of([address])[address]
        event = room.append(
            Event(
                kind=Event.Kind.MAIL_OPPOSITION,
                party_id=person.id,
                author_id=person.hand.id,
                at=clock.now(),
                counts=False,
                about_party_id=party,
                details={"recorded": given.recorded},
            )
        )
        said = MailOpposition(correspondent_id=party, recorded=given.recorded, by=person.hand)
        said.conversation_id, said.seq, said.at = room.id, event.seq, event.at
        said.save(force_insert=True)
        timeline.save([room])
    return Accepted(ref=given.ref, conversation=room.id, seq=event.seq, at=event.at)


def held(person: Professional, conversation: UUID) -> LockedConversation:
    """Of a courrier joined to another, that other: nobody looks at the first any more."""
    conversation_of(person, conversation)
    room, _ = threads.hold(conversation)
    conversation_of(person, room.id)
    if str(person.id) not in room.members:
        raise NotFound
    return room


def stands(address: str) -> bool:
    return standing(address) is not None


def standing(address: str) -> MailOpposition | None:
    """The opposition that holds now, if one does."""
    said = MailOpposition.objects.select_related("by").filter(
        correspondent__address=address.lower()
    )
    last = said.order_by("-id").first()
    return last if last and last.recorded else None
