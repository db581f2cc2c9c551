"""Several statements in one write to PostgreSQL and one wait for all: for the write path.

psycopg's own pipeline writes and waits at each statement. With one statement after the other a
batch of one message woke PostgreSQL six times and let the interpreter go thirteen times, to get it
back when the event loop was done. This speaks to libpq, as psycopg does (docs/adr/0024).
"""

from collections.abc import Sequence
from functools import cache
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from psycopg import Connection, errors
from psycopg.abc import PQGen
from psycopg.adapt import Transformer
from psycopg.generators import fetch_many, send
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

from conversations.rows import Given, nothing

Rows = list[tuple[Any, ...]]
FAILED = (ExecStatus.FATAL_ERROR, ExecStatus.PIPELINE_ABORTED)

_numbers = count()
_prepared: WeakKeyDictionary[Connection[Any], set[str]] = WeakKeyDictionary()


def ask(*asked: Given) -> list[Rows]:
    """Run these in the transaction, in this order, each seeing what was committed before it began,
    and give the rows of each. What has nothing to do is not sent."""
    wanted = [one for one in asked if not nothing(one)]
    answers = iter(_ask(wanted) if wanted else ())
    return [[] if nothing(one) else next(answers) for one in asked]


def _ask(wanted: Sequence[Given]) -> list[Rows]:
    raw = connection.connection
    with connection.wrap_database_errors, raw.lock:
        raw.pgconn.enter_pipeline_mode()
        try:
            fresh = _send(raw, wanted)
            results = raw.wait(_fetch(raw.pgconn))
        finally:
            raw.pgconn.exit_pipeline_mode()
        first = len(results) - len(wanted)
        _note_prepared(raw, fresh, results[first - len(fresh) : first])
        for result in results:
            if result.status in FAILED:
                raise errors.error_from_result(result)
        return [_rows(raw, result) for result in results[first:]]


def _note_prepared(raw: Connection[Any], fresh: list[str], results: list[PGresult]) -> None:
    """What was prepared stays so, also when the transaction is undone."""
    good = (s for s, result in zip(fresh, results, strict=True) if result.status not in FAILED)
    _prepared.setdefault(raw, set()).update(good)


def _send(raw: Connection[Any], wanted: Sequence[Given]) -> list[str]:
    """Queue all of it; which statements this prepares first: a result each, before the others."""
    known = _prepared.get(raw, ())
    fresh = list(dict.fromkeys(statement for statement, _ in wanted if statement not in known))
    if raw.pgconn.transaction_status == TransactionStatus.IDLE:
        raw.pgconn.send_query_params(b"begin", None)
    for statement in fresh:
        raw.pgconn.send_prepare(_name(statement), _numbered(statement))
    for statement, given in wanted:
        raw.pgconn.send_query_prepared(_name(statement), [value.encode() for value in given])
    raw.pgconn.pipeline_sync()
    return fresh


def _fetch(pgconn: PGconn) -> PQGen[list[PGresult]]:
    """All results, up to the end of what was sent."""
    # Of much at once the kernel takes a part: PostgreSQL would wait for the rest, and we for it.
    yield from send(pgconn)
    results: list[PGresult] = []
    while True:
        got = yield from fetch_many(pgconn)
        if got and got[0].status == ExecStatus.PIPELINE_SYNC:
            return results
        results += got


def _rows(raw: Connection[Any], result: PGresult) -> Rows:
    reader = Transformer(raw)
    reader.set_pgresult(result)
    return reader.load_rows(0, result.ntuples, tuple)


@cache
def _name(statement: str) -> bytes:
    return b"at_once_%d" % next(_numbers)


@cache
def _numbered(statement: str) -> bytes:
    """psycopg writes %s where PostgreSQL reads $1, $2."""
    first, *others = statement.split("%s")
    return (first + "".join(f"${n}{part}" for n, part in enumerate(others, 1))).encode()
