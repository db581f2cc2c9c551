"""Give a professional an account. The password is asked for, or read from the standard input.

They set up a second factor when they first sign in. An invitation (`invite`) is better: then nobody
but them ever knew the password.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError, transaction

from directory import accounts, people
from directory.models import Professional
from directory.passwords import asked


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--email", default="", help="where a forgotten password is reset")
        parser.add_argument("--rpps", help="11 digits: finds the person if the directory has them")
        parser.add_argument("--title", default="", help="Dr, Pr…")
        parser.add_argument("--given-name", default="")
        parser.add_argument("--family-name", default="")
        parser.add_argument("--profession", default="")
        parser.add_argument("--structure", default="")
        parser.add_argument("--town", default="")

    def handle(self, *, username: str, rpps: str | None, email: str, **names: Any) -> None:
        password = asked()
        try:
            with transaction.atomic():
                professional = known(rpps) or new(rpps, names)
                accounts.create(
                    username=username, professional=professional, password=password, email=email
                )
        except ValidationError as no:
            raise CommandError(" ".join(no.messages)) from None
        except IntegrityError:
            raise CommandError("This username or this person has an account already.") from None
        self.stdout.write(f"{professional} signs in as {accounts.normal(username)}.")


def known(rpps: str | None) -> Professional | None:
    return Professional.objects.filter(rpps=rpps).first() if rpps else None


def new(rpps: str | None, names: dict[str, Any]) -> Professional:
    if not (names["given_name"] and names["family_name"] and names["profession"]):
        raise CommandError("Give --given-name, --family-name and --profession.")
    said = ("title", "given_name", "family_name", "profession", "structure", "town")
    return people.add(rpps=rpps, **{name: names[name] for name in said})
