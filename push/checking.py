"""Asking of many notices whether they are still due; one that fails harms only itself."""

import logging
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from push import deciding
from push.models import Notice

log = logging.getLogger(__name__)
StillDue = dict[UUID, bool | None]  # by notice; none: it could not be said


def checked(notices: Collection[Notice]) -> StillDue:
    """Together, or one by one when that fails: it tells which failed."""
    try:
        with transaction.atomic():
            due = deciding.still_due_among(notices)
    except Exception:  # noqa: BLE001 — alone, each says why
        return {one.id: alone(one) for one in notices}
    return {one.id: one.id in due for one in notices}


def alone(one: Notice) -> bool | None:
    try:
        with transaction.atomic():
            return deciding.still_due(one)
    except Exception as no:  # noqa: BLE001 — one that fails harms only itself
        # Of the error only the class is kept: its words may hold what somebody wrote.
        log.error("notice %s: %s", one.id, type(no).__name__)
        return None
