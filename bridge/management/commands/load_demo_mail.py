"""Give the people of the demo mailboxes and a few courriers. Once: the next times, nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bridge.demo.stage import is_played, play


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only with DEMO=1: these people and their mail are invented.")
        if not is_played():
            play()
