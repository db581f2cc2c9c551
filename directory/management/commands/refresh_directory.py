"""Ask the register's API what changed since the last extract or refreshing (FHIR_DIRECTORY_KEY)."""

import json
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from directory.extracts.refreshing import refresh
from directory.extracts.refusals import Unfit
from directory.models import DirectoryImport

# The API remembers 30 days; an hour more than needed costs little.
FARTHEST, OVERLAP = timedelta(days=29), timedelta(hours=1)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", type=datetime.fromisoformat, metavar="2026-11-24")

    def handle(self, *, since: datetime | None, **_: Any) -> None:
        if not settings.FHIR_DIRECTORY_KEY:
            raise CommandError("FHIR_DIRECTORY_KEY is not set: see .env.example.")
        began = timezone.make_aware(since) if since else last()
        try:
            done = refresh(began, pause=time.sleep)
        except Unfit as no:
            raise CommandError(f"Nothing was changed. {no}") from None
        self.stdout.write(json.dumps(done.report, indent=1))


def last() -> datetime:
    done = DirectoryImport.objects.filter(state=DirectoryImport.State.DONE, dry_run=False)
    run = done.order_by("-started_at").first()
    farthest = timezone.now() - FARTHEST
    return max(run.started_at - OVERLAP, farthest) if run else farthest
