"""Closing a conversation for all, with a conclusion; anybody reopens it, and so does a message.

Not the archive, which is each one's own.
"""

from uuid import UUID

from django.db import transaction

from chat.errors import Refusal
from conversations import clock, timeline
from conversations.models import Event
from conversations.protocol import Accepted, CloseConversation, ReopenConversation
from conversations.wording import said_before, words
from directory.models import Professional


class AlreadyClosed(Refusal):
    code = "already_closed"
    message = "Cette conversation est déjà close. Rouvrez-la pour changer sa conclusion."
    status = 409


def close(person: Professional, conversation: UUID, given: CloseConversation) -> Accepted:
    with transaction.atomic():
        room = timeline.lock_as_member(person, conversation)
        before = said_before(person, given.id, room, given.conclusion)
        if before is not None:
            return before
        if room.closed_seq is not None:
            raise AlreadyClosed
        room.append(words(Event.Kind.CLOSED, room, person, given.id, given.conclusion))
        timeline.save([room])
    return Accepted(ref=given.id, conversation=conversation, seq=room.last_seq)


def reopen(person: Professional, conversation: UUID, given: ReopenConversation) -> Accepted:
    with transaction.atomic():
        room = timeline.lock_as_member(person, conversation)
        if room.closed_seq is not None:
            room.append(
                Event(
                    kind=Event.Kind.REOPENED,
                    party_id=person.id,
                    author_id=person.hand.id,
                    at=clock.now(),
                    counts=False,
                )
            )
        timeline.save([room])
    return Accepted(ref=given.ref, conversation=conversation, seq=room.last_seq)
