"""Speaking in a conversation: the rules of posting a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from chat.errors import NotFound, Refusal
from conversations import clock, timeline
from conversations.models import Event, Message
from conversations.protocol import Accepted
from conversations.rows import Found, as_rows, run
from conversations.timeline import LockedConversation


class IdReused(Refusal):
    code = "id_reused"
    message = "Un autre message porte déjà cet identifiant. Le vôtre n’a pas été envoyé."
    status = 409


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that waits to be posted. `author` is a professional, `id` the client's own name."""

    author: UUID
    id: UUID
    conversation: UUID
    text: str
    composed_at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """A message that has its answer: what it was, and what was answered."""

    conversation: UUID
    text: str
    answer: Accepted


KnownMessages = dict[tuple[UUID, UUID], Known]  # by author and client id


def post(drafts: Sequence[Draft]) -> list[Accepted | Refusal]:
    """Post what is waiting, in one commit. One bad draft refuses itself, never the batch.

    The same author and client id again gets the first answer: a browser may retry.
    """
    with transaction.atomic():
        rooms, found = timeline.lock_and(
            {draft.conversation for draft in drafts}, lambda: already_posted(drafts)
        )
        known = as_known(found)
        answers = [post_one(rooms.get(draft.conversation), known, draft) for draft in drafts]
        timeline.save(rooms.values())
    return answers


def already_posted(drafts: Sequence[Draft]) -> Found:
    """Those of the drafts that were posted before, whatever became of the answer."""
    return run(
        """select m.author_id, m.client_id, m.conversation_id, m.text, e.seq, m.id, e.at
           from json_to_recordset(%s::json) v(author uuid, client uuid)
           -- One probe of the index each, whatever the planner knows of a young table.
           cross join lateral (select * from conversations_message
                               where author_id = v.author and client_id = v.client limit 1) m
           join conversations_event e on e.conversation_id = m.conversation_id
                                     and e.seq = m.seq""",
        as_rows({"author": draft.author, "client": draft.id} for draft in drafts),
    )


def as_known(found: Found) -> KnownMessages:
    return {
        (author, client): Known(
            room, text, Accepted(ref=client, conversation=room, seq=seq, message=message, at=at)
        )
        for author, client, room, text, seq, message, at in found.fetchall()
    }


def post_one(
    room: LockedConversation | None, known: KnownMessages, draft: Draft
) -> Accepted | Refusal:
    if before := known.get((draft.author, draft.id)):
        same = (before.conversation, before.text) == (draft.conversation, draft.text)
        return before.answer if same else IdReused()
    if room is None or str(draft.author) not in room.members:
        return NotFound()
    answer = append(room, draft)
    known[draft.author, draft.id] = Known(draft.conversation, draft.text, answer)
    return answer


def append(room: LockedConversation, draft: Draft) -> Accepted:
    now = clock.now()
    message = Message(
        id=uuid4(),
        author_id=draft.author,
        client_id=draft.id,
        conversation_id=room.id,
        seq=room.last_seq + 1,
        text=draft.text,
    )
    event = room.append(
        Event(
            kind=Event.Kind.MESSAGE,
            party_id=draft.author,
            author_id=draft.author,
            at=now,
            composed_at=min(draft.composed_at, now),  # a clock that runs ahead is not believed
            counts=True,
            message=message,
        )
    )
    return Accepted(
        ref=draft.id, conversation=room.id, seq=event.seq, message=message.id, at=event.at
    )
