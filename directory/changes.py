"""Telling those who keep something of people: search keys, sessions… They are named in settings.

Each is called with the ids of some people at a time, in the transaction that changed them: what it
derives commits with what it was derived from. It must be safe to do twice.
"""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

Subscriber = Callable[[Sequence[UUID]], None]
AT_ONCE = 2_000


def tell() -> None:
    """Of everybody an import has noted in directory_staged_change: read once, by a cursor of the
    server's, as half a million are noted the first time."""
    with connection.chunked_cursor() as noted:
        noted.execute("SELECT DISTINCT person FROM directory_staged_change ORDER BY person")
        while some := noted.fetchmany(AT_ONCE):
            tell_of([person for (person,) in some])


def tell_of(people: Sequence[UUID]) -> None:
    subscribers: list[Subscriber] = list(map(import_string, settings.DIRECTORY_SUBSCRIBERS))
    for first in range(0, len(people), AT_ONCE):
        for subscriber in subscribers:
            subscriber(people[first : first + AT_ONCE])
