"""The numbers that name people and structures: their shape and their key. The INS: a matricule,
never without the OID that says what it is."""

import re
from datetime import date
from enum import StrEnum

from django.conf import settings
from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.fr import nir
from stdnum.fr import siret as stdnum_siret

from chat.errors import Refusal

RPPS = re.compile(r"[0-9]{11}")
# The department first, in which Corsica has a letter; those of test establishments have others.
FINESS = re.compile(r"[0-9][0-9A-Z][0-9]{7}")
ADELI = re.compile(r"[0-9][0-9AB][0-9A-Z]{7}")
SEXES = {"1": "M", "2": "F", "7": "M", "8": "F"}


class Nature(StrEnum):
    """What a matricule is."""

    NIR = "nir"
    NIA = "nia"
    TEST = "test"
    DEMO = "demo"


OIDS = {
    Nature.NIR: "1.2.250.1.213.1.4.8",
    Nature.NIA: "1.2.250.1.213.1.4.9",
    Nature.TEST: "1.2.250.1.213.1.4.10",
    Nature.DEMO: "1.2.250.1.213.1.4.11",
}
NATURES = {oid: nature for nature, oid in OIDS.items()}
# They name nobody: real ones are never mixed with them.
INVENTED = {Nature.TEST, Nature.DEMO}


class WrongMatricule(Refusal):
    code = "wrong_matricule"
    message = "Ce matricule INS n’est pas juste\u00a0: vérifiez ses 13 caractères et sa clé."
    status = 422


class WrongNature(Refusal):
    code = "wrong_nature"
    message = (
        "Ce matricule n’est pas de cette nature\u00a0: un NIA commence par 7 ou 8, un NIR non."
    )
    status = 422


class NotForTests(Refusal):
    code = "not_for_tests"
    message = "Les matricules de test et de démonstration ne sont pas admis ici."
    status = 422


def matricule_of(number: str, key: str, nature: Nature) -> str:
    """The 13 characters, bare, once their key is right. 2A and 2B stay as typed."""
    try:
        whole = nir.validate(f"{number}{key}")
    except ValidationError:
        raise WrongMatricule from None
    if nature in INVENTED and not settings.DEMO:
        raise NotForTests
    if nature not in INVENTED and (nature == Nature.NIA) != (whole[0] in "78"):
        raise WrongNature
    return whole[:13]


def key_of(matricule: str) -> str:
    return nir.calc_check_digits(matricule)


def says_otherwise(matricule: str, *, sex: str, born: date) -> bool:
    """It tells of another sex or month of birth than these: to be looked at, as it may be right."""
    year, month = int(matricule[1:3]), int(matricule[3:5])
    return (
        (sex in "MF" and SEXES.get(matricule[0], sex) != sex)
        or year != born.year % 100
        # Above 12: the month was not known to who gave the number.
        or (month != born.month and month <= 12)
    )


def is_rpps(number: str) -> bool:
    return bool(RPPS.fullmatch(number)) and luhn.is_valid(number)


def is_finess(number: str) -> bool:
    """One with a letter has no key that is known: its shape is all there is to check."""
    if not FINESS.fullmatch(number):
        return False
    return not number.isdecimal() or luhn.is_valid(number)


def is_siret(number: str) -> bool:
    return bool(stdnum_siret.is_valid(number))
