"""The timeline has no hole, and a changed past shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction

from chat.embedded import Postgres
from conversations import posting, promoting
from conversations.models import Conversation, Event, Message
from conversations.trail import Head, first_break
from directory.models import Professional
from tests.conversations.acts import (
    cancel,
    correct,
    draft,
    mask,
    report,
    say,
    say_many,
    see,
)
from tests.test_never_deleted import RECORDS


def broken_at(conversation: UUID) -> int | None:
    """Walk the chain from its beginning; the number of the first entry that does not hold."""
    room = Conversation.objects.get(id=conversation)
    found = first_break(conversation, Head(room.last_seq, bytes(room.last_hash)), None)
    return found.seq if found else None


def numbers(conversation: UUID) -> list[int]:
    events = Event.objects.filter(conversation=conversation).order_by("seq")
    return list(events.values_list("seq", flat=True))


def test_each_entry_carries_the_hash_of_the_one_before(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    for speaker in (camille, nadia, camille):
        say(speaker, conversation)
    events = list(Event.objects.order_by("seq"))
    assert [bytes(event.previous_hash) for event in events] == [
        b"",
        *(bytes(event.hash) for event in events[:-1]),
    ]
    assert len({bytes(event.hash) for event in events}) == 4
    assert bytes(Conversation.objects.get().last_hash) == bytes(events[-1].hash)
    assert broken_at(conversation) is None


def test_entries_of_one_batch_are_chained_among_themselves(
    camille: Professional, conversation: UUID
) -> None:
    say_many(camille, conversation, 50)
    assert numbers(conversation) == list(range(1, 52))
    assert broken_at(conversation) is None


def test_a_posting_that_is_undone_leaves_no_hole(camille: Professional, conversation: UUID) -> None:
    say(camille, conversation)
    with transaction.atomic():
        say(camille, conversation)
        transaction.set_rollback(True)
    say(camille, conversation)
    assert numbers(conversation) == [1, 2, 3]
    assert broken_at(conversation) is None


def test_a_refused_draft_takes_no_number(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    first = draft(camille, conversation, "5 mg")
    posting.post([first])
    posting.post(
        [draft(camille, conversation, "50 mg", named=first.id), draft(bruno, conversation)]
    )
    say(camille, conversation)
    assert numbers(conversation) == [1, 2, 3]


@pytest.mark.parametrize(
    ("change", "detected_at"),
    [
        ("update conversations_message set text = '50 mg' where text = '5 mg'", 2),
        ("update conversations_event set at = at - interval '1 day' where seq = 2", 2),
        ("update conversations_event set counts = false where seq = 3", 3),
        ("update conversations_event set party_id = null where seq = 3", 3),
        ("update conversations_event set composed_at = null where seq = 4", 4),
        ("delete from conversations_event where seq = 3", 3),
        ("update conversations_event set seq = seq + 10 where seq = 3", 3),
    ],
)
def test_whoever_changes_the_past_with_every_guard_off_is_found_out(
    own_database: str,
    postgres: Postgres,
    camille: Professional,
    conversation: UUID,
    change: str,
    detected_at: int,
) -> None:
    for text in ("5 mg", "matin et soir", "à jeun"):
        say(camille, conversation, text)
    assert broken_at(conversation) is None
    with guards_off(postgres, own_database) as superuser:
        assert superuser.execute(change.encode()).rowcount == 1
    assert broken_at(conversation) == detected_at


@contextmanager
def guards_off(postgres: Postgres, database: str) -> Iterator[psycopg.Connection]:
    """What somebody with the whole server in their hands can do."""
    with psycopg.connect(postgres.url("postgres", database)) as superuser:
        for table in RECORDS:
            superuser.execute(f"alter table {table} disable trigger all".encode())
        yield superuser


def test_the_hash_says_everything_an_entry_says(camille: Professional, conversation: UUID) -> None:
    """A column that is added to entries belongs in the chain: this test then fails."""
    hashed = {
        "conversation", "seq", "kind", "party", "author", "at", "composed_at", "counts",
        "counts_for", "message", "previous_hash", "about_seq", "about_party", "details", "patient",
    }  # fmt: skip
    columns = {field.name for field in Event._meta.concrete_fields}
    assert columns == hashed | {"hash"}
    assert {field.name for field in Message._meta.concrete_fields} == {
        "id", "author", "client_id", "conversation", "seq", "text",
        "quote_seq", "mentions", "asked", "urgent", "files",
    }  # fmt: skip


def test_the_application_cannot_rewrite_the_chain(
    camille: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    with (
        pytest.raises(Exception, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update conversations_event set hash = previous_hash")
    assert broken_at(conversation) is None


def test_what_became_of_a_message_is_chained_too(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    wrong, worse = say(camille, conversation, "5 mg"), say(camille, conversation, "À côté")
    correct(camille, conversation, wrong, "50 mg")
    promoting.promote(conversation, worse + 1)
    see(nadia, conversation, worse)
    correct(camille, conversation, worse, "À côté de la plaque")
    cancel(camille, conversation, wrong)
    mask(camille, conversation, worse)
    report(nadia, conversation, say(camille, conversation))
    kinds = Event.objects.filter(conversation=conversation).order_by("seq")
    assert list(kinds.values_list("kind", flat=True))[3:8] == [
        "correction",
        "correction",
        "correction",
        "cancelled",
        "masked",
    ]
    assert broken_at(conversation) is None
