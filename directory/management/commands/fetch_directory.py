"""Get today's extracts of the national register (DIRECTORY_URLS) and read them in.

The worker does it each night. By hand: whenever one does not want to wait for the night.
"""

import json
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from directory.extracts import nightly
from directory.extracts.refusals import Unfit


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_: Any) -> None:
        if not settings.DIRECTORY_URLS:
            raise CommandError("DIRECTORY_URLS is not set: see .env.example.")
        try:
            done = nightly.bring_todays(pause=time.sleep)
        except Unfit as no:
            raise CommandError(f"Nothing was changed. {no}") from None
        self.stdout.write(json.dumps(done.report, indent=1, ensure_ascii=False))
