"""Dates, people and numbers as a French reader of the record expects them."""

from datetime import datetime

from django.utils import timezone

from directory.shapes import Person

DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
]  # fmt: skip


def day(moment: datetime) -> str:
    local = timezone.localtime(moment)
    number = "1er" if local.day == 1 else str(local.day)
    return f"{DAYS[local.weekday()]} {number} {MONTHS[local.month - 1]} {local.year}"


def hour(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%H:%M")


def stamp(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%d/%m/%Y à\u00a0%H:%M")


def beside(moment: datetime, other: datetime) -> str:
    """The hour alone, when the day is the same as that of what it stands beside."""
    same = timezone.localtime(moment).date() == timezone.localtime(other).date()
    return hour(moment) if same else stamp(moment)


def name(person: Person) -> str:
    return " ".join(filter(None, [person.title, person.given_name, person.family_name]))


def post(person: Person) -> str:
    """What they are and where, so that two of one name are told apart."""
    return ", ".join(filter(None, [person.profession, person.structure, person.town]))
