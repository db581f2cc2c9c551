"""Handing one letter to what carries mail. In a thread of its own, which keeps no connection to
the database: a slow server would keep that too."""

import logging
from dataclasses import dataclass, replace

from django.db import connection

from bridge.boxes.account import provider_of
from bridge.providers.contract import Outcome, ProviderError, Result
from bridge.received import Attachment
from bridge.sending.leasing import Errand
from bridge.sending.meaning import meant
from bridge.writing.letter import Unwritable
from bridge.writing.message import Written, written
from files import store

log = logging.getLogger(__name__)

# To whoever wrote it; what failed is in our log.
NOT_MADE = "ce service n’a pas pu préparer le courrier"
# What of it cannot be written, to whoever wrote it.
WHAT = {
    "address": "adresse",
    "recipients": "nombre de destinataires",
    "subject": "objet",
    "cda-codes": "nature des documents joints",
}


@dataclass(frozen=True, slots=True)
class Never:
    """It cannot leave, whenever one tries."""

    reason: str


# What became of it: for each recipient, or for all of them as nothing has left.
Ended = tuple[Result, ...] | ProviderError | Never


def carry(errand: Errand) -> Ended:
    try:
        return Never(errand.hopeless) if errand.hopeless else carried(errand)
    finally:
        connection.close()


def carried(errand: Errand) -> Ended:
    try:
        mail = mail_of(errand)
        provider = provider_of(errand.box)
    except ProviderError as no:
        return no
    except Unwritable as no:
        return never(no)
    except Exception as no:  # noqa: BLE001 — our own store may be away
        log.warning("letter %s cannot be made: %s", errand.letter.pk, type(no).__name__)
        return results(addresses_of(errand), Outcome.LATER, NOT_MADE)
    try:
        return provider.send(mail)
    except ProviderError as no:
        return no
    except Exception as no:  # noqa: BLE001 — nobody knows how far it came
        log.error("letter %s may have left: %s", errand.letter.pk, type(no).__name__)
        return results(mail.recipients, Outcome.UNKNOWN)
    finally:
        provider.close()


def never(no: Unwritable) -> Never:
    what = WHAT.get(no.what, "en-tête")
    return Never(f"Ce courrier ne peut pas être écrit comme un courriel ({what}).")


def mail_of(errand: Errand) -> Written:
    """The same bytes at each attempt, for those it has not left for."""
    letter = meant(
        errand.letter,
        text=errand.letter.body.text,
        at=errand.at,
        attachments=[
            Attachment(one.name, one.file.kind, content(one.file_id)) for one in errand.files
        ],
    )
    return replace(written(letter), recipients=addresses_of(errand))


def addresses_of(errand: Errand) -> tuple[str, ...]:
    return tuple(errand.letter.addressees[row.recipient]["address"] for row in errand.rows)


def content(sha256: str) -> bytes:
    with store.the_store().open(store.place_of(sha256)) as file:
        return bytes(file.read())


def results(addresses: tuple[str, ...], outcome: Outcome, reason: str = "") -> tuple[Result, ...]:
    return tuple(Result(address, outcome, reason=reason) for address in addresses)
