"""Read the national extracts into the directory: activities, skills, secure mail; text or ZIP.

Safe to do again. Until it ends, and if it breaks, the directory stays as it was.
"""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.extracts.refusals import Unfit
from directory.extracts.running import Asked, bring_in
from directory.extracts.sources import Progress, Source

WIDTH = 30


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--department",
            default="",
            metavar="31,34…",
            help="only who works there; whom the directory has already stays followed anywhere",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change")
        parser.add_argument(
            "--may-shrink",
            type=int,
            metavar="PERCENT",
            help="how much smaller than the last a file may be (DIRECTORY_MAY_SHRINK)",
        )

    def handle(
        self,
        *,
        files: list[Path],
        department: str,
        dry_run: bool,
        may_shrink: int | None,
        **_: Any,
    ) -> None:
        if missing := [str(file) for file in files if not file.is_file()]:
            raise CommandError(f"There is no file {', '.join(missing)}.")
        asked = Asked(
            paths=files,
            departments=department.upper().replace(",", " ").split(),
            dry_run=dry_run,
            may_shrink=may_shrink,
        )
        try:
            done = bring_in(asked, progress=bar)
        except Unfit as no:
            raise CommandError(f"Nothing was changed. {no}") from None
        self.stdout.write(json.dumps(done.report, indent=1, ensure_ascii=False))


def bar(source: Source) -> Progress:
    """A line that fills, for somebody who looks; a log gets none."""
    read = shown = 0

    def progress(size: int) -> None:
        nonlocal read, shown
        read += size
        percent = read * 100 // max(source.size, 1)
        if percent > shown:
            shown = percent
            full = "█" * (percent * WIDTH // 100)
            sys.stderr.write(f"\r{source.name} [{full:<{WIDTH}}] {percent} %")
            sys.stderr.write("\n" if percent == 100 else "")
            sys.stderr.flush()

    return progress if sys.stderr.isatty() else lambda _: None
