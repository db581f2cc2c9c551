"""From a row of the secure mail's list to what is staged."""

import re
from typing import NamedTuple
from uuid import UUID

from directory.extracts.report import Odd, Refused
from directory.extracts.structures import Coordinates, StagedStructure, department_of
from directory.models import Mailbox
from directory.register_ids import structure_id

ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.mssante\.fr")
KINDS = set(Mailbox.Kind.values)


class MailboxRow(NamedTuple):
    """The fields of columns.COLUMNS[MAILBOXES], in their order."""

    kind: str
    address: str
    national_id: str
    structure_type: str
    structure: str
    service: str
    name: str
    brand: str
    number: str
    way: str
    street: str
    town: str
    postcode: str
    department: str


class StagedMailbox(NamedTuple):
    line: int
    address: str
    kind: str
    national_id: str
    structure_id: UUID | None
    department: str
    service: str


def mailbox_of(line: int, row: MailboxRow) -> tuple[StagedMailbox, StagedStructure | None]:
    """One structure may be named here only: its address is then all that is known of it."""
    address = row.address.lower()
    if row.kind not in KINDS:
        raise Refused(Odd.KIND)
    if len(address) > 254 or not ADDRESS.fullmatch(address):
        raise Refused(Odd.ADDRESS)
    named = technical_id(row.structure)
    structure = Coordinates(
        technical_id=named,
        finess=row.structure[1:] if row.structure[:1] == "1" else "",
        siret=row.structure[1:] if row.structure[:1] == "3" else "",
        name=row.name or row.brand,
        brand=row.brand,
        address=" ".join(filter(None, [row.number, row.way, row.street])),
        postcode=row.postcode,
        town=row.town.removeprefix(row.postcode).strip(),
        department=row.department,
    ).structure(line, weak=True)
    # Its name may be missing where the other extract has it.
    known = structure.id if structure else structure_id(named) if named else None
    department = department_of(row.department, "", row.postcode)
    staged = StagedMailbox(line, address, row.kind, row.national_id, known, department, row.service)
    return staged, structure


def technical_id(number: str) -> str:
    """1 and a FINESS, 3 and a SIRET: as the other extract names them, F and C."""
    match number[:1]:
        case "1":
            return f"F{number[1:]}"
        case "3":
            return f"C{number[1:]}"
        case _:
            return ""
