"""Open the accounts of a list (CSV; its columns are in docs/operations.md). Safe to do again."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.account_list import NotAList, bring_in


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would change")

    def handle(self, *, file: Path, dry_run: bool, **_: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            report = bring_in(file.read_bytes(), dry_run=dry_run)
        except NotAList as no:
            raise CommandError(f"Nothing was changed. {no}") from None
        self.stdout.write(json.dumps(report.as_json(), indent=1))
