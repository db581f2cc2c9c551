"""Who was there, and when: told by the processes that hold people's pages.

In PostgreSQL, beside what it is shown with: it outlives Redis and every process, « jamais
connecté » rests on it, and one short statement a process and minute is all it costs.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from directory.models import Presence

# A process tells of each person so often; a page that closed is « en ligne » a little longer.
TOLD_EVERY = timedelta(seconds=50)
HERE_FOR = timedelta(seconds=80)
LATELY = timedelta(days=7)

_SEEN = """
    insert into directory_presence (professional_id, seen_at)
    select id, %(now)s from directory_professional where id = any(%(people)s::uuid[]) order by id
    on conflict (professional_id) do update set seen_at = excluded.seen_at
    where directory_presence.seen_at < excluded.seen_at
"""


def note(people: Collection[UUID], now: datetime) -> None:
    """They have a page open, now."""
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, {"people": list(people), "now": now})


def here_since(moment: datetime, people: Collection[UUID]) -> set[UUID]:
    came = Presence.objects.filter(pk__in=people, seen_at__gte=moment)
    return set(came.values_list("pk", flat=True))
