"""Walk the whole trail; name the first broken link of each chain; fail if there is one."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from conversations import trail
from conversations.access_chain import broken_batches
from conversations.trail import Head

SAY_EVERY = 10_000  # conversations


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--heads", type=Path, help="what publish_heads wrote, earlier")

    def handle(self, *, heads: Path | None, **_: Any) -> None:
        walked = broken = 0
        for found in trail.breaks(published_in(heads) if heads else {}):
            walked += 1
            if found:
                broken += 1
                self.stderr.write(str(found))
            if walked % SAY_EVERY == 0:
                self.stdout.write(f"{walked} conversations")
        for batch in broken_batches():
            broken += 1
            self.stderr.write(batch)
        if broken:
            raise CommandError(f"The trail is broken in {broken} places.")
        self.stdout.write(f"{walked} conversations and the access log hold.")


def published_in(file: Path) -> dict[UUID, Head]:
    with file.open() as lines:
        return dict(head_of(json.loads(line)) for line in lines if line.strip())


def head_of(line: dict[str, Any]) -> tuple[UUID, Head]:
    return UUID(line["conversation"]), Head(line["seq"], bytes.fromhex(line["hash"]))
