"""What people chose, and what the worker does a moment later."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from conversations.due import drain
from directory.models import Absence, Professional
from push.models import Notice, Preference
from tests.directory.conftest import Clock

SOON = settings.NOTICE_AFTER.total_seconds() + 1
Told = list[tuple[str, int, bool]]  # whom, of which entry, with a sound


def work(clock: Clock) -> Told:
    """A moment passes, and the worker does what is due. Whom it tells."""
    clock.pass_by(seconds=SOON)
    return works()


def works() -> Told:
    before = list(Notice.objects.values_list("id", flat=True))
    while drain():
        pass
    return told(Notice.objects.exclude(id__in=before))


def told(notices: Any) -> Told:
    found = notices.select_related("person")
    return sorted((one.person.given_name, one.seq or 0, one.sound) for one in found)


def prefer(person: Professional, **chosen: Any) -> None:
    Preference.objects.update_or_create(person=person, defaults=chosen)


def quiet(person: Professional) -> None:
    """From eight in the morning to seven in the evening: it is a quarter past eight."""
    prefer(person, quiet="accepted", quiet_from="08:00", quiet_to="19:00", quiet_weekends=False)


def away(person: Professional, stand_in: Professional | None = None) -> None:
    today = timezone.localdate()
    until = today + timedelta(days=1)
    Absence.objects.create(professional=person, from_on=today, until_on=until, stand_in=stand_in)
