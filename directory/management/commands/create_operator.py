"""Give the region its operator: who administers, at /admin/, which people may come in.

A new account, for somebody who is in no list that people write to; or one that there is.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from directory import accounts, people
from directory.models import Account
from directory.passwords import asked

PROFESSION = "Exploitation du service"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--given-name", default="")
        parser.add_argument("--family-name", default="")
        parser.add_argument("--undo", action="store_true", help="take the role back")

    def handle(
        self, *, username: str, given_name: str, family_name: str, undo: bool, **_: Any
    ) -> None:
        account = Account.objects.filter(username=accounts.normal(username)).first()
        if account is None and undo:
            raise CommandError("Nobody has this username.")
        account = account or new(username, given_name, family_name)
        if account.is_demo:
            raise CommandError("Anybody enters as a person of the demo: they administer nothing.")
        accounts.give_operator_role(account, on=not undo)
        role = "is an operator no more" if undo else "administers at /admin/, once signed in"
        self.stdout.write(f"{account.username} {role}.")


def new(username: str, given_name: str, family_name: str) -> Account:
    if not (given_name and family_name):
        raise CommandError("Give --given-name and --family-name: nobody has this username.")
    password = asked()
    try:
        with transaction.atomic():
            person = people.add(
                given_name=given_name, family_name=family_name, profession=PROFESSION
            )
            # Proposed to nobody: one does not write to whoever runs the service.
            person.gone_at = timezone.now()
            person.save(update_fields=["gone_at"])
            return accounts.create(username=username, professional=person, password=password)
    except ValidationError as no:
        raise CommandError(" ".join(no.messages)) from None
