"""The invented people of the demo."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from directory import accounts, people
from directory.models import Account, Professional

FILE = Path(__file__).with_name("people.toml")
PASSWORD = "demonstration-liaison"  # noqa: S105  # everybody may know it


@dataclass(frozen=True)
class Cast:
    """Who plays, by username; and those who have never been seen here."""

    people: dict[str, Professional]
    absent: set[str]

    def __getitem__(self, username: str) -> Professional:
        return self.people[username]


def engage() -> Cast:
    """Enter everybody in the directory, and give an account to those who have a username."""
    playing: dict[str, Professional] = {}
    absent: set[str] = set()
    for about in tomllib.loads(FILE.read_text())["people"]:
        username = about.pop("username", None)
        if about.pop("never_connected", False):
            absent.add(username)
        person = people.add(**about)
        if username:
            playing[username] = person
            open_account(username, person, connected=username not in absent)
    return Cast(playing, absent)


def open_account(username: str, person: Professional, *, connected: bool) -> None:
    account = accounts.create(
        username=username, professional=person, password=PASSWORD, is_demo=True
    )
    if connected:
        account.last_login = timezone.now()
        account.save(update_fields=["last_login"])


def is_engaged() -> bool:
    return Account.objects.filter(is_demo=True).exists()
