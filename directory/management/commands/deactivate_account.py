"""Close an account: signed out everywhere within seconds, nothing of theirs is lost."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from directory import accounts


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--undo", action="store_true", help="open it again")

    def handle(self, *, username: str, undo: bool, **_: Any) -> None:
        account = accounts.named(username)
        (accounts.reactivate if undo else accounts.deactivate)(account)
        self.stdout.write(f"{account.username} is {'open again' if undo else 'closed'}.")
