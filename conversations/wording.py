"""A line of the conversation that bears somebody's words, and is no message: under the client's
own name for it, so that it is said once however often it is asked."""

from uuid import UUID, uuid4

from conversations import clock
from conversations.models import Event, Message
from conversations.posting import IdReused
from conversations.protocol import Accepted
from conversations.timeline import LockedConversation
from directory.models import Professional


def said_before(
    person: Professional, named: UUID, room: LockedConversation, text: str
) -> Accepted | None:
    """The first answer, for the same words; with anything different, a refusal."""
    known = Message.objects.filter(author=person.hand, client_id=named).first()
    if known is None:
        return None
    if (known.conversation_id, known.text) != (room.id, text):
        raise IdReused
    return Accepted(ref=named, conversation=room.id, seq=known.seq)


def words(
    kind: Event.Kind, room: LockedConversation, person: Professional, named: UUID, text: str
) -> Event:
    message = Message(
        id=uuid4(),
        author_id=person.hand.id,
        client_id=named,
        conversation_id=room.id,
        seq=room.last_seq + 1,
        text=text,
    )
    return Event(
        kind=kind,
        party_id=person.id,
        author_id=person.hand.id,
        at=clock.now(),
        counts=False,
        message=message,
    )
