"""Hide a message from everybody, at once: it went to the wrong people, or about the wrong person.

The words stay where they are, and no way out serves them any more: « sealed » (unsealing.py).
"""

from uuid import UUID

from django.db import connection, transaction

from conversations import clock, sockets, taking, timeline
from conversations.amending import accepted, amended
from conversations.correction_shapes import NewMasking
from conversations.models import Event
from conversations.protocol import Accepted, MessageHidden
from conversations.search import index
from conversations.shapes import MaskReason
from conversations.sockets import News
from conversations.timeline import LockedConversation
from conversations.versions import Story
from directory.models import Professional


def mask(person: Professional, conversation: UUID, seq: int, given: NewMasking) -> Accepted:
    """Hide one's own message, all its versions."""
    with transaction.atomic():
        message = amended(person, conversation, seq)
        message.must_be_mine()
        event = hide(message.room, message.story, given.reason, by=person, party=person.id)
    return accepted(given.ref, event)


def hide(
    room: LockedConversation,
    story: Story,
    reason: MaskReason,
    *,
    by: Professional,
    party: UUID | None,
) -> Event:
    """Masked already: that stands. `party`: none for who acts for data protection."""
    if story.masked:
        return story.masked
    event = room.append(
        Event(
            kind=Event.Kind.MASKED,
            party_id=party,
            author_id=by.hand.id,
            at=clock.now(),
            counts=False,
            about_seq=story.root.seq,
            details={"reason": reason.value},
        )
    )
    timeline.save([room])
    index.forget(room.id, story.root.seq)
    taking.recount_urgent(room.id, story.asked)
    news = [*hidden_from_who_left(room, story, event), News(to=room.members, recount=str(room.id))]
    transaction.on_commit(lambda: sockets.tell(news))
    return event


def hidden_from_who_left(room: LockedConversation, story: Story, event: Event) -> list[News]:
    """They are told of nothing else any more; of what they could see and shall not, they are."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select party_id::text from conversations_place
               where conversation_id = %s and not upper_inf(visible)
                 and exists (select from unnest(%s::int[]) shown(seq)
                             where shown.seq <@ visible)""",
            [room.id, list(story.shown_at)],
        )
        left = [party for (party,) in cursor.fetchall()]
    hidden = MessageHidden(conversation=room.id, about=story.root.seq, at=event.at)
    return [News(to=left, frame=hidden.model_dump_json())] if left else []
