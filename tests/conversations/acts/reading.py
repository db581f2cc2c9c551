"""They look, and mark what is theirs."""

from datetime import datetime
from uuid import UUID

from chat.errors import Refusal
from conversations import clock, history, inbox, marking, reading
from conversations.models import Place
from conversations.protocol import Mark, Span
from conversations.reading import Report
from conversations.shapes import Counts, Entry, InboxFilter, PlaceView
from directory.models import Professional


def see(
    reader: Professional,
    conversation: UUID,
    first: int,
    last: int | None = None,
    *,
    at: datetime | None = None,
) -> bool | Refusal:
    """These entries were displayed to them for a second."""
    span = Span(from_seq=first, to_seq=last or first, displayed_at=at or clock.now())
    [answer] = reading.record([Report(reader.id, conversation, [span], hand=reader.hand.id)])
    return answer


def hold(reader: Professional, conversation: UUID, upto: int) -> bool | Refusal:
    """A page of theirs has fetched the conversation up to there."""
    [answer] = reading.record([Report(reader.id, conversation, delivered=upto)])
    return answer


def mark(person: Professional, conversation: UUID, given: Mark) -> PlaceView:
    return marking.mark(person, conversation, given).place


def said(reader: Professional, conversation: UUID) -> list[Entry]:
    """The thread, as they read it."""
    return history.page(reader, conversation, after=0, before=None, around=None, limit=200).entries


def place_of(person: Professional, conversation: UUID) -> Place:
    return Place.objects.select_related("conversation").get(
        party=person.id, conversation=conversation
    )


def listed(person: Professional, show: InboxFilter) -> list[UUID]:
    """The conversations of the first page of a filter, in its order."""
    return [row.id for row in inbox.page(person, show, after=None).rows]


def filters_with(person: Professional, conversation: UUID) -> set[InboxFilter]:
    """The filters that hold this conversation."""
    return {show for show in InboxFilter if conversation in listed(person, show)}


def counts(person: Professional) -> Counts:
    return inbox.page(person, InboxFilter.ALL, after=None).counts
