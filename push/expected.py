"""A request that is not urgent: by when it is to be taken; whoever asked is told if it is not."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.utils.timezone import get_default_timezone

from conversations import unanswered
from conversations.models import Awaited
from push.holidays import is_holiday

SUBSCRIBER = "push.expected.look"
EVENING = time(18)
SATURDAY = 5


def by(asked_at: datetime) -> datetime:
    """The evening of the next working day: a surgery has had a whole one to see it."""
    local = asked_at.astimezone(get_default_timezone())
    day = local.date() + timedelta(days=1)
    while day.weekday() >= SATURDAY or is_holiday(day):
        day += timedelta(days=1)
    return datetime.combine(day, EVENING, tzinfo=get_default_timezone()).astimezone(UTC)


def look(conversation: UUID, seq: int) -> None:
    awaited = Awaited.objects.filter(conversation=conversation, seq=seq)
    of = list(awaited.values_list("party", flat=True))
    unanswered.tell_asker(conversation, seq, of, absent=False)
