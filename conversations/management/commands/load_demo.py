"""Fill the demo with invented people and conversations. Once: the next times it changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from conversations.demo.cast import PASSWORD, is_engaged
from conversations.demo.stage import play


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only with DEMO=1: everybody knows the password of these people.")
        if not is_engaged():
            play()
        self.stdout.write(f"The demo people sign in with the password {PASSWORD}.")
