"""What was looked at and what was displayed, chained by the worker: a batch, its hash, the next.

A row takes no lock when it is written, so it cannot be chained then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import chain as joined
from typing import Any

import orjson
from django.db import connection, models, transaction
from django.db.models import Min
from django.utils import timezone

from conversations.models import AccessBatch, AccessLog, Seen
from conversations.stretches import stretches

Record = AccessBatch.Record
Rows = Sequence[tuple[Any, ...]]

AT_ONCE = 5_000
# Ids are given before the commit: a row with a smaller one may still come. None is under way for
# longer: a statement ends after 5 s, a transaction that idles after 10 (settings.py).
SETTLED = timedelta(seconds=60)

# Of each record: its table, when a row was written, what is hashed of it, and what is where it is
# there: the rows of before that column keep their hash.
RECORDS: dict[Record, tuple[type[models.Model], str, tuple[str, ...], tuple[str, ...]]] = {
    Record.ACCESS: (
        AccessLog,
        "at",
        ("id", "at", "professional_id", "act", "conversation_id", "seq", "thing"),
        (),
    ),
    Record.SEEN: (
        Seen,
        "recorded_at",
        ("id", "conversation_id", "party_id", "from_seq", "to_seq", "displayed_at", "recorded_at"),
        ("author_id",),
    ),
}


def chain(record: Record) -> int:
    """Chain what has settled and is not chained yet. Gives how many rows that was."""
    with transaction.atomic():
        one_at_a_time(record)
        before = last_batch(record)
        first = before.last_id + 1 if before else 1
        rows = settled_rows(record, first, timezone.now() - SETTLED)
        if rows:
            previous = bytes(before.hash) if before else b""
            AccessBatch.objects.create(
                record=record,
                first_id=first,
                last_id=rows[-1][0],
                rows=len(rows),
                at=timezone.now(),
                previous_hash=previous,
                hash=batch_hash(previous, rows),
            )
    return len(rows)


def last_batch(record: Record) -> AccessBatch | None:
    return AccessBatch.objects.filter(record=record).order_by("-first_id").first()


def one_at_a_time(record: Record) -> None:
    """Two workers would chain the same rows twice."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"access chain {record}"])


def settled_rows(record: Record, first: int, until: datetime) -> Rows:
    model, at, _, _ = RECORDS[record]
    later = model._default_manager.filter(id__gte=first)
    fresh = later.filter(**{f"{at}__gte": until}).aggregate(first=Min("id"))["first"]
    settled = later if fresh is None else later.filter(id__lt=fresh)
    return hashed(record, settled.order_by("id")[:AT_ONCE])


def hashed(record: Record, found: models.QuerySet[Any]) -> Rows:
    _, _, always, later = RECORDS[record]
    columns = len(always)
    return [
        (*row[:columns], *(value for value in row[columns:] if value is not None))
        for row in found.values_list(*always, *later)
    ]


def batch_hash(previous: bytes, rows: Rows) -> bytes:
    digest = sha256(previous)
    for row in rows:
        digest.update(orjson.dumps(row, option=orjson.OPT_UTC_Z))
    return digest.digest()


@dataclass(frozen=True, slots=True)
class BatchHead:
    """The last batch of a record, as it was published."""

    last_id: int
    hash: bytes


def batch_heads() -> Iterator[tuple[Record, BatchHead]]:
    """Where each record's chain ends now."""
    for record in Record:
        if last := last_batch(record):
            yield record, BatchHead(last.last_id, bytes(last.hash))


def broken_batches(published: Mapping[Record, BatchHead]) -> Iterator[str]:
    """What does not hold any more in each record, at its first place."""
    for record in Record:
        if what := first_broken(record, published.get(record)):
            yield f"record {record}, {what}"


def first_broken(record: Record, published: BatchHead | None) -> str | None:
    previous, first = b"", 1
    batches = AccessBatch.objects.filter(record=record)
    for batch in joined.from_iterable(stretches(batches, "first_id")):
        follows = (batch.first_id, bytes(batch.previous_hash)) == (first, previous)
        if not follows or bytes(batch.hash) != batch_hash(previous, rows_of(record, batch)):
            return f"batch from row {batch.first_id}: it is not what was chained"
        previous, first = bytes(batch.hash), batch.last_id + 1
        if published and batch.last_id == published.last_id and previous != published.hash:
            return f"batch from row {batch.first_id}: it is not the one the published head knew"
    if published and first <= published.last_id:
        return f"row {first}: the last batches are gone"
    return None


def rows_of(record: Record, batch: AccessBatch) -> Rows:
    model = RECORDS[record][0]
    inside = model._default_manager.filter(id__range=(batch.first_id, batch.last_id))
    return hashed(record, inside.order_by("id"))
