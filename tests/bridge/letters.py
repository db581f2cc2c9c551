"""A letter of Camille's to Noé, to be changed as each test needs."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bridge.addresses import Address
from bridge.received import Attachment
from bridge.writing.letter import Letter

CAMILLE = Address("camille.roche@medimail.exemple.mssante.fr", "Dr Camille ROCHE – Cabinet")
NOE = Address("noe.descampe@ch-fictif.exemple.mssante.fr", "Dr Noé D'ESCAMPE")
AT = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
LETTER = Letter(
    message_id="<b6a1f0c2e4d8@liaison.exemple.fr>",
    sender=CAMILLE,
    to=(NOE,),
    subject="Avis cardiologique – Mme T.",
    text="Bonjour,\n\nMerci de votre avis sur ce tracé.\n.\nFrom ici\n",
    date=AT,
    product="NIL-FICTIF-0001",
)
TRACE = Attachment("tracé d’effort.pdf", "application/pdf", b"%PDF-1.4\n" + bytes(range(256)) * 40)


def letter(**changes: Any) -> Letter:
    return replace(LETTER, **changes)
