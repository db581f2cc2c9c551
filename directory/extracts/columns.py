"""The columns read from each extract, by the names they have or had. Order does not matter.

Names are compared folded: accents, capitals, apostrophes and brackets have drifted before.
"""

from enum import StrEnum

from directory.extracts.refusals import LostColumns, NotAnExtract
from directory.names import fold


class Kind(StrEnum):
    """What a file is."""

    ACTIVITIES = "activities"
    SKILLS = "skills"
    MAILBOXES = "mailboxes"
    DIPLOMAS = "diplomas"  # known, and not used


# For each field of a row, its spellings. Those of OPTIONAL may be missing: nothing would be lost
# that people rely on, or it can be told from another.
COLUMNS: dict[Kind, dict[str, tuple[str, ...]]] = {
    Kind.ACTIVITIES: {
        "id_type": ("Type d'identifiant PP",),
        "id_value": ("Identifiant PP",),
        "national_id": ("Identification nationale PP",),
        "title": ("Code civilité d'exercice",),
        "family_name": ("Nom d'exercice",),
        "given_name": ("Prénom d'exercice",),
        "profession_code": ("Code profession",),
        "profession": ("Libellé profession",),
        "category_code": ("Code catégorie professionnelle",),
        "speciality_code": ("Code savoir-faire",),
        "speciality": ("Libellé savoir-faire",),
        "mode_code": ("Code mode exercice", "Code mode d'exercice"),
        "siret": ("Numéro SIRET site",),
        "finess": ("Numéro FINESS site",),
        "finess_ej": ("Numéro FINESS établissement juridique",),
        "technical_id": ("Identifiant technique de la structure",),
        "name": ("Raison sociale site",),
        "brand": ("Enseigne commerciale site",),
        "addressee": ("Complément destinataire (coord. structure)",),
        "spot": ("Complément point géographique (coord. structure)",),
        "number": ("Numéro Voie (coord. structure)",),
        "repeated": ("Indice répétition voie (coord. structure)",),
        "way": ("Libellé type de voie (coord. structure)",),
        "street": ("Libellé Voie (coord. structure)",),
        "mention": ("Mention distribution (coord. structure)",),
        "postcode": ("Code postal (coord. structure)",),
        "commune": ("Code commune (coord. structure)",),
        "town": ("Libellé commune (coord. structure)",),
        "phone": ("Téléphone (coord. structure)",),
        "phone_2": ("Téléphone 2 (coord. structure)",),
        "department": (
            "Code Département (structure)",
            "Code département (coord. structure)",
        ),
        "sector_code": ("Code secteur d'activité",),
        "sector": ("Libellé secteur d'activité",),
        "section": ("Code section tableau pharmaciens", "Code section pharmacien"),
        "role_code": ("Code rôle", "Code fonction"),
        "role": ("Libellé rôle", "Libellé fonction"),
        "genre": ("Code genre activité", "Code genre d'activité"),
    },
    Kind.SKILLS: {
        "national_id": ("Identification nationale PP",),
        "kind_code": ("Code type savoir-faire",),
        "kind": ("Libellé type savoir-faire",),
        "code": ("Code savoir-faire",),
        "name": ("Libellé savoir-faire",),
    },
    Kind.MAILBOXES: {
        "kind": ("Type de BAL",),
        "address": ("Adresse BAL",),
        "national_id": ("Identification nationale PP",),
        "structure_type": ("Type identifiant structure",),
        "structure": ("Identification Structure",),
        "service": ("Service de rattachement",),
        "name": ("Raison Sociale structure BAL",),
        "brand": ("Enseigne commerciale structure BAL",),
        "number": ("L4NUMEROVOIE",),
        "way": ("NL4TYPEVOIE",),
        "street": ("L4LIBELLEVOIE",),
        "town": ("L6LIGNEACHEMINEMENT",),
        "postcode": ("Code postal",),
        "department": ("Département",),
    },
    Kind.DIPLOMAS: {
        "national_id": ("Identification nationale PP",),
        "kind_code": ("Code type diplôme obtenu",),
        "code": ("Code diplôme obtenu",),
    },
}
OPTIONAL = {
    Kind.ACTIVITIES: {
        "addressee", "spot", "repeated", "way", "mention", "phone_2", "department", "section",
        "brand", "finess_ej", "genre",
    },
    Kind.SKILLS: set[str](),
    Kind.MAILBOXES: {"number", "way", "street", "brand", "town", "department", "structure_type"},
    Kind.DIPLOMAS: set[str](),
}  # fmt: skip


def same(name: str) -> str:
    return " ".join(fold(name))


def kind_of(name: str, header: list[str]) -> Kind:
    """The kind whose columns are there, all or nearly: it may have lost some, which is said then.

    A file of activities has all the columns of one of skills: what is missing weighs as well.
    """
    there = {same(cell) for cell in header}

    def likeness(kind: Kind) -> int:
        columns = COLUMNS[kind].values()
        found = sum(any(same(s) in there for s in column) for column in columns)
        return 2 * found - len(columns)

    best = max(Kind, key=likeness)
    if likeness(best) <= 0:
        raise NotAnExtract(name)
    return best


def places(name: str, kind: Kind, header: list[str]) -> list[int]:
    """Where each field stands in a row. A missing one that may be: just beyond the row's end."""
    at = {same(cell): place for place, cell in reversed(list(enumerate(header)))}
    found = {
        field: next((at[same(s)] for s in spellings if same(s) in at), len(header))
        for field, spellings in COLUMNS[kind].items()
    }
    lost = [
        COLUMNS[kind][field][0]
        for field, place in found.items()
        if place == len(header) and field not in OPTIONAL[kind]
    ]
    if lost:
        raise LostColumns(name, lost)
    return list(found.values())
