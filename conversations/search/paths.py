"""Two ways to the same results, newest first; which one is quicker depends on the words.

By word: from the word's index to the places of the one who asks. For rare words.
By place: conversation after conversation, the last active first, until there are enough. For common
words, which are soon met, and for people who have few conversations.

Whatever the way, both join the place and ask it what is visible.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from conversations.inbox import SORT_AT, in_order
from conversations.models import Place

# Found more often than that in all of the database, one's own conversations are walked instead.
COMMON = 4_000
FEW = 300  # conversations, which are read in no time, whatever the words
COLUMNS = ("id", "conversation_id", "visible", "sort_at")
STEPS = (64, 256, 4_096, 32_768, 1_000_000)  # conversations walked at a time
# So many walked without meeting enough, the word is not common here, whatever it is elsewhere.
PATIENCE = 2

_ORDER = (
    "order by at desc, conversation_id desc, seq desc, said_seq desc, file desc limit %(limit)s"
)
_BY_WORD = """
    select {found} from ({places}) p join {table} f on f.conversation_id = p.conversation_id
    where {conditions} {order}
"""
_BY_PLACE = """
    with p as materialized ({places}), found as (
        select hit.* from p cross join lateral (
            select {found} from {table} f
            where f.conversation_id = p.conversation_id and {conditions}
            order by f.seq desc, said_seq desc limit %(limit)s) hit
        {order})
    select * from found
    union all select count(*), min(sort_at), null, null, null, null from p
"""


@dataclass(frozen=True, slots=True)
class Source:
    """Where one looks. `at` is never later than the place in its list, by which one walks."""

    table: str
    at: str
    said_seq: str
    file: str
    mine: str  # what keeps to what may be theirs, from the index alone


MESSAGES = Source(
    "conversations_findable",
    at="least(f.at, p.sort_at)",
    said_seq="f.said_seq",
    file="''",
    mine="f.parties @> array[%(me)s]",
)
NAMES = replace(MESSAGES, table="conversations_findablefile", file="f.file::text")
TITLES = Source(
    "conversations_findabletitle", at="p.sort_at", said_seq="f.seq", file="''", mine="true"
)


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What was found, and where it stands among the others."""

    at: datetime
    conversation: UUID
    seq: int
    said_seq: int
    file: str  # of the name of a file, which one


@dataclass(frozen=True, slots=True)
class Looking:
    """Where, in which of their places, for which words, on which conditions."""

    source: Source
    me: UUID
    places: QuerySet[Place]
    words: str  # a tsquery; "": any
    conditions: str  # named as in `given`
    given: Mapping[str, Any]
    limit: int
    after: Key | None = None


def found(looking: Looking) -> dict[Key, int]:
    """The newest, in order, each with the place through which it may be seen."""
    return by_word(looking) if is_rare(looking) else by_place(looking)


def is_rare(looking: Looking) -> bool:
    """As PostgreSQL's statistics have it. Never for few conversations: they are walked at once."""
    places, given = named(looking.places.values("id"))
    if not looking.words or planned(places, given) <= FEW:
        return False
    source = looking.source
    matches = f"select from {source.table} f where {source.mine} and f.words @@ %(words)s::tsquery"
    return planned(matches, {"words": looking.words, "me": looking.me}) <= COMMON


def planned(statement: str, given: Mapping[str, Any]) -> int:
    """How many rows PostgreSQL expects. Nothing is read."""
    with connection.cursor() as cursor:
        cursor.execute(f"explain (format json) {statement}", given)
        [[told]] = cursor.fetchall()
    plan = told if isinstance(told, list) else json.loads(told)
    return int(plan[0]["Plan"]["Plan Rows"])


def by_word(looking: Looking) -> dict[Key, int]:
    rows = run(_BY_WORD, looking, with_sort_at(looking.places), looking.source.mine)
    return {Key(*key): place for place, *key in rows}


def by_place(looking: Looking) -> dict[Key, int]:
    """A conversation holds nothing newer than where it stands in the list: once there are enough as
    new as the last one walked, those that follow cannot change them."""
    hits: dict[Key, int] = {}
    for step, places in enumerate(steps(in_order(looking.places, after=None))):
        if step == PATIENCE and looking.words and looking.after is None:
            return by_word(looking)
        *rows, (walked, last, *_) = run(_BY_PLACE, looking, places)
        hits |= {Key(*key): place for place, *key in rows}
        newest = sorted(hits, reverse=True)[: looking.limit]
        hits = {key: hits[key] for key in newest}
        if walked < len_of(places) or (len(newest) == looking.limit and newest[-1].at >= last):
            break
    return hits


def steps(places: QuerySet[Place]) -> Iterator[QuerySet[Place]]:
    start = 0
    for step in STEPS:
        yield places[start : start + step]
        start += step


def len_of(places: QuerySet[Place]) -> int:
    """How many were asked for."""
    low, high = places.query.low_mark, places.query.high_mark
    assert high is not None
    return high - low


def run(
    statement: str, looking: Looking, places: QuerySet[Place], *more: str
) -> list[tuple[Any, ...]]:
    source, (sql, given) = looking.source, named(places.values(*COLUMNS))
    conditions = [looking.conditions, *more]
    given |= {**looking.given, "limit": looking.limit, "me": looking.me}
    if looking.words:
        conditions.append("f.words @@ %(words)s::tsquery")
        given["words"] = looking.words
    key = f"{source.at}, f.conversation_id, f.seq, {source.said_seq}"
    if looking.after:
        conditions.append(f"({key}) < (%(at)s, %(room)s, %(seq)s, %(said)s)")
        given |= zip(("at", "room", "seq", "said"), astuple(looking.after)[:4], strict=True)
    whole = statement.format(
        places=sql,
        table=source.table,
        found=f"p.id, {source.at} as at, f.conversation_id, f.seq,"
        f" {source.said_seq} as said_seq, {source.file} as file",
        conditions=" and ".join(conditions),
        order=_ORDER,
    )
    with connection.cursor() as cursor:
        cursor.execute(whole, given)
        return list(cursor.fetchall())


def with_sort_at(places: QuerySet[Place]) -> QuerySet[Any]:
    """Where each stands in the list, as inbox.in_order has it."""
    return places.annotate(sort_at=SORT_AT)


def named(places: QuerySet[Any, Any]) -> tuple[str, dict[str, Any]]:
    """A queryset as part of a statement: its parameters get names of their own."""
    sql, given = places.query.sql_with_params()
    names = [f"place_{n}" for n in range(len(given))]
    return sql % tuple(f"%({name})s" for name in names), dict(zip(names, given, strict=True))
