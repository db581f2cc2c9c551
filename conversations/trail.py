"""The trail: does what was recorded still stand as it was recorded?

Each entry carries the hash of the one before (chain.py): a change, a removal or an insertion breaks
the chain there. A tail that was cut together with its head does not show by itself; it does beside
heads that were published outside the database (heads.py). The access log is chained by batch
(access_chain.py), and is held against its own published heads.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain as joined
from itertools import groupby
from uuid import UUID

from django.db.models import Q

from conversations.attached import are_as_said
from conversations.chain import entry_hash
from conversations.models import Conversation, Event
from conversations.stretches import AT_ONCE, stretches


@dataclass(frozen=True, slots=True)
class Head:
    """Where a timeline ended: number and hash of its last entry then."""

    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain does not hold."""

    conversation: UUID
    seq: int
    what: str

    def __str__(self) -> str:
        return f"conversation {self.conversation}, entry {self.seq}: {self.what}"


@dataclass(frozen=True, slots=True)
class Walked:
    """One conversation whose chain was walked: how long it is, and where it breaks first."""

    entries: int
    broken: Break | None


def walk(published: Mapping[UUID, Head]) -> Iterator[Walked]:
    """Walk every conversation, then say which published ones are gone. Streams."""
    missing = dict(published)
    for rooms in stretches(Conversation.objects.all(), "id"):
        for room, events in with_their_entries(rooms):
            head = Head(room.last_seq, bytes(room.last_hash))
            broken = Chain(room.id, head, missing.pop(room.id, None)).first_break(events)
            yield Walked(room.last_seq, broken)
    for conversation, head in missing.items():
        yield Walked(0, Break(conversation, head.seq, "the conversation is gone"))


def first_break(conversation: UUID, head: Head, published: Head | None) -> Break | None:
    """Of one conversation alone."""
    events = entries_between(conversation, conversation)
    return Chain(conversation, head, published).first_break(events)


class Chain:
    """One chain, walked from its beginning, beside the heads it is to pass by."""

    def __init__(self, conversation: UUID, head: Head, published: Head | None) -> None:
        self.conversation, self.head, self.published = conversation, head, published
        self.seq, self.before = 0, b""

    def first_break(self, events: Iterable[Event]) -> Break | None:
        """What is appended meanwhile may be walked too."""
        for event in events:
            if broken := self.wrong_with(event):
                return broken
            self.seq, self.before = event.seq, bytes(event.hash)
            for known, what in ((self.head, "its head"), (self.published, "the published head")):
                if known and known.seq == self.seq and known.hash != self.before:
                    return self.breaks(self.seq, f"it is not the one {what} knew")
        last = max(known.seq for known in (self.head, self.published) if known)
        return self.breaks(self.seq + 1, "the tail is cut") if self.seq < last else None

    def wrong_with(self, event: Event) -> Break | None:
        if event.seq != self.seq + 1:
            return self.breaks(self.seq + 1, "the entry is gone")
        if bytes(event.previous_hash) != self.before:
            return self.breaks(event.seq, "it does not follow the one before")
        if bytes(event.hash) != entry_hash(event):
            return self.breaks(event.seq, "it does not say what it said")
        if event.message and event.message.files and not are_as_said(event.message):
            return self.breaks(event.seq, "its files are not those it came with")
        return None

    def breaks(self, seq: int, what: str) -> Break:
        return Break(self.conversation, seq, what)


def with_their_entries(
    rooms: Sequence[Conversation],
) -> Iterator[tuple[Conversation, Iterable[Event]]]:
    """These conversations, in the order of their ids, each with its entries in order."""
    groups = groupby(entries_between(rooms[0].id, rooms[-1].id), lambda e: e.conversation_id)
    waiting = next(groups, None)
    for room in rooms:
        # Made after these rows were read: it will be walked another day.
        while waiting and waiting[0] < room.id:
            waiting = next(groups, None)
        if waiting and waiting[0] == room.id:
            yield room, waiting[1]
            waiting = next(groups, None)
        else:
            yield room, ()


def entries_between(first: UUID, last: UUID) -> Iterator[Event]:
    """With their words, conversation by conversation, a bounded number at a time."""
    events = Event.objects.select_related("message", "patient").order_by("conversation_id", "seq")
    after = Q(conversation__gte=first)
    while found := list(events.filter(after, conversation__lte=last)[:AT_ONCE]):
        yield from found
        here = found[-1]
        after = Q(conversation__gt=here.conversation_id) | Q(
            conversation=here.conversation_id, seq__gt=here.seq
        )


def heads() -> Iterator[tuple[UUID, Head]]:
    """Where every timeline ends now: to be kept outside the database."""
    for room in joined.from_iterable(stretches(Conversation.objects.all(), "id")):
        yield room.id, Head(room.last_seq, bytes(room.last_hash))
