"""Write where every timeline ends: kept outside the database, it shows a past that was cut."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from conversations import trail


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_: Any) -> None:
        for conversation, head in trail.heads():
            line = {"conversation": str(conversation), "seq": head.seq, "hash": head.hash.hex()}
            self.stdout.write(json.dumps(line))
