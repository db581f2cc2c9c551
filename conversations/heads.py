"""Where the chains end, written outside the database: beside it, a past that was cut shows.

A line of JSON for each conversation, and one for each record of the access log. Ids, numbers and
hashes: nothing of what was said.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from conversations.access_chain import BatchHead, Record, batch_heads
from conversations.trail import Head, heads


@dataclass(slots=True)
class Published:
    """What a file of heads says."""

    conversations: dict[UUID, Head] = field(default_factory=dict)
    records: dict[Record, BatchHead] = field(default_factory=dict)


def lines() -> Iterator[str]:
    for conversation, head in heads():
        yield json.dumps(
            {"conversation": str(conversation), "seq": head.seq, "hash": head.hash.hex()}
        )
    for record, batch in batch_heads():
        yield json.dumps({"record": record, "last_id": batch.last_id, "hash": batch.hash.hex()})


def read(file: Path) -> Published:
    published = Published()
    with file.open() as said:
        for line in filter(str.strip, said):
            take(published, json.loads(line))
    return published


def take(published: Published, line: Mapping[str, Any]) -> None:
    known = bytes.fromhex(line["hash"])
    if "record" in line:
        published.records[Record(line["record"])] = BatchHead(line["last_id"], known)
    else:
        published.conversations[UUID(line["conversation"])] = Head(line["seq"], known)


def publish(folder: Path, day: date) -> bool:
    """The day's file, unless it is there. Whole or not at all; False: it was there."""
    file = folder / f"heads-{day.isoformat()}.jsonl"
    if file.exists():
        return False
    unfinished = folder / f".{file.name}.{os.getpid()}"
    with unfinished.open("w") as out:
        out.writelines(f"{line}\n" for line in lines())
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(file)
    return True
