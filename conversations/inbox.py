"""The list of conversations and its eight filters."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import NamedTuple, assert_never
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from chat.errors import Refusal
from conversations import clock
from conversations.about import concerning, patient_of
from conversations.membership import SEES_SOMETHING
from conversations.models import Place
from conversations.row import active_at, rows_of
from conversations.shapes import InboxFilter, InboxPage
from conversations.unread import (
    ACTIVE,
    IN_CONVERSATIONS,
    IN_INBOX,
    IN_MAIL,
    IN_TODO,
    IS_UNREAD,
    counts_of,
)
from directory.models import Professional

PAGE = 50
SORT_AT = Greatest(Coalesce("frozen_at", "conversation__content_at"), "added_at", "invited_at")


class BadCursor(Refusal):
    code = "bad_cursor"
    message = "Cette suite de liste n’existe pas. Rechargez la liste."


def page(
    person: Professional, show: InboxFilter, *, after: str | None, patient: UUID | None = None
) -> InboxPage:
    """One page of a filter, what is urgent and the last active first, and all filters' figures."""
    held = inbox_of(person, show)
    if patient:
        held = concerning(held, patient_of(person, patient))
    places = urgent_first(held, after=None if after is None else cursor_from(after))
    shown = places[:PAGE]
    return InboxPage(
        rows=rows_of(person, shown),
        next=cursor_after(shown[-1]) if len(places) > PAGE else None,
        counts=counts_of([person.id])[person.id],
    )


def inbox_of(  # noqa: C901, PLR0911 — one case a filter
    person: Professional, show: InboxFilter
) -> QuerySet[Place]:
    mine = Place.objects.filter(SEES_SOMETHING, party=person.id)
    match show:
        case InboxFilter.INBOX:
            return mine.filter(IN_INBOX)
        case InboxFilter.UNREAD:
            return mine.filter(ACTIVE, unsettled=True).filter(IS_UNREAD)
        case InboxFilter.ALL:
            return mine
        case InboxFilter.CONVERSATIONS:
            return mine.filter(IN_CONVERSATIONS)
        case InboxFilter.MAIL:
            return mine.filter(IN_MAIL)
        case InboxFilter.FAVOURITES:
            return mine.filter(favourite=True)
        case InboxFilter.TODO:
            return mine.filter(IN_TODO)
        case InboxFilter.ARCHIVED:
            return mine.filter(~Q(ACTIVE))
        case _:
            assert_never(show)


def urgent_first(places: QuerySet[Place], *, after: "Cursor | None") -> list[Place]:
    """A page and one more. What I was asked urgently, and have not taken, stands on top.

    Two readings, so that the rest is still read in order from its index.
    """
    if after and not after.urgent:
        return list(in_order(places.filter(urgent=False), after=after)[: PAGE + 1])
    first = list(in_order(places.filter(urgent=True), after=after)[: PAGE + 1])
    rest = in_order(places.filter(urgent=False), after=None)[: PAGE + 1 - len(first)]
    return [*first, *rest]


def in_order(places: QuerySet[Place], *, after: "Cursor | None") -> QuerySet[Place]:
    """By the last entry that counts; for one who left, the last they may see. Being added counts,
    for the one who is, and so does being asked to come back.

    The day comes first, from an index: however long the list, only the days shown are read.
    """
    ordered = (
        places.select_related("conversation")
        .annotate(sort_at=SORT_AT)
        .order_by("-active_on", "-sort_at", "-conversation_id")
    )
    if after is None:
        return ordered
    return ordered.filter(active_on__lte=clock.day(after.at)).filter(
        Q(sort_at__lt=after.at) | Q(sort_at=after.at, conversation_id__lt=after.conversation)
    )


class Cursor(NamedTuple):
    """The last row of a page."""

    at: datetime
    conversation: UUID
    urgent: bool


def cursor_after(place: Place) -> str:
    at = max(active_at(place), place.invited_at or active_at(place))
    text = f"{at.astimezone(UTC).isoformat()} {place.conversation_id} {int(place.urgent)}"
    return urlsafe_b64encode(text.encode()).decode()


def cursor_from(text: str) -> Cursor:
    try:
        at, conversation, urgent = urlsafe_b64decode(text).decode().split(" ")
        return Cursor(datetime.fromisoformat(at).astimezone(UTC), UUID(conversation), urgent == "1")
    except (ValueError, OverflowError):
        raise BadCursor from None
