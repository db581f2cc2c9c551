"""Each night's import, in a process of its own: it keeps nothing of the worker's waiting."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils import timezone

from directory.extracts.fetching import NotFetched, Pause, fetch
from directory.extracts.running import Asked, alone, bring_in
from directory.models import DirectoryImport

State = DirectoryImport.State
# What broke may work an hour later; what was refused will be refused again.
AGAIN_AFTER = timedelta(hours=1)


def go_if_due() -> bool:
    """For the worker: the night's import, if it is time and it is not done."""
    if not is_due(timezone.localtime()):
        return False
    subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "fetch_directory"], check=False
    )
    return True


def is_due(now: datetime) -> bool:
    if not settings.DIRECTORY_URLS or now.hour < settings.DIRECTORY_HOUR:
        return False
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    runs = DirectoryImport.objects.filter(dry_run=False).exclude(report__has_key="refreshed")
    today = runs.filter(started_at__gte=midnight)
    if today.filter(state__in=[State.DONE, State.REFUSED]).exists():
        return False
    return not today.filter(started_at__gt=now - AGAIN_AFTER).exists()


def bring_todays(*, pause: Pause) -> DirectoryImport:
    """Two workers: the second is refused before it fetches anything."""
    with alone(), fetched(pause=pause) as paths:
        return bring_in(Asked(paths=paths, departments=settings.DIRECTORY_DEPARTMENTS))


@contextmanager
def fetched(*, pause: Pause) -> Iterator[list[Path]]:
    """Today's files, for as long as they are read."""
    began = timezone.now()
    with TemporaryDirectory(prefix="extracts-") as folder:
        try:
            paths = [
                fetch(url, folder_for(Path(folder), number), authority=authority(), pause=pause)
                for number, url in enumerate(settings.DIRECTORY_URLS)
            ]
        except NotFetched as no:
            note(no, began)
            raise
        yield paths


def folder_for(folder: Path, number: int) -> Path:
    """Two addresses may give the same name."""
    made = folder / str(number)
    made.mkdir()
    return made


def authority() -> Path | None:
    return Path(settings.DIRECTORY_CA_FILE) if settings.DIRECTORY_CA_FILE else None


def note(no: NotFetched, began: datetime) -> None:
    """Whoever looks after the directory sees why it is yesterday's."""
    DirectoryImport.objects.create(
        started_at=began,
        ended_at=timezone.now(),
        state=State.FAILED,
        files=[],
        report={"failed": no.code, "why": str(no)},
    )
