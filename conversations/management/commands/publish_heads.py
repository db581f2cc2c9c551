"""Write where every chain ends: kept outside the database, it shows a past that was cut."""

from typing import Any

from django.core.management.base import BaseCommand

from conversations import heads


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_: Any) -> None:
        for line in heads.lines():
            self.stdout.write(line)
