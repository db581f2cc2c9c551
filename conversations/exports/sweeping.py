"""An export is kept for a day. What is left of it then is the line, and that it was."""

from django.db.models import Q

from conversations import clock
from conversations.export import Export
from conversations.exports import storing
from conversations.exports.asking import KEPT

AT_ONCE = 100


def sweep() -> int:
    """The files first: a row that says « gone » has none."""
    limit = clock.now() - KEPT
    over = Q(ready_at__lt=limit) | Q(ready_at__isnull=True, asked_at__lt=limit)
    exports = Export.objects.exclude(state=Export.State.GONE).filter(over)
    swept = list(exports.order_by("asked_at")[:AT_ONCE])
    for export in swept:
        storing.forget(export.id)
        export.state, export.folder = Export.State.GONE, ""
        export.save(update_fields=["state", "folder"])
    return len(swept)
