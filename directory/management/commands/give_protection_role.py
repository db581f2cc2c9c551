"""Give an account a role in the protection of data, or take it back.

The officer asks to open what was masked, the second person agrees: two people, two accounts.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from directory import accounts
from directory.models import Protection


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("role", choices=[*Protection.values, "none"])

    def handle(self, *, username: str, role: str, **_: Any) -> None:
        account = accounts.named(username)
        accounts.give_protection_role(account, "" if role == "none" else role)
        self.stdout.write(f"{account.username}: {role}.")
