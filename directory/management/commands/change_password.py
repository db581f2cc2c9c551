"""Give an account another password, asked for or read from the standard input."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory import accounts
from directory.passwords import asked


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *, username: str, **_: Any) -> None:
        account = accounts.named(username)
        try:
            accounts.change_password(account, asked())
        except ValidationError as no:
            raise CommandError(" ".join(no.messages)) from None
        self.stdout.write(f"{account.username} signs in with the new password from now on.")
