"""The timeline: append entries under the conversation's lock, save them, tell once committed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from chat.errors import NotFound, Refusal
from conversations import chain, events, named, sockets, subscribers
from conversations.aftermath import just_said
from conversations.at_once import Rows, ask
from conversations.membership import MEMBERS_OF, conversation_of
from conversations.models import Conversation, Due, Event, Message
from conversations.protocol import Happened
from conversations.rows import Given, as_ids, as_one, as_rows, columns_of, insertion
from directory.models import Professional

LOCK = """
    select id, last_seq, last_hash, content_seq, content_at, first_speaker_id, answered, closed_seq,
           (content_at at time zone 'UTC')::date, kind
    from conversations_conversation where id = any(%s::uuid[]) order by id for no key update
"""


class IsMail(Refusal):
    code = "is_mail"
    message = "C’est un courrier\u00a0: répondez par courrier."
    status = 409


@dataclass(slots=True)
class LockedConversation:
    """A conversation whose row this transaction holds: its head, its members, what is added."""

    id: UUID
    last_seq: int
    last_hash: bytes
    content_seq: int
    content_at: datetime
    first_speaker: UUID | None
    answered: bool
    closed_seq: int | None
    active_on: date  # the day its places stand under in the lists
    kind: str
    members: list[str] = field(default_factory=list)  # party ids as text: the hub's keys
    added: list[Event] = field(default_factory=list)
    told: list[list[str]] = field(default_factory=list)  # who hears each of them

    def append(self, event: Event) -> Event:
        """Number the entry and chain it to the one before: the lock makes one order, no gap."""
        event.conversation_id = self.id
        event.seq = self.last_seq + 1
        event.previous_hash = self.last_hash
        event.hash = chain.entry_hash(event)
        self.last_seq, self.last_hash = event.seq, event.hash
        if counts_for_all(event):
            self.content_seq, self.content_at = event.seq, event.at
            self.first_speaker = self.first_speaker or event.party_id
            self.answered = self.answered or event.party_id != self.first_speaker
        self._close_or_reopen(event)
        self.added.append(event)
        self.told.append(self.members)
        return event

    @property
    def is_mail(self) -> bool:
        """Its entries are letters, which have left: nothing of a chat is said there or changed."""
        return self.kind == Conversation.Kind.MAIL

    def must_be_chat(self) -> None:
        if self.is_mail:
            raise IsMail

    def admit(self, party: UUID) -> None:
        """From the next entry on they hear. A new list: what was told is told to those of then."""
        self.members = [*self.members, str(party)]

    def dismiss(self, party: UUID) -> None:
        self.members = [member for member in self.members if member != str(party)]

    def _close_or_reopen(self, event: Event) -> None:
        if event.kind == Event.Kind.CLOSED:
            self.closed_seq = event.seq
        elif event.kind in (Event.Kind.MESSAGE, Event.Kind.REOPENED):
            self.closed_seq = None


def lock(conversations: Iterable[UUID]) -> dict[UUID, LockedConversation]:
    """Lock these conversations, in one order for everybody, and read their heads and members."""
    return lock_and(conversations)[0]


def lock_and(
    conversations: Iterable[UUID], *asked: Given
) -> tuple[dict[UUID, LockedConversation], list[Rows]]:
    """The same, and what is asked with it: seen once the locks are held."""
    wanted = (as_ids(conversations),)
    # The members by another statement: it must see who came or left before the lock was ours.
    heads, members, *answers = ask((LOCK, wanted), (MEMBERS_OF, wanted), *asked)
    rooms = {head[0]: LockedConversation(*head) for head in heads}
    for conversation, parties in members:
        rooms[conversation].members = parties
    return rooms, answers


def lock_as_member(person: Professional, conversation: UUID) -> LockedConversation:
    """The way in for who changes a chat for all: a member. To others it is not there."""
    conversation_of(person, conversation)
    room = lock([conversation])[conversation]
    if str(person.id) not in room.members:
        raise NotFound
    room.must_be_chat()
    return room


def save(rooms: Collection[LockedConversation]) -> None:
    """Write what was appended, in this transaction, and tell it once committed."""
    changed = [room for room in rooms if room.added]
    if not changed:
        return
    added = [event for room in changed for event in room.added]
    ask(
        as_one(
            insertion(Message, [columns_of(said) for said in new_words(added)]),
            insertion(Event, [columns_of(event) for event in added]),
            insertion(Due, subscribers.due_for(added)),
            new_heads(changed),
        ),
        *new_places(changed),
        *named.noted(those_that_name(changed)),
    )
    news = [
        news_of(room, event, to)
        for room in changed
        for event, to in zip(room.added, room.told, strict=True)
    ]
    transaction.on_commit(lambda: sockets.tell(news))


def those_that_name(changed: list[LockedConversation]) -> list[tuple[Event, list[str]]]:
    """The entries that name people, each with its members."""
    return [
        (event, room.members)
        for room in changed
        for event in room.added
        if event.counts and event.message and (event.message.asked or event.message.mentions)
    ]


def new_words(added: list[Event]) -> list[Message]:
    """The bodies said here first: a late receipt says one again, and so does a courrier that is
    joined to another."""
    return [
        event.message
        for event in added
        if event.message
        and (event.message.conversation_id, event.message.seq) == (event.conversation_id, event.seq)
    ]


def new_heads(changed: list[LockedConversation]) -> Given:
    heads = ("id", "last_seq", "last_hash", "content_seq", "content_at", "answered", "closed_seq")
    return (
        """update conversations_conversation c set last_seq = v.last_seq,
                  last_hash = v.last_hash, content_seq = v.content_seq,
                  content_at = v.content_at, first_speaker_id = v.first_speaker_id,
                  answered = v.answered, closed_seq = v.closed_seq
           from json_populate_recordset(null::conversations_conversation, %s::json) v
           where c.id = v.id""",
        (
            as_rows(
                {name: getattr(room, name) for name in heads}
                | {"first_speaker_id": room.first_speaker}
                for room in changed
            ),
        ),
    )


def new_places(changed: list[LockedConversation]) -> list[Given]:
    """What an entry that counts does to the members' places."""
    counting = [(room, event) for room in changed for event in room.added if counts_for_all(event)]
    spoke = {
        (room.id, event.party_id): event.seq
        for room, event in counting
        if event.party_id and not came_by_mail(event)
    }
    heard = list({room.id: None for room, _ in counting})
    new_day = [room for room in changed if room.content_at.date() != room.active_on]
    return [reads_what_one_says(spoke), brings_back(heard), moves_to_day(new_day)]


def came_by_mail(event: Event) -> bool:
    """Whoever answers from outside has not seen what stands here."""
    return event.details is not None and "by_mail" in event.details


def counts_for_all(event: Event) -> bool:
    return event.counts and event.counts_for_id is None


def reads_what_one_says(spoke: dict[tuple[UUID, UUID], int]) -> Given:
    """An author has read up to their own words, and has the conversation back."""
    speakers = as_rows({"conversation": c, "party": p, "seq": seq} for (c, p), seq in spoke.items())
    # Held in the order in which reading holds them too (reading.hold_places): no deadlock.
    return (
        """with held as materialized (
               select p.id, v.seq
               from json_to_recordset(%s::json) v(conversation uuid, party uuid, seq int)
               join conversations_place p on p.conversation_id = v.conversation
                                         and p.party_id = v.party
               order by p.id for no key update of p)
           update conversations_place p
           set read_upto = held.seq, archived_at = null, keep_archived = false,
               marked_unread_at = null, version = version + 1
           from held where p.id = held.id""",
        (speakers,),
    )


def brings_back(conversations: list[UUID]) -> Given:
    """Those who archived them get them back, unless they keep them archived."""
    return (
        """update conversations_place set archived_at = null, version = version + 1
           where conversation_id = any(%s::uuid[]) and archived_at is not null
             and not keep_archived and upper_inf(visible)""",
        (as_ids(conversations),),
    )


def moves_to_day(rooms: list[LockedConversation]) -> Given:
    """On its first entry of a day a conversation moves to that day in every member's list: the one
    write that costs by member."""
    return (
        """update conversations_place p set active_on = v.day, unsettled = true
           from json_to_recordset(%s::json) v(conversation uuid, day date)
           where p.conversation_id = v.conversation and p.frozen_at is null""",
        (as_rows({"conversation": room.id, "day": room.content_at.date()} for room in rooms),),
    )


def news_of(room: LockedConversation, event: Event, to: list[str]) -> sockets.News:
    entry = events.render(event, just_said(event))
    happened = Happened.model_construct(conversation=room.id, entry=entry)
    # Whatever happens to a conversation, what its members are told of it gets a later version.
    recount = str(room.id) if event.kind != Event.Kind.OPENED else None
    return sockets.News(to=to, frame=happened.model_dump_json(), recount=recount)
