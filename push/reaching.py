"""Whether people would be told, and of what they were."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Min

from push import devices
from push.models import Delivery, Device


def working(people: Collection[UUID]) -> set[UUID]:
    """Of these people, those with a device that something reached in the last seven days, or that
    is newer than that."""
    theirs = devices.living(Device.objects.filter(account__professional__in=people))
    return {
        one.account.professional_id
        for one in theirs
        if not devices.is_silent(one) and not devices.is_refused(one)
    }


def delivered(conversation: UUID, seq: int) -> dict[UUID, datetime]:
    """Who was shown a notice of this entry on a device of theirs, and when first."""
    return first_of("shown_at", conversation, seq)


def accepted(conversation: UUID, seq: int) -> dict[UUID, datetime]:
    """For whom a push service took it, which says not yet that it was shown."""
    return first_of("accepted_at", conversation, seq)


def first_of(moment: str, conversation: UUID, seq: int) -> dict[UUID, datetime]:
    told = Delivery.objects.filter(notice__conversation=conversation, notice__seq=seq)
    by_person = told.filter(**{f"{moment}__isnull": False}).values_list("notice__person")
    return dict(by_person.annotate(first=Min(moment)))
