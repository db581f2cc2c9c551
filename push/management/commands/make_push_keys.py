"""Makes the key by which push services know this service, as lines for its environment."""

from typing import Any

from django.core.management.base import BaseCommand

from push import keys


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_: Any) -> None:
        self.stdout.write(f"PUSH_PRIVATE_KEY={keys.made()}")
