"""Fetches mail from every box, for ever. Several may run: each box is one's at a time."""

import signal
import sys
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from bridge.fetching.fleet import Fleet
from conversations.live import start_relaying


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_: Any) -> None:
        signal.signal(signal.SIGTERM, end)
        start_relaying()
        Fleet(settings.MAILBOXES_AT_ONCE).go_on()


def end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)
