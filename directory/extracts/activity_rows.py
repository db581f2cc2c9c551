"""From a row of activities to what is staged: checked, in our words, with its ids."""

import re
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from directory import professions
from directory.extracts.report import Odd, Refused
from directory.extracts.structures import Coordinates, StagedStructure
from directory.identifiers import ADELI, is_rpps
from directory.names import searchable
from directory.register_ids import activity_id

OTHER_TYPES = {"1", "3", "4", "5", "6", "10"}
LOCAL = re.compile(r"[^\s|]{3,55}")
TITLES = {"DR": "Dr", "PR": "Pr"}
folded = lru_cache(8_192)(searchable)
said = lru_cache(8_192)(professions.shown)


class ActivityRow(NamedTuple):
    """The fields of columns.COLUMNS[ACTIVITIES], in their order."""

    id_type: str
    id_value: str
    national_id: str
    title: str
    family_name: str
    given_name: str
    profession_code: str
    profession: str
    category_code: str
    speciality_code: str
    speciality: str
    mode_code: str
    siret: str
    finess: str
    finess_ej: str
    technical_id: str
    name: str
    brand: str
    addressee: str
    spot: str
    number: str
    repeated: str
    way: str
    street: str
    mention: str
    postcode: str
    commune: str
    town: str
    phone: str
    phone_2: str
    department: str
    sector_code: str
    sector: str
    section: str
    role_code: str
    role: str
    genre: str


class StagedActivity(NamedTuple):
    """A row of directory_staged_activity. Without activity_id: a person, and no more is known."""

    line: int
    activity_id: UUID | None
    national_id: str
    rpps: str | None
    title: str
    given_name: str
    family_name: str
    folded_name: str
    shown: str
    folded_profession: str
    profession_code: str
    profession: str
    category_code: str
    speciality_code: str
    speciality: str
    mode_code: str
    sector_code: str
    sector: str
    role_code: str
    role: str
    phone: str
    structure_id: UUID | None


def activity_of(line: int, row: ActivityRow) -> tuple[StagedActivity, StagedStructure | None]:
    check_identifier(row)
    check_words(row)
    structure = coordinates(row).structure(line)
    shown = said(
        code=row.profession_code,
        label=row.profession,
        speciality_code=row.speciality_code,
        speciality=row.speciality,
        category=row.category_code,
    )[:120]
    staged = StagedActivity(
        line=line,
        activity_id=id_of(row, structure),
        national_id=row.national_id,
        rpps=row.id_value if row.id_type == "8" else None,
        title=TITLES.get(row.title, ""),
        given_name=row.given_name,
        family_name=row.family_name,
        folded_name=folded(row.family_name, row.given_name),
        shown=shown,
        folded_profession=folded(shown),
        profession_code=row.profession_code,
        profession=row.profession,
        category_code=row.category_code,
        speciality_code=row.speciality_code,
        speciality=row.speciality,
        mode_code=row.mode_code,
        sector_code=row.sector_code,
        sector=row.sector,
        role_code=row.role_code,
        role=row.role,
        phone=phone_of(row.phone) or phone_of(row.phone_2),
        structure_id=structure.id if structure else None,
    )
    return staged, structure


def check_identifier(row: ActivityRow) -> None:
    if row.national_id != row.id_type + row.id_value:
        raise Refused(Odd.IDENTIFIER)
    match row.id_type:
        case "8":
            if not is_rpps(row.id_value):
                raise Refused(Odd.RPPS_KEY)
        case "0":
            if not ADELI.fullmatch(row.id_value):
                raise Refused(Odd.IDENTIFIER)
        case other:
            if other not in OTHER_TYPES or not LOCAL.fullmatch(row.id_value):
                raise Refused(Odd.IDENTIFIER)


def check_words(row: ActivityRow) -> None:
    if not (row.family_name and row.given_name):
        raise Refused(Odd.NO_NAME)
    if not (row.profession_code and row.profession):
        raise Refused(Odd.NO_PROFESSION)
    short = (row.profession_code, row.category_code, row.mode_code, row.sector_code)
    long = (row.speciality_code, row.role_code)
    if (
        len(row.family_name) > 80
        or len(row.given_name) > 80
        or len(row.technical_id) > 60
        or max(map(len, short)) > 8
        or max(map(len, long)) > 20
    ):
        raise Refused(Odd.TOO_LONG)


def id_of(row: ActivityRow, structure: StagedStructure | None) -> UUID | None:
    """The same row has the same id tomorrow: its codes, and never its labels, make it."""
    if not (structure or row.mode_code or row.sector_code or row.role_code):
        return None
    return activity_id(
        row.national_id,
        row.profession_code,
        row.speciality_code,
        row.mode_code,
        structure.technical_id if structure else "",
        row.sector_code,
        row.section,
        row.role_code,
        row.genre,
    )


def coordinates(row: ActivityRow) -> Coordinates:
    street = " ".join(filter(None, [row.number, row.repeated, row.way, row.street]))
    return Coordinates(
        technical_id=row.technical_id,
        finess=row.finess,
        finess_ej=row.finess_ej,
        siret=row.siret,
        name=row.name or row.brand,
        brand=row.brand,
        address="\n".join(filter(None, [row.addressee, row.spot, street, row.mention])),
        postcode=row.postcode,
        commune=row.commune,
        town=row.town,
        department=row.department,
        phone=phone_of(row.phone) or phone_of(row.phone_2),
        sector_code=row.sector_code,
        sector=row.sector,
    )


def phone_of(said_so: str) -> str:
    if said_so.isdecimal() and len(said_so) <= 20:
        return said_so
    digits = "".join(sign for sign in said_so if sign.isdecimal() or sign == "+")
    return digits if len(digits) <= 20 else ""
