"""The chain: each entry carries the hash of the one before, so that a changed past shows."""

from datetime import UTC, datetime
from hashlib import sha256

import orjson

from conversations.models import Event


def entry_hash(event: Event) -> bytes:
    """SHA-256 over the entry's fields in one fixed order and writing, its body's hash included."""
    record = [
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
    return sha256(orjson.dumps(record)).digest()


def body_hash(event: Event) -> bytes:
    return sha256(event.message.text.encode() if event.message else b"").digest()


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
