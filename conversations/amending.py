"""What every act about an earlier message begins with: access, the lock, the message's story."""

from dataclasses import dataclass
from uuid import UUID

from chat.errors import NotFound, Refusal
from conversations import timeline
from conversations.membership import conversation_of
from conversations.models import Event
from conversations.protocol import Accepted
from conversations.ranges import hold
from conversations.timeline import LockedConversation
from conversations.versions import Story, story_at
from directory.models import Professional


class NotYours(Refusal):
    code = "not_yours"
    message = "Ce message n’est pas de vous\u00a0: vous pouvez le signaler à son auteur."
    status = 403


class AlreadyMasked(Refusal):
    code = "already_masked"
    message = "Ce message est masqué\u00a0: il ne peut plus être modifié."
    status = 409


class AlreadyCancelled(Refusal):
    code = "already_cancelled"
    message = "Ce message a été déclaré erroné\u00a0: écrivez-en un nouveau."
    status = 409


@dataclass(frozen=True, slots=True)
class Amended:
    """A message whose conversation this transaction holds."""

    room: LockedConversation
    story: Story
    by: UUID
    hand: UUID

    def must_be_mine(self) -> None:
        if self.story.root.party_id != self.by:
            raise NotYours

    def must_stand(self) -> None:
        if self.story.masked:
            raise AlreadyMasked
        if self.story.cancelled:
            raise AlreadyCancelled


def amended(person: Professional, conversation: UUID, seq: int) -> Amended:
    """In a transaction: this message, if they are a member and may see it; or else it is absent."""
    conversation_of(person, conversation)
    room = timeline.lock([conversation])[conversation]
    seat = conversation_of(person, conversation)
    if str(person.id) not in room.members or not hold(seat.place.visible, seq, seq):
        raise NotFound
    room.must_be_chat()
    story = story_at(conversation, seq)
    if story is None:
        raise NotFound
    return Amended(room, story, person.id, person.hand.id)


def accepted(ref: UUID, event: Event) -> Accepted:
    return Accepted(
        ref=ref,
        conversation=event.conversation_id,
        seq=event.seq,
        message=event.message_id,
        at=event.at,
    )
