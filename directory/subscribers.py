"""Telling those whom the settings name that somebody signed in."""

import logging

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.module_loading import import_string

from directory.models import Account

log = logging.getLogger(__name__)


def tell_signed_in(request: HttpRequest, account: Account) -> None:
    """One that fails keeps nobody out, and leaves nothing half done."""
    for name in settings.SIGN_IN_SUBSCRIBERS:
        try:
            with transaction.atomic():
                import_string(name)(request, account)
        except Exception as no:  # noqa: BLE001 — its words may hold what somebody gave
            log.error("%s failed as somebody signed in: %s", name, type(no).__name__)
