"""Speaking in a conversation: the rules of posting a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from chat.errors import NotFound, Refusal
from conversations import clock, named, timeline
from conversations.at_once import Rows, ask
from conversations.attaching import Received, attach, enclose
from conversations.models import Event, Message
from conversations.protocol import Accepted, NewMessage
from conversations.reading import NotVisible
from conversations.rows import Given, as_rows
from conversations.timeline import IsMail, LockedConversation
from directory.models import Professional


class IdReused(Refusal):
    code = "id_reused"
    message = "Un autre message porte déjà cet identifiant. Le vôtre n’a pas été envoyé."
    status = 409


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that waits to be posted. `author`: on whose behalf; `id`: the client's own name."""

    author: UUID
    id: UUID
    conversation: UUID
    text: str
    composed_at: datetime
    quote: int | None = None
    mentions: tuple[UUID, ...] = ()
    asked: tuple[UUID, ...] = ()
    urgent: bool = False
    files: tuple[UUID, ...] = ()  # uploads of the hand's
    held_by: UUID | None = None  # whoever acts as the author, which is a role
    by_mail: bool = False  # they answered from outside
    came: tuple[Received, ...] = ()  # with that answer

    @property
    def hand(self) -> UUID:
        """The person behind it: whose name for it `id` is."""
        return self.held_by or self.author

    def says(self) -> "Said":
        return (
            self.author,
            self.conversation,
            self.text,
            self.quote,
            self.mentions,
            self.asked,
            self.urgent,
            self.files,
        )


# What is to be the same when an id comes again.
Said = tuple[
    UUID, UUID, str, int | None, tuple[UUID, ...], tuple[UUID, ...], bool, tuple[UUID, ...]
]


@dataclass(frozen=True, slots=True)
class Known:
    """A message that has its answer: what it was, and what was answered."""

    said: Said
    answer: Accepted


KnownMessages = dict[tuple[UUID, UUID], Known]  # by hand and client id
Quoted = tuple[UUID, UUID, int]  # author, conversation, seq


def drafted(person: Professional, conversation: UUID, given: NewMessage) -> Draft:
    request = given.request
    return Draft(
        person.id,
        given.id,
        conversation,
        given.text,
        given.composed_at,
        quote=given.quote,
        mentions=tuple(dict.fromkeys(given.mentions)),
        asked=tuple(dict.fromkeys(request.people)) if request else (),
        urgent=request is not None and request.urgent,
        files=given.files,
        held_by=person.hand.id,
    )


def post(drafts: Sequence[Draft]) -> list[Accepted | Refusal]:
    """Post what is waiting, in one commit. One bad draft refuses itself, never the batch.

    The same author and client id again gets the first answer: a browser may retry.
    """
    with transaction.atomic():
        rooms, [found] = timeline.lock_and(
            {draft.conversation for draft in drafts}, already_posted(drafts)
        )
        known, quoted = as_known(found), quotable(drafts)
        answers = [
            post_one(rooms.get(draft.conversation), known, quoted, draft) for draft in drafts
        ]
        timeline.save(rooms.values())
    return answers


def already_posted(drafts: Sequence[Draft]) -> Given:
    """Those of the drafts that were posted before, whatever became of the answer."""
    return (
        """select m.author_id, m.client_id, e.party_id, m.conversation_id, m.text, m.quote_seq,
                  m.mentions, m.asked, m.urgent,
                  case when m.files = '{}' then '{}'
                       else array(select a.client_id from conversations_attachment a
                                  where a.message_id = m.id order by a.position) end,
                  e.seq, m.id, e.at
           from json_to_recordset(%s::json) v(author uuid, client uuid)
           -- One probe of the index each, whatever the planner knows of a young table.
           cross join lateral (select * from conversations_message
                               where author_id = v.author and client_id = v.client limit 1) m
           join conversations_event e on e.conversation_id = m.conversation_id
                                     and e.seq = m.seq""",
        (as_rows({"author": draft.hand, "client": draft.id} for draft in drafts),),
    )


def as_known(found: Rows) -> KnownMessages:
    known = {}
    for hand, client, author, room, text, quote, mentions, asked, urgent, files, *answer in found:
        seq, message, at = answer
        known[hand, client] = Known(
            (author, room, text, quote, tuple(mentions), tuple(asked), urgent, tuple(files)),
            Accepted(ref=client, conversation=room, seq=seq, message=message, at=at),
        )
    return known


def quotable(drafts: Sequence[Draft]) -> set[Quoted]:
    """Of what the drafts answer, that which has words and which their authors may see."""
    quotes = [
        {"author": draft.author, "conversation": draft.conversation, "seq": draft.quote}
        for draft in drafts
        if draft.quote
    ]
    if not quotes:
        return set()
    [found] = ask(
        (
            """select v.author, v.conversation, v.seq
           from json_to_recordset(%s::json) v(author uuid, conversation uuid, seq int)
           join conversations_place p on p.conversation_id = v.conversation
                                     and p.party_id = v.author
           join conversations_event e on e.conversation_id = v.conversation and e.seq = v.seq
           where v.seq <@ p.visible and e.counts and e.kind in ('message', 'correction')""",
            (as_rows(quotes),),
        )
    )
    return set(found)


def post_one(
    room: LockedConversation | None, known: KnownMessages, quoted: set[Quoted], draft: Draft
) -> Accepted | Refusal:
    if before := known.get((draft.hand, draft.id)):
        return before.answer if before.said == draft.says() else IdReused()
    if room is None or str(draft.author) not in room.members:
        return NotFound()
    if refusal := refusal_of(room, quoted, draft):
        return refusal
    try:
        answer = append(room, draft)
    except Refusal as no:
        return no
    known[draft.hand, draft.id] = Known(draft.says(), answer)
    return answer


def refusal_of(room: LockedConversation, quoted: set[Quoted], draft: Draft) -> Refusal | None:
    """Why they cannot be said there, or what goes with them cannot go with them."""
    if room.is_mail:
        return IsMail()
    if draft.quote and (draft.author, draft.conversation, draft.quote) not in quoted:
        return NotVisible()
    if not draft.mentions and not draft.asked:
        return None
    return named.refusal_of(
        draft.author,
        room.members,
        mentions=draft.mentions,
        asked=draft.asked,
        urgent=draft.urgent,
    )


def append(room: LockedConversation, draft: Draft) -> Accepted:
    now = clock.now()
    message = Message(
        id=uuid4(),
        author_id=draft.hand,
        client_id=draft.id,
        conversation_id=room.id,
        seq=room.last_seq + 1,
        text=draft.text,
        quote_seq=draft.quote,
        mentions=list(draft.mentions),
        asked=list(draft.asked),
        urgent=draft.urgent,
    )
    attach(message, draft.files)
    enclose(message, draft.came)
    event = room.append(
        Event(
            kind=Event.Kind.MESSAGE,
            party_id=draft.author,
            author_id=draft.hand,
            at=now,
            composed_at=min(draft.composed_at, now),  # a clock that runs ahead is not believed
            counts=True,
            message=message,
            details={"by_mail": True} if draft.by_mail else None,
        )
    )
    return Accepted(
        ref=draft.id, conversation=room.id, seq=event.seq, message=message.id, at=event.at
    )
