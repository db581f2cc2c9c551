"""Invent national extracts of any size: `python -m bench.extract FOLDER PEOPLE`.

Nobody in them exists. Numbers have right keys, in the ranges kept for tests; the same size gives
the same people.
"""

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

from directory.names import bare

COLUMNS = """Type d'identifiant PP|Identifiant PP|Identification nationale PP|Code civilité d'exercice|Libellé civilité d'exercice|Code civilité|Libellé civilité|Nom d'exercice|Prénom d'exercice|Code profession|Libellé profession|Code catégorie professionnelle|Libellé catégorie professionnelle|Code type savoir-faire|Libellé type savoir-faire|Code savoir-faire|Libellé savoir-faire|Code mode exercice|Libellé mode exercice|Numéro SIRET site|Numéro SIREN site|Numéro FINESS site|Numéro FINESS établissement juridique|Identifiant technique de la structure|Raison sociale site|Enseigne commerciale site|Complément destinataire (coord. structure)|Complément point géographique (coord. structure)|Numéro Voie (coord. structure)|Indice répétition voie (coord. structure)|Code type de voie (coord. structure)|Libellé type de voie (coord. structure)|Libellé Voie (coord. structure)|Mention distribution (coord. structure)|Bureau cedex (coord. structure)|Code postal (coord. structure)|Code commune (coord. structure)|Libellé commune (coord. structure)|Code pays (coord. structure)|Libellé pays (coord. structure)|Téléphone (coord. structure)|Téléphone 2 (coord. structure)|Télécopie (coord. structure)|Adresse e-mail (coord. structure)|Code Département (structure)|Libellé Département (structure)|Ancien identifiant de la structure|Autorité d'enregistrement|Code secteur d'activité|Libellé secteur d'activité|Code section tableau pharmaciens|Libellé section tableau pharmaciens|Code rôle|Libellé rôle|Code genre activité|Libellé genre activité|"""  # noqa: E501
MAILBOX_COLUMNS = """Type de BAL|Adresse BAL|Type Identifiant PP|Identifiant PP|Identification nationale PP|Type identifiant structure|Identification Structure|Service de rattachement|Civilité d'exercice|Nom d'exercice|Prénom d'exercice|Catégorie profession|Libellé de catégorie profession|Code Profession|Libellé Profession|Code savoir-faire|Libellé savoir-faire|Dématérialisation|Raison Sociale structure BAL|Enseigne commerciale structure BAL|L2COMPLEMENTLOCALISATION|L3COMPLEMENTDISTRIBUTION|L4NUMEROVOIE|L4COMPLEMENTNUMEROVOIE|NL4TYPEVOIE|L4LIBELLEVOIE|L5LIEUDITMENTION|L6LIGNEACHEMINEMENT|Code postal|Département|Pays"""  # noqa: E501
NAMES: dict[str, str] = tomllib.loads(Path(__file__).with_name("names.toml").read_text())
COMMON, STARTS, ENDS, GIVEN = (NAMES[key].split() for key in ("common", "starts", "ends", "given"))
TOWNS = [line.rsplit(" ", 2) for line in NAMES["towns"].strip().splitlines()]
ACTIVITIES, MAILBOXES = "PS_LibreAcces_Personne_activite.txt", "Extraction_MSSante.txt"
# Code, label, how many in a hundred, and where: S hospital, L surgery, P pharmacy.
PROFESSIONS = [
    ("10", "Médecin", 24, "SL"),
    ("60", "Infirmier", 43, "SSSL"),
    ("70", "Masseur-Kinésithérapeute", 9, "LLS"),
    ("21", "Pharmacien", 7, "PPPS"),
    ("40", "Chirurgien-Dentiste", 4, "L"),
    ("50", "Sage-Femme", 3, "SL"),
    ("91", "Orthophoniste", 3, "LLS"),
    ("93", "Psychologue", 3, "S"),
    ("41", "Assistant de service social", 2, "S"),
    ("95", "Diététicien", 1, "SL"),
    ("94", "Ergothérapeute", 1, "S"),
]
SPECIALITIES = [
    ("SM54", "Médecine Générale"),
    ("SM54", "Médecine Générale"),
    ("SM26", "Qualifié en Médecine Générale"),
    ("SM04", "Cardiologie et maladies vasculaires"),
    ("SM41", "Pneumologie"),
    ("SM18", "Gériatrie"),
    ("SM42", "Psychiatrie"),
    ("SM40", "Pédiatrie"),
    ("SM02", "Anesthésie-réanimation"),
]
SECTORS = {
    "S": ("SA01", "Etablissement public de santé"),
    "L": ("SA08", "Cabinet de groupe"),
    "P": ("SA33", "Pharmacie d'officine"),
}
STREETS = ["DU MARCHE", "DE LA REPUBLIQUE", "DES TILLEULS", "JEAN JAURES", "DE L'EGLISE", "DU LAC"]


@dataclass(frozen=True, slots=True)
class Place:
    """A structure, and what its rows say of it."""

    kind: str
    finess: str
    technical_id: str
    name: str
    number: int
    street: str
    town: str
    commune: str
    postcode: str
    phone: str


@dataclass(frozen=True, slots=True)
class Somebody:
    rpps: str
    family: str
    given: str
    code: str
    label: str
    speciality: tuple[str, str]
    places: list[Place]


class Country:
    """People and places, drawn from a number."""

    def __init__(self, people: int, *, after: int = 0) -> None:
        self.people, self.after = people, after
        self.chance = Random(people)
        self.weights = list(accumulate(share for _, _, share, _ in PROFESSIONS))
        self.places = {
            kind: [self.place(kind, n) for n in range(max(1, people // each))]
            for kind, each in (("S", 60), ("L", 3), ("P", 30))
        }

    def place(self, kind: str, n: int) -> Place:
        town, commune, postcode = self.chance.choice(TOWNS)
        named = {"S": "CH", "L": "CABINET", "P": "PHARMACIE"}[kind]
        department = commune[:2] if commune[1].isdecimal() else "20"
        finess = (
            keyed(f"{department}9{'SLP'.index(kind) % 2}{n % 10_000:04d}") if kind != "L" else ""
        )
        return Place(
            kind=kind,
            finess=finess,
            technical_id=f"R999{n:07d}" if kind == "L" else f"F{finess}{n // 10_000 or ''}",
            name=f"{named} {self.family().upper()}",
            number=self.chance.randint(1, 150),
            street=self.chance.choice(STREETS),
            town=town,
            commune=commune,
            postcode=postcode,
            phone=f"0{self.chance.randint(100_000_000, 599_999_999)}",
        )

    def family(self) -> str:
        chance = self.chance.random()
        if chance < 0.35:
            # The first of the list are the most common, as in life.
            return COMMON[int(len(COMMON) * self.chance.random() ** 2)]
        if chance < 0.43:
            return f"{self.chance.choice(COMMON)}-{self.invented()}"
        particle = "de " if chance < 0.45 else "Le " if chance < 0.47 else ""
        return particle + self.invented()

    def invented(self) -> str:
        start, end = self.chance.choice(STARTS), self.chance.choice(ENDS)
        middle = self.chance.choice(STARTS).lower() if self.chance.random() < 0.3 else ""
        return start + middle + end

    def everybody(self) -> Iterator[Somebody]:
        for number in range(self.after, self.after + self.people):
            code, label, _, kinds = self.chance.choices(PROFESSIONS, cum_weights=self.weights)[0]
            several = self.chance.choices([0, 1, 2, 3], [3, 77, 16, 4])[0]
            yield Somebody(
                rpps=keyed(f"9970{number:06d}"),
                family=self.family().upper(),
                given=self.chance.choice(GIVEN),
                code=code,
                label=label,
                speciality=self.chance.choice(SPECIALITIES) if code == "10" else ("", ""),
                places=[
                    self.chance.choice(self.places[self.chance.choice(kinds)])
                    for _ in range(several)
                ],
            )


def keyed(digits: str) -> str:
    """With its Luhn key: thirty times as fast as asking stdnum, for a million numbers."""
    doubled = [int(sign) * (2 - place % 2) for place, sign in enumerate(reversed(digits))]
    return f"{digits}{-sum(n // 10 + n % 10 for n in doubled) % 10}"


def activity_rows(one: Somebody) -> Iterator[str]:
    title = "DR|Docteur" if one.code in {"10", "21", "40"} else "|"
    skill = f"S|Spécialité ordinale|{'|'.join(one.speciality)}" if one.speciality[0] else "|||"
    who = (
        f"8|{one.rpps}|8{one.rpps}|{title}|MME|Madame|{one.family}|{one.given}|{one.code}"
        f"|{one.label}|C|Civil|{skill}"
    )
    for place in one.places:
        mode = "S|Salarié" if place.kind == "S" else "L|Libéral, indépendant, artisan, commerçant"
        yield (
            f"{who}|{mode}|||{place.finess}||{place.technical_id}|{place.name}||||{place.number}"
            f"||R|Rue|{place.street}|||{place.postcode}|{place.commune}|{place.town}||"
            f"|{place.phone}||||||||{'|'.join(SECTORS[place.kind])}|||||GENR01"
            "|Activité standard de soin ou de pharmacien|\n"
        )
    if not one.places:
        yield f"{who}{'|' * 38}GENR01|Activité standard de soin ou de pharmacien|\n"


def mailbox_row(one: Somebody, number: int) -> str:
    local = f"{bare(one.given)}.{bare(one.family)}{number}".replace(" ", "").replace("’", "")
    return (
        f"PER|{local}@pro.exemple.mssante.fr|8|{one.rpps}|8{one.rpps}||||DR|{one.family}|{one.given}"
        f"|C|Civil|{one.code}|{one.label}|||O|||||||||||||\n"
    )


def write(folder: Path, people: int, *, after: int = 0) -> list[Path]:
    """`after`: these are other people than the first so many."""
    files = [folder / ACTIVITIES, folder / MAILBOXES]
    with files[0].open("w") as activities, files[1].open("w") as mailboxes:
        activities.write(f"{COLUMNS}\n")
        mailboxes.write(f"{MAILBOX_COLUMNS}\n")
        country = Country(people, after=after)
        for number, one in enumerate(country.everybody(), after):
            activities.writelines(activity_rows(one))
            if country.chance.random() < 0.6:
                mailboxes.write(mailbox_row(one, number))
    return files


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
