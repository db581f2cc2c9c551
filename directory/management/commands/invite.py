"""Invite a person of the directory: the link is printed, to be handed to them and nobody else.

With it they choose a password and set up a second factor. Of who has an account already, both are
replaced: for who has lost everything, once you are sure who is asking. The link is good once, for
seven days; one made before is good no more.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from directory import links
from directory.models import Professional


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", nargs="+", help="RPPS number, or id of the directory")
        parser.add_argument(
            "--username", default="", help="to sign in under; else made of the name"
        )
        parser.add_argument("--email", default="", help="where a forgotten password is reset")

    def handle(self, *, person: list[str], username: str, email: str, **_: Any) -> None:
        if len(person) > 1 and (username or email):
            raise CommandError("--username and --email are one person's.")
        check(email)
        people = [known(one) for one in person]  # all of them, before the first link is made
        for one in people:
            self.stdout.write(f"{one}: {links.invite(one, username=username, email=email)}")


def known(person: str) -> Professional:
    key = "rpps" if person.isdigit() else "id"
    try:
        return Professional.objects.get(**{key: person})
    except (Professional.DoesNotExist, ValidationError):
        raise CommandError(f"The directory has nobody under {person}.") from None


def check(email: str) -> None:
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise CommandError(f"{email} is no e-mail address.") from None
