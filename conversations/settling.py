"""Note which places are read to the end, so that counting unread need not look at them."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from conversations import clock
from conversations.models import Place

AT_ONCE = 5_000
# A place of yesterday or today may get an entry whose commit is still under way.
QUIET = timedelta(days=2)


def settle() -> int:
    """Settle places of quiet conversations that are read to the end. The next entry unsettles them,
    as it is the first of its day (timeline.save_places)."""
    # Held while it is decided: an entry or « marquer non lu » comes before or after, never within.
    quiet = Place.objects.select_for_update(of=("self",), skip_locked=True).filter(
        unsettled=True,
        active_on__lt=clock.day(clock.now()) - QUIET,
        read_upto__gte=F("conversation__content_seq"),
    )
    with transaction.atomic():
        chosen = list(quiet.values_list("id", flat=True)[:AT_ONCE])
        return Place.objects.filter(id__in=chosen).update(unsettled=False)
