"""What MSSanté wants said above a mail that holds an IHE_XDM.zip: its documents, and whose."""

from typing import Any

from bridge.writing.fields import CODE
from directory.identifiers import NATURES

TRAITS = ("family_name", "given_names", "birth_date", "sex")
PREFIX = "XDM/1.0/DDM+"  # IHE: by which the reader's software knows the archive


def codes_of(xdm: dict[str, Any] | None) -> list[str]:
    """X-MSS-CODECDA: of each CDA, once. A stranger made the archive: what is no code is none."""
    documents = xdm["documents"] if xdm else []
    return list(dict.fromkeys(one["code"] for one in documents if CODE.fullmatch(one["code"])))


def is_qualified(xdm: dict[str, Any] | None) -> bool:
    """X-MSS-INS: matricule, its OID, and four traits."""
    patient = xdm and xdm["patient"]
    if not patient:
        return False
    numbered = bool(patient["matricule"]) and patient["oid"] in NATURES
    return numbered and all(patient[trait] for trait in TRAITS)
