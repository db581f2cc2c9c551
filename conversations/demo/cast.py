"""The invented people of the demo."""

import tomllib
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from django.utils import timezone

from conversations.entering import enter
from conversations.identity import Patient
from conversations.patient_shapes import NewPatient
from directory import accounts, duties, people, workplaces
from directory.models import Account, Professional, Structure

FILES = [Path(__file__).with_name(name) for name in ("people.toml", "neighbours.toml")]
STRUCTURES = Path(__file__).with_name("structures.toml")
PATIENTS = Path(__file__).with_name("patients.toml")
ROLES = Path(__file__).with_name("roles.toml")
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
    structures = build()
    for about in chain.from_iterable(tomllib.loads(f.read_text())["people"] for f in FILES):
        username = about.pop("username", None)
        if about.pop("never_connected", False):
            absent.add(username)
        places = [structures[about["structure"]]]
        if also := about.pop("also_at", ""):
            places.append(structures[also])
        mailbox = about.pop("mailbox", "")
        person = people.add(**about, town=places[0].town)
        settle(person, places, mailbox)
        if username:
            playing[username] = person
            open_account(username, person, connected=username not in absent)
    patients = admit(next(iter(playing.values())))
    return Cast(playing | roles(playing, structures), absent, patients)


def build() -> dict[str, Structure]:
    return {
        name: workplaces.place(name=name, department="34", **about)
        for name, about in tomllib.loads(STRUCTURES.read_text()).items()
    }


def settle(person: Professional, places: list[Structure], mailbox: str) -> None:
    """What they do, and where."""
    for place in places:
        workplaces.practise(person, at=place, profession_code=person.profession_code)
    if mailbox:
        workplaces.give_address(mailbox, to=person, at=places[0])


def roles(
    playing: dict[str, Professional], structures: dict[str, Structure]
) -> dict[str, Professional]:
    """Each acts by the hand of whoever is on duty."""
    found: dict[str, Professional] = {}
    for name, about in tomllib.loads(ROLES.read_text()).items():
        holders, hand = about.pop("holders"), playing[about.pop("on_duty")]
        role = duties.add(**about, town=structures[about["structure"]].town, exclusive=True)
        duties.allow(role.pk, [playing[one].id for one in holders])
        duties.take(hand, role.pk)
        found[name] = role.professional
        found[name].held_by = hand
    return found


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
