"""What is still to be taken into account: what is asked of me, what I ask of others."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from conversations import clock
from conversations.inbox import BadCursor
from conversations.named import FELL
from conversations.row import PREVIEW
from conversations.shapes import OpenRequest, OpenRequests, UrgentToday, Whose
from conversations.unread import AT_MOST
from directory import people
from directory.models import Professional
from directory.shapes import Person

PAGE = 50
REMINDER_FROM = 10

Cursor = tuple[datetime, UUID, int]

# Only where I still take part, and what still stands.
_OPEN = """
    from conversations_awaited a
    join conversations_event e on e.conversation_id = a.conversation_id and e.seq = a.seq
    join conversations_place mine on mine.conversation_id = a.conversation_id
                                 and mine.party_id = %(me)s
    where a.{mine} = %(me)s and upper_inf(mine.visible) and a.seq <@ mine.visible
      and not {fell}
"""
_COUNT = "select count(*) from (select distinct a.conversation_id, a.seq {open} limit {most}) open"
# Its words as they are now: those that were corrected before anybody saw them are not shown.
_LIST = """
    with asked as (
        select a.conversation_id, a.seq, a.asked_at, a.urgent, a.by_id,
               array_agg(a.party_id order by a.id) as waiting
        {open}
          and (%(at)s::timestamptz is null
               or (a.asked_at, a.conversation_id, a.seq) < (%(at)s, %(conversation)s, %(seq)s))
        group by a.conversation_id, a.seq, a.asked_at, a.urgent, a.by_id
        order by a.asked_at desc, a.conversation_id desc, a.seq desc limit {page})
    select asked.conversation_id, c.subject, asked.seq, asked.asked_at, asked.urgent,
           asked.by_id, asked.waiting, left(coalesce(now.text, m.text), {preview})
    from asked
    join conversations_conversation c on c.id = asked.conversation_id
    join conversations_event e on e.conversation_id = c.id and e.seq = asked.seq
    join conversations_message m on m.id = e.message_id
    left join lateral (
        select said.text from conversations_event later
        join conversations_message said on said.id = later.message_id
        where later.conversation_id = c.id
          and later.about_seq = coalesce(e.about_seq, e.seq)
          and later.kind = 'correction' and not later.counts and later.seq > e.seq
        order by later.seq desc limit 1) now on true
    order by asked.asked_at desc, asked.conversation_id desc, asked.seq desc
"""
_SENT_SINCE = """
    select count(*) from conversations_message m
    join conversations_event e on e.conversation_id = m.conversation_id and e.seq = m.seq
    where m.author_id = %(me)s and m.urgent and e.kind = 'message' and e.at >= %(since)s
"""
_MINE = {Whose.OF_ME: "party_id", Whose.BY_ME: "by_id"}


def page(person: Professional, whose: Whose, *, after: str | None) -> OpenRequests:
    """One page of what is open, the last asked first, and how much there is in all."""
    found = listed(person, whose, after)
    shown = found[:PAGE]
    return OpenRequests(
        requests=requests_of(shown),
        next=cursor_after(shown[-1]) if len(found) > PAGE else None,
        of_me=count(person, Whose.OF_ME),
        by_me=count(person, Whose.BY_ME),
    )


def urgent_today(person: Professional) -> UrgentToday:
    midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    [(sent,)] = rows(_SENT_SINCE, {"me": person.hand.id, "since": midnight})
    return UrgentToday(sent=sent, reminder_from=REMINDER_FROM)


def listed(person: Professional, whose: Whose, after: str | None) -> list[Any]:
    at, conversation, seq = (None, None, None) if after is None else cursor_from(after)
    statement = _LIST.format(open=still_open(whose), page=PAGE + 1, preview=PREVIEW)
    return rows(statement, {"me": person.id, "at": at, "conversation": conversation, "seq": seq})


def count(person: Professional, whose: Whose) -> int:
    [(number,)] = rows(_COUNT.format(open=still_open(whose), most=AT_MOST), {"me": person.id})
    return int(number)


def still_open(whose: Whose) -> str:
    return _OPEN.format(mine=_MINE[whose], fell=FELL)


def rows(statement: str, given: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        found: list[Any] = cursor.fetchall()
        return found


def requests_of(found: Sequence[Any]) -> list[OpenRequest]:
    named = people.by_id(one for _, _, _, _, _, by, waiting, _ in found for one in (by, *waiting))
    return [request_of(row, named) for row in found]


def request_of(row: Any, named: dict[UUID, Person]) -> OpenRequest:
    conversation, subject, seq, at, urgent, by, waiting, text = row
    return OpenRequest(
        conversation=conversation,
        subject=subject,
        seq=seq,
        at=at,
        urgent=urgent,
        by=named[by],
        waiting=[named[party] for party in waiting],
        text=text,
    )


def cursor_after(row: Any) -> str:
    conversation, _, seq, at, *_ = row
    return urlsafe_b64encode(
        f"{at.astimezone(UTC).isoformat()} {conversation} {seq}".encode()
    ).decode()


def cursor_from(text: str) -> Cursor:
    try:
        at, conversation, seq = urlsafe_b64decode(text).decode().split(" ")
        return datetime.fromisoformat(at).astimezone(UTC), UUID(conversation), int(seq)
    except (ValueError, OverflowError):
        raise BadCursor from None
