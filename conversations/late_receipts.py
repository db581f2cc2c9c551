"""A correction was made in place, as nobody had seen what was wrong; then it turns out that a
reader had, whose page was out of reach or a moment behind. The correction is told at the end."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from conversations import clock
from conversations.at_once import ask
from conversations.models import Due
from conversations.protocol import Span
from conversations.rows import as_ids

SUBSCRIBER = "conversations.promoting.promote"
MOMENT = timedelta(microseconds=1)


class InPlace(NamedTuple):
    """A correction in place: by whom and when, and the words of which entry it replaced."""

    seq: int
    at: datetime
    party: UUID
    replaces: int
    version: int

    def was_missed_by(self, span: Span) -> bool:
        """Did these entries show the words of before?"""
        return span.from_seq <= self.replaces <= span.to_seq and span.displayed_at < self.at


def in_place_in(conversations: Collection[UUID]) -> defaultdict[UUID, list[InPlace]]:
    """The few of these conversations, in a small index, mostly in vain."""
    found: defaultdict[UUID, list[InPlace]] = defaultdict(list)
    [rows] = ask(
        (
            """select conversation_id, seq, at, party_id, (details->>'replaces')::int,
                      (details->>'version')::int
               from conversations_event
               where conversation_id = any(%s::uuid[]) and kind = 'correction' and not counts
               order by conversation_id, seq""",
            (as_ids(conversations),),
        )
    )
    for conversation, *row in rows:
        found[conversation].append(InPlace(*row))
    return found


def timed(span: Span, corrections: Sequence[InPlace]) -> Span:
    """Whether the page displayed it before a correction or after: it knows better than the clocks,
    between which a moment lies."""
    if span.versions is None:
        return span
    at = span.displayed_at
    for correction in corrections:
        if not span.from_seq <= correction.replaces <= span.to_seq:
            continue
        if span.versions.get(correction.replaces, 1) < correction.version:
            at = min(at, correction.at - MOMENT)
            break
        at = max(at, correction.at)
    return span.model_copy(update={"displayed_at": at})


def due(missed: Collection[tuple[UUID, int]]) -> None:
    """In the transaction that records who saw it."""
    Due.objects.bulk_create(
        Due(subscriber=SUBSCRIBER, conversation_id=conversation, seq=seq, next_at=clock.now())
        for conversation, seq in sorted(missed)
    )
