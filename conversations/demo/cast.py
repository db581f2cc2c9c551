"""The invented people of the demo."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from conversations.entering import enter
from conversations.identity import Patient
from conversations.patient_shapes import NewPatient
from directory import accounts, people
from directory.models import Account, Professional

FILE = Path(__file__).with_name("people.toml")
PATIENTS = Path(__file__).with_name("patients.toml")
PASSWORD = "demonstration-liaison"  # noqa: S105  # everybody may know it


@dataclass(frozen=True)
class Cast:
    """Who plays, by username; and those who have never been seen here."""

    people: dict[str, Professional]
    absent: set[str]
    patients: dict[str, Patient]

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
    return Cast(playing, absent, admit(next(iter(playing.values()))))


def admit(doctor: Professional) -> dict[str, Patient]:
    """Enter the patients. Some are qualified, as from a system that may say so."""
    return {
        name: enter(doctor, NewPatient(**about), approved=True)
        for name, about in tomllib.loads(PATIENTS.read_text()).items()
    }


def open_account(username: str, person: Professional, *, connected: bool) -> None:
    account = accounts.create(
        username=username, professional=person, password=PASSWORD, is_demo=True
    )
    if connected:
        account.last_login = timezone.now()
        account.save(update_fields=["last_login"])


def is_engaged() -> bool:
    return Account.objects.filter(is_demo=True).exists()
