"""How sending from a box goes. Of fetching, fetching says it: each ends its own trouble."""

from typing import Any

from django.db.models.functions import Coalesce, Now

from bridge.models import Box
from bridge.providers.contract import ProviderError

SENDING = "send_"  # how these steps begin
WELL: dict[str, Any] = {
    "failing_since": None,
    "failed_step": "",
    "failed_reason": "",
    "needs_hand": False,
}


def failed(box: Box, error: ProviderError) -> None:
    Box.objects.filter(id=box.id).update(
        failing_since=Coalesce("failing_since", Now()),
        failed_step=error.step,
        failed_reason=error.reason,
        needs_hand=error.permanent,
    )


def works(box: Box) -> None:
    Box.objects.filter(id=box.id, failed_step__startswith=SENDING).update(**WELL)
