"""After an entry: what is new of its conversation leaves for those who read it by mail, together.

The worker asks two minutes after each; at once of what cannot wait. Safe to do twice: what was told
is a row, under the reader's place."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from bridge.colleague_models import Mailed
from bridge.colleagues import readers, withdrawing
from bridge.colleagues.mailing import mail
from bridge.colleagues.news import News, news_for
from bridge.colleagues.readers import Reader
from bridge.colleagues.relay import the_relay
from bridge.models import Box
from chat.errors import NotFound
from conversations import clock
from conversations.due import NotNow
from conversations.membership import conversation_of, members_of, opened_by
from directory.models import Professional

# Of one conversation to one person: more is two machines that answer each other.
HOURLY_MOST = 30
LATER = timedelta(minutes=10)


def tell(conversation: UUID, seq: int) -> None:
    tell_many([(conversation, seq)])


def tell_many(entries: Collection[tuple[UUID, int]]) -> None:
    relay = the_relay()
    if relay is None:
        return
    members = members_of({conversation for conversation, _ in entries})
    known = readers.among_these(UUID(one) for some in members.values() for one in some)
    waiting = [
        tell_all(relay, known[UUID(one)], conversation)
        for conversation, some in sorted(members.items())
        for one in some
        if UUID(one) in known
    ]
    if not all(waiting):
        raise NotNow(LATER)


def tell_all(relay: Box, reader: Reader, conversation: UUID) -> bool:
    """False: not now, that was enough for an hour."""
    person = Professional.objects.get(id=reader.person)
    while True:
        with transaction.atomic():
            news = due_for(reader, person, conversation)
            if news is None:
                return True
            if of_the_hour(reader, conversation) >= HOURLY_MOST:
                return False
            # As whoever reads: from now on nobody says that they have seen nothing.
            seat = opened_by(person, conversation)
            mail(relay, reader, seat, news)
        if not news.more:
            return True


def due_for(reader: Reader, person: Professional, conversation: UUID) -> News | None:
    """What is to be told now. Their place is held: another worker waits, and finds it told."""
    try:
        seat = conversation_of(person, conversation, lock=True)
    except NotFound:
        return None
    if seat.place.frozen_at is not None:
        return None
    withdrawing.withdraw_stale(reader, conversation)
    news = news_for(reader, seat)
    if news is None or news.cannot_wait or news.more:
        return news
    return news if news.first_at + settings.BY_MAIL_AFTER <= clock.now() else None


def of_the_hour(reader: Reader, conversation: UUID) -> int:
    since = clock.now() - timedelta(hours=1)
    mails = Mailed.objects.filter(conversation=conversation, professional=reader.person)
    return mails.filter(at__gt=since).count()
