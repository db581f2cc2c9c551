"""The trail: does what was recorded still stand as it was recorded?

Each entry carries the hash of the one before (chain.py): a change, a removal or an insertion breaks
the chain there. A tail that was cut together with its head does not show by itself; it does beside
heads that were published outside the database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from conversations.chain import entry_hash
from conversations.models import Conversation, Event

AT_ONCE = 2_000  # rows read from the database at a time


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


def breaks(published: Mapping[UUID, Head]) -> Iterator[Break | None]:
    """For each conversation its first break, or None: it holds. Streams, whatever their number."""
    missing = dict(published)
    for room in Conversation.objects.order_by("id").iterator(AT_ONCE):
        head = Head(room.last_seq, bytes(room.last_hash))
        yield first_break(room.id, head, missing.pop(room.id, None))
    for conversation, head in missing.items():
        yield Break(conversation, head.seq, "the conversation is gone")


def first_break(conversation: UUID, head: Head, published: Head | None) -> Break | None:
    """Walk one chain from its beginning. What is appended meanwhile is walked too."""
    seq, before = 0, b""
    for event in entries_of(conversation):
        if event.seq != seq + 1:
            return Break(conversation, seq + 1, "the entry is gone")
        if bytes(event.previous_hash) != before:
            return Break(conversation, event.seq, "it does not follow the one before")
        if bytes(event.hash) != entry_hash(event):
            return Break(conversation, event.seq, "it does not say what it said")
        seq, before = event.seq, bytes(event.hash)
        for known, what in ((head, "its head"), (published, "the published head")):
            if known and known.seq == seq and known.hash != before:
                return Break(conversation, seq, f"it is not the one {what} knew")
    last = max(head.seq, published.seq if published else 0)
    return Break(conversation, seq + 1, "the tail is cut") if seq < last else None


def entries_of(conversation: UUID) -> Iterator[Event]:
    """In order, with their words, a bounded number at a time."""
    events = Event.objects.select_related("message", "patient").filter(conversation=conversation)
    return events.order_by("seq").iterator(AT_ONCE)


def heads() -> Iterator[tuple[UUID, Head]]:
    """Where every timeline ends now: to be kept outside the database."""
    for room in Conversation.objects.order_by("id").iterator(AT_ONCE):
        yield room.id, Head(room.last_seq, bytes(room.last_hash))
