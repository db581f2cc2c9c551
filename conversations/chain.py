"""The chain: each entry carries the hash of the one before, so that a changed past shows."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

import orjson

from conversations.identity import FIELDS, Patient
from conversations.models import Event


def entry_hash(event: Event) -> bytes:
    """SHA-256 over the entry's fields in one fixed order and writing, its body's hash included.

    What an entry does not have is not written: those of before these fields keep their hash.
    """
    record: list[object] = [
        str(event.conversation_id),
        event.seq,
        event.kind,
        event.party_id and str(event.party_id),
        event.author_id and str(event.author_id),
        moment(event.at),
        event.composed_at and moment(event.composed_at),
        event.counts,
        event.counts_for_id and str(event.counts_for_id),
        event.message_id and str(event.message_id),
        body_hash(event).hex(),
        bytes(event.previous_hash).hex(),
    ]
    pointers = {
        "about_seq": event.about_seq,
        "about_party": event.about_party_id,
        "details": event.details,
        "patient": event.patient and identity_of(event.patient),
    }
    return digest(record, pointers)


def body_hash(event: Event) -> bytes:
    message = event.message
    if message is None:
        return sha256(b"").digest()
    extras = {
        "quote": message.quote_seq,
        "mentions": message.mentions,
        "asked": message.asked,
        "urgent": message.urgent,
        "files": message.files,
    }
    if not any(extras.values()):
        return sha256(message.text.encode()).digest()
    return digest([message.text], extras)


def identity_of(patient: Patient) -> list[str]:
    """Who was named, in full: who, by which number, how sure."""
    return [str(patient.id), *(str(getattr(patient, name)) for name in FIELDS)]


def digest(record: list[object], extras: Mapping[str, object]) -> bytes:
    given = {name: value for name, value in extras.items() if value}
    whole = [*record, given] if given else record
    return sha256(orjson.dumps(whole, option=orjson.OPT_SORT_KEYS)).digest()


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
