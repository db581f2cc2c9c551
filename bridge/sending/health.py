"""How sending from a box goes. Of fetching, fetching says it: each ends its own trouble."""

from django.db.models.functions import Coalesce, Now

from bridge.boxes.health import WELL
from bridge.models import Box
from bridge.providers.contract import ProviderError

SENDING = "send_"  # how these steps begin


def failed(box: Box, error: ProviderError) -> None:
    """Whatever keeps it from sending is of sending: a box says so even before it is reached."""
    of_sending = error.step.startswith(SENDING)
    Box.objects.filter(id=box.id).update(
        failing_since=Coalesce("failing_since", Now()),
        failed_step=error.step if of_sending else f"{SENDING}{error.step}",
        failed_reason=error.reason,
        needs_hand=error.permanent,
    )


def works(box: Box) -> None:
    Box.objects.filter(id=box.id, failed_step__startswith=SENDING).update(**WELL)
