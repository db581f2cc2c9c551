"""What reached no device in time: one is written to, without a word of what it is.

At most once an hour, whatever there is. One row a person says when to look next.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from conversations import clock
from directory.models import Account
from push.checking import checked
from push.models import Fallback, Notice
from push.notices import tag_of
from push.telling import late_at
from push.transports import Ring, TransportError
from push.transports.mail import Mail

log = logging.getLogger(__name__)
EVERY = timedelta(hours=1)
# What is older was looked at, or is of no use any more.
AS_FAR_BACK = timedelta(hours=24)
LEASE = timedelta(minutes=2)
AT_ONCE = 20  # people


def go() -> bool:
    """For the worker. Was there something?"""
    due = Fallback.objects.filter(look_at__lte=clock.now()).order_by("look_at")
    people = list(due.values_list("person", flat=True)[:AT_ONCE])
    for person in people:
        look(person)
    return bool(people)


def look(person: UUID) -> None:
    """Write, if something is late. A worker killed meanwhile: another writes after the lease."""
    with transaction.atomic():
        # Held: what they are told of from now on asks for another look.
        mine = Fallback.objects.select_for_update().filter(look_at__lte=clock.now())
        one = mine.filter(person=person).first()
        late = take(one) if one else None
    if late and write(late):
        Fallback.objects.filter(person=person).update(written_at=clock.now())


def take(one: Fallback) -> Notice | None:
    """Of what is late, the last; and when to look again."""
    now = clock.now()
    told = undelivered(one, now)
    # Where it cannot be said whether it is due, it is: that harms nobody, and holds nobody up.
    due = checked(told)
    missed = [notice for notice in told if due[notice.id] is not False]
    late = [notice for notice in missed if late_at(notice) <= now]
    again = [late_at(notice) for notice in missed if late_at(notice) > now]
    not_before = one.written_at + EVERY if one.written_at else now
    if late:
        again.append(max(not_before, now + LEASE))
    Fallback.objects.filter(person=one.person_id).update(look_at=min(again, default=None))
    return late[-1] if late and not_before <= now else None


def undelivered(one: Fallback, now: datetime) -> list[Notice]:
    """Of what they were told today and not written to about, what no device of theirs has shown."""
    told = Notice.objects.filter(
        person=one.person_id, kind=Notice.Kind.ENTRY, due_at__gt=now - AS_FAR_BACK
    ).exclude(state=Notice.State.DROPPED)
    unshown = told.exclude(deliveries__shown_at__isnull=False).order_by("due_at")
    return [n for n in unshown if one.written_at is None or late_at(n) > one.written_at]


def write(notice: Notice) -> bool:
    """To the address of their account. Is it done with? It is too where nothing can be written."""
    account = Account.objects.filter(professional=notice.person_id, is_active=True).first()
    if account is None or not account.email or not settings.EMAIL_HOST:
        return True
    ring = Ring(notice.id, tag_of(notice), notice.sound, notice.urgent)
    try:
        Mail().send(ring, account.email)
    except TransportError as no:
        log.warning("a notice was not mailed: %s", no.reason)
        return no.permanent
    return True
