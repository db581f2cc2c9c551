"""Telling somebody of an entry, and seeing to it that it reaches them (fallback.py)."""

from datetime import datetime, timedelta

from django.db import connection

from conversations import clock
from push import notices
from push.models import Notice
from push.situations import Situation

# It has reached no device by then: they are written to.
WAIT = timedelta(minutes=10)
WAIT_URGENT = timedelta(minutes=2)


def tell(one: Situation, *, sound: bool, urgent: bool = False, number: int = 0) -> None:
    """In the caller's transaction. `number`: the round, of what is told again."""
    notices.tell(
        one.person,
        one.conversation,
        one.seq,
        sound=sound,
        urgent=urgent,
        round=number,
        party=one.party,
    )
    look_after(one, urgent=urgent)


def look_after(one: Situation, *, urgent: bool) -> None:
    at = clock.now() + (WAIT_URGENT if urgent else WAIT)
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into push_fallback (person_id, look_at) values (%s, %s)
               on conflict (person_id) do update
               set look_at = least(push_fallback.look_at, excluded.look_at)""",
            [one.person, at],
        )


def late_at(notice: Notice) -> datetime:
    return notice.due_at + (WAIT_URGENT if notice.urgent else WAIT)
