"""How sending from a box goes. Of fetching, fetching says it: each ends its own trouble."""

from django.db.models.functions import Coalesce, Now

from bridge.boxes.health import WELL
from bridge.models import Box
from bridge.providers.contract import ProviderError, Step

SENDING = "send_"  # how these steps begin
OF_SENDING = {
    Step.REACH: Step.SEND_REACH,
    Step.SECURE: Step.SEND_SECURE,
    Step.SIGN_IN: Step.SEND_SIGN_IN,
}


def failed(box: Box, error: ProviderError) -> None:
    Box.objects.filter(id=box.id).update(
        failing_since=Coalesce("failing_since", Now()),
        failed_step=sending(error.step),
        failed_reason=error.reason,
        needs_hand=error.permanent,
    )


def sending(step: Step) -> Step:
    """Whatever keeps it from sending is of sending: a box says so even before it is reached."""
    return OF_SENDING.get(step, step)


def works(box: Box) -> None:
    Box.objects.filter(id=box.id, failed_step__startswith=SENDING).update(**WELL)
