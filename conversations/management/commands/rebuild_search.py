"""Draw again, from the entries, what search looks in. May be run while people work."""

from typing import Any

from django.core.management.base import BaseCommand

from conversations.search.index import rebuild


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_: Any) -> None:
        done = 0
        for done in rebuild():
            self.stdout.write(f"{done} conversations", ending="\r")
        self.stdout.write(f"{done} conversations are searchable.")
