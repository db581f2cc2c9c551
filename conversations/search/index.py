"""Keep what search looks in.

The worker draws it from the entries a moment after they are committed: nothing is paid for it while
a message is written, and whatever is lost of it can be drawn again (manage.py rebuild_search).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from conversations.aftermath import root_of
from conversations.models import Conversation, Event, Findable, FindableFile, FindableTitle
from conversations.rows import NONE, Row, as_rows
from conversations.search.drawing import said_in, titles_of

Kind = Event.Kind
RENAMES = (
    Kind.OPENED, Kind.SUBJECT, Kind.PATIENT, Kind.ADDED, Kind.ADDITION_UNDONE, Kind.LEFT,
)  # fmt: skip
AT_ONCE = 100  # conversations, when all is drawn again

_WORDS = "strip(to_tsvector('french', words) || to_tsvector('simple', long))"
_VERSION = "conversation_id, seq, said_seq, root, superseded_by, party_id, at"
_DRAWN = f"""
    select {_VERSION}, {{more}},
           array(select p.party_id from conversations_place p
                 where p.conversation_id = v.conversation_id), {_WORDS}
    from json_to_recordset(%s::json) as v(
        conversation_id uuid, seq int, said_seq int, root int, superseded_by int, party_id uuid,
        at timestamptz, file uuid, with_files bool, words text, long text)
"""  # noqa: S608 — words of ours, as below
WRITE = (
    f"insert into conversations_findable ({_VERSION}, with_files, parties, words)"
    f" {_DRAWN.format(more='with_files')}"
)
WRITE_FILES = (
    f"insert into conversations_findablefile ({_VERSION}, file, parties, words)"
    f" {_DRAWN.format(more='file')}"
)
WRITE_TITLES = f"""
    insert into conversations_findabletitle (conversation_id, seq, words)
    select conversation_id, seq, {_WORDS} || names::tsvector
    from json_to_recordset(%s::json) as v(
        conversation_id uuid, seq int, words text, long text, names text)
"""  # noqa: S608


def take(conversation: UUID, seq: int) -> None:
    """Called by the worker for each entry. Draws afresh what the entry may have changed."""
    take_many([(conversation, seq)])


def take_many(entries: Collection[tuple[UUID, int]]) -> None:
    """And for all that waits: a burst costs one transaction, and a few statements."""
    with transaction.atomic():
        one_at_a_time(sorted({conversation for conversation, _ in entries}))
        events = list(Event.objects.filter(pk__in=entries))
        for conversation in {e.conversation_id for e in events if e.kind in RENAMES}:
            draw_titles(conversation)
        # What was said before is to be found by one more; or elsewhere, where it is said again.
        opened = {e.conversation_id for e in events if e.kind in (Kind.ADDED, Kind.LETTER_MOVED)}
        for conversation in opened:
            draw_all_said(conversation)
        draw_said(roots_in(e for e in events if e.conversation_id not in opened))


def roots_in(events: Iterable[Event]) -> dict[UUID, set[int]]:
    """The messages that these entries say, or say something of: the first version of each."""
    roots: defaultdict[UUID, set[int]] = defaultdict(set)
    for event in events:
        if event.message_id or event.kind == Kind.MASKED:
            roots[event.conversation_id].add(root_of(event))
    return roots


def rebuild() -> Iterator[int]:
    """Draw all of it again. Says after each step how many conversations are done."""
    ids = list(Conversation.objects.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        with transaction.atomic():
            one_at_a_time(some)
            for conversation in some:
                draw_titles(conversation)
                draw_all_said(conversation)
        yield start + len(some)


def draw_titles(conversation: UUID) -> None:
    FindableTitle.objects.filter(conversation=conversation).delete()
    write(WRITE_TITLES, titles_of(conversation))


def draw_all_said(conversation: UUID) -> None:
    here = Q(conversation=conversation)
    if is_said_elsewhere(conversation):
        erase(here)
    else:
        draw(here, here)


def is_said_elsewhere(conversation: UUID) -> bool:
    """A courrier that was joined to another: one finds it there, once."""
    moved = Event.objects.filter(conversation=conversation, kind=Kind.LETTER_MOVED)
    return moved.filter(details__has_key="to").exists()


def draw_said(roots: Mapping[UUID, Collection[int]]) -> None:
    """These messages of each conversation, in all their versions."""
    if roots:
        draw(
            any_of(Q(conversation=c, root__in=some) for c, some in roots.items()),
            any_of(
                Q(conversation=c) & (Q(seq__in=some) | Q(about_seq__in=some))
                for c, some in roots.items()
            ),
        )


def draw(drawn_before: Q, said: Q) -> None:
    erase(drawn_before)
    drawn = list(said_in(Event.objects.filter(said).select_related("message")))
    write(WRITE, [row for row in drawn if row["file"] is None])
    write(WRITE_FILES, [row for row in drawn if row["file"]])


def forget(conversation: UUID, root: int) -> None:
    """What was said there, in all its versions, is not looked in any more: at once when masked."""
    erase(Q(conversation=conversation, root=root))


def erase(drawn: Q) -> None:
    Findable.objects.filter(drawn).delete()
    FindableFile.objects.filter(drawn).delete()


def any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def one_at_a_time(conversations: Iterable[UUID]) -> None:
    """Until the transaction ends nobody else draws these, and what is read from here on stands: or
    one who read before a masking could write after it."""
    with connection.cursor() as cursor:
        for conversation in conversations:
            cursor.execute(
                "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"search {conversation}"]
            )


def write(statement: str, rows: Iterable[Row]) -> None:
    given = as_rows(rows)
    if given != NONE:
        with connection.cursor() as cursor:
            cursor.execute(statement, [given])
