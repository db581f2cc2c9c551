"""A list of accounts, as a regional platform keeps one (docs/operations.md says its columns).

Read twice it changes nothing. It opens accounts and closes them; what the national register says
of somebody, it does not say otherwise.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from directory import accounts, changes, people, workplaces
from directory.entitlement import is_admitted
from directory.extracts.structures import Coordinates
from directory.identifiers import is_finess, is_rpps, is_siret
from directory.models import Account, Activity, Mailbox, Professional, Structure
from directory.names import fold, searchable

NEEDED = ("identifiant", "nom", "prenom", "profession")
MAY_BE = (
    "identifiant_national", "rpps", "civilite", "code_profession", "structure", "finess", "siret",
    "ville", "code_postal", "telephone", "courriel", "adresse_mss", "actif",
)  # fmt: skip
NO = {"non", "n", "0", "false", "inactif"}
Row = dict[str, str]


class Odd(StrEnum):
    """Why somebody of the list is not taken. Said by line."""

    NO_USERNAME = "no_username"
    NO_NAME = "no_name"
    NO_PROFESSION = "no_profession"
    NUMBER = "number"  # RPPS, FINESS or SIRET that cannot be
    TOO_LONG = "too_long"
    NOT_ADMITTED = "not_admitted"  # the operator's list of professions
    ANOTHER_PERSON = "another_person"  # has this username
    ANOTHER_ACCOUNT = "another_account"  # is this person's


class Refused(Exception):
    def __init__(self, odd: Odd) -> None:
        self.odd = odd


class NotAList(Exception):
    """A column is missing; the message says which."""


@dataclass(slots=True)
class Report:
    rows: int = 0
    done: Counter[str] = field(default_factory=Counter)
    odd: dict[Odd, list[int]] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return {
            "rows": self.rows,
            "done": dict(self.done),
            "odd": {odd.value: lines for odd, lines in self.odd.items()},
        }


def bring_in(content: bytes, *, dry_run: bool = False) -> Report:
    """All of the list in one transaction; whoever is odd is left out, and named by their line."""
    report, changed = Report(), set[UUID]()
    with transaction.atomic():
        for line, rows in grouped(content, report):
            try:
                enter(rows, report, changed)
            except Refused as no:
                report.odd.setdefault(no.odd, []).append(line)
        changes.tell_of(sorted(changed))
        transaction.set_rollback(dry_run)
    return report


def grouped(content: bytes, report: Report) -> Iterator[tuple[int, list[Row]]]:
    """The rows of one username together: one for each place where they work."""
    whose: dict[str, tuple[int, list[Row]]] = {}
    for line, row in read(content):
        report.rows += 1
        username = accounts.normal(row["identifiant"])
        # Without a username, each is odd by itself.
        whose.setdefault(username or f" {line}", (line, []))[1].append(row)
    yield from whose.values()


def read(content: bytes) -> Iterator[tuple[int, Row]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") >= first.count(",") else ","
    lines = csv.reader(io.StringIO(text), delimiter=separator)
    header = ["_".join(fold(name.replace("_", " "))) for name in next(lines, [])]
    if lost := [name for name in NEEDED if name not in header]:
        raise NotAList(f"The list has no column {', '.join(lost)}.")
    blank = dict.fromkeys((*NEEDED, *MAY_BE), "")
    for cells in lines:
        if any(cells):
            given = dict(zip(header, map(str.strip, cells), strict=False))
            yield lines.line_num, blank | given


def enter(rows: list[Row], report: Report, changed: set[UUID]) -> None:
    row = rows[0]
    check(row)
    username = accounts.normal(row["identifiant"])
    account = Account.objects.filter(username=username).first()
    person = known(row)
    if account and not is_of(account.professional, row):
        raise Refused(Odd.ANOTHER_PERSON)
    if person and not account and Account.objects.filter(professional=person).exists():
        raise Refused(Odd.ANOTHER_ACCOUNT)
    if account:
        person = account.professional
    if person is None:
        person = added(row)
        report.done["people added"] += 1
    if not person.registered and settle(person, rows):
        changed.add(person.id)
    if account is None:
        account = opened(username, person, row["courriel"])
        report.done["accounts opened"] += 1
    if account.is_active and row["actif"].lower() in NO:
        accounts.deactivate(account)
        report.done["accounts closed"] += 1


def check(row: Row) -> None:
    if not row["identifiant"]:
        raise Refused(Odd.NO_USERNAME)
    if not (row["nom"] and row["prenom"]):
        raise Refused(Odd.NO_NAME)
    if not row["profession"]:
        raise Refused(Odd.NO_PROFESSION)
    rules = {"rpps": is_rpps, "finess": is_finess, "siret": is_siret}
    if any(row[name] and not is_right(row[name]) for name, is_right in rules.items()):
        raise Refused(Odd.NUMBER)
    longest = max(len(row[name]) for name in ("identifiant", "nom", "prenom", "ville"))
    if longest > 80 or len(row["code_profession"]) > 8 or len(row["identifiant_national"]) > 60:
        raise Refused(Odd.TOO_LONG)
    if row["code_profession"] and not is_admitted(row["code_profession"]):
        raise Refused(Odd.NOT_ADMITTED)


def national_id(row: Row) -> str | None:
    return row["identifiant_national"] or (f"8{row['rpps']}" if row["rpps"] else None)


def known(row: Row) -> Professional | None:
    number = national_id(row)
    return Professional.objects.filter(national_id=number).first() if number else None


def is_of(person: Professional, row: Row) -> bool:
    """By their number; without one, a username is somebody's only if the name is theirs too."""
    if number := national_id(row):
        return person.national_id == number
    said = searchable(row["nom"], row["prenom"])
    return searchable(person.family_name, person.given_name) == said


def added(row: Row) -> Professional:
    return people.add(
        title=row["civilite"][:20],
        given_name=row["prenom"],
        family_name=row["nom"],
        profession=row["profession"][:120],
        profession_code=row["code_profession"],
        rpps=row["rpps"] or None,
        national_id=national_id(row),
    )


def settle(person: Professional, rows: list[Row]) -> bool:
    """As the list says now of somebody whom the register does not have. Was it otherwise?"""
    row = rows[0]
    now = {
        "given_name": row["prenom"],
        "family_name": row["nom"],
        "profession": row["profession"][:120],
        "profession_code": row["code_profession"],
        "structure": row["structure"][:160],
        "town": row["ville"],
    }
    places = [work_at(person, each) for each in rows]
    ended = person.activities.filter(ended_at=None).exclude(id__in=[each.id for each in places])
    moved = ended.update(ended_at=timezone.now())
    for address, place in zip((each["adresse_mss"] for each in rows), places, strict=True):
        if address and not Mailbox.objects.filter(address=address.lower()).exists():
            workplaces.give_address(address, to=person, at=place.structure)
    if not moved and all(getattr(person, name) == value for name, value in now.items()):
        return False
    Professional.objects.filter(pk=person.pk).update(
        **now,
        folded_name=searchable(row["nom"], row["prenom"]),
        folded_profession=searchable(now["profession"]),
    )
    return True


def work_at(person: Professional, row: Row) -> Activity:
    activity = workplaces.practise(
        person,
        at=place_of(row),
        profession_code=row["code_profession"],
        profession=row["profession"],
        phone=row["telephone"][:20],
    )
    if activity.ended_at:
        activity.ended_at = None
        activity.save(update_fields=["ended_at"])
    return activity


def place_of(row: Row) -> Structure | None:
    coordinates = Coordinates(
        technical_id="",
        name=row["structure"],
        finess=row["finess"],
        siret=row["siret"],
        town=row["ville"],
        postcode=row["code_postal"],
    )
    staged = coordinates.structure(0)
    if staged is None:
        return None
    told = staged._asdict()
    return workplaces.place(
        **{name: value for name, value in told.items() if name not in {"line", "weak", "id"}}
    )


def opened(username: str, person: Professional, email: str) -> Account:
    """Nobody's password is on a list: they are invited, or identified elsewhere."""
    return Account.objects.create(
        username=username, professional=person, email=email, password=make_password(None)
    )
