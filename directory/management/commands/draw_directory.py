"""Draw again, from the directory, what search looks in. May be run while people work."""

from typing import Any

from django.core.management.base import BaseCommand

from directory.models import Professional
from directory.search.drawing import draw


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_: Any) -> None:
        everybody = Professional.objects.values_list("pk", flat=True).iterator()
        draw(everybody)
        self.stdout.write("The directory is searchable.")
