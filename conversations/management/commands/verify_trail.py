"""Walk the whole trail; name the first broken link of each chain; fail if there is one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Sum

from conversations import trail
from conversations.access_chain import broken_batches
from conversations.heads import Published, read
from conversations.models import Conversation

SAY_EVERY = 100_000  # entries


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--heads", type=Path, help="what publish_heads wrote, earlier")

    def handle(self, *, heads: Path | None, **_: Any) -> None:
        published = read(heads) if heads else Published()
        broken, walked = self.entries(published)
        for what in broken_batches(published.records):
            broken += 1
            self.stderr.write(what)
        if broken:
            raise CommandError(f"The trail is broken in {broken} places.")
        self.stdout.write(f"{walked} conversations and the access log hold.")

    def entries(self, published: Published) -> tuple[int, int]:
        """Walk them, saying how far one is: on a big database it takes minutes."""
        total = Conversation.objects.aggregate(all=Sum("last_seq"))["all"] or 0
        broken = walked = entries = 0
        for one in trail.walk(published.conversations):
            before, entries = entries, entries + one.entries
            walked += 1
            if one.broken:
                broken += 1
                self.stderr.write(str(one.broken))
            if before // SAY_EVERY != entries // SAY_EVERY:
                self.stdout.write(f"{entries} of {total} entries")
        return broken, walked
