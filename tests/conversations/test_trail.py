"""Somebody with the whole server in their hands rewrites the past: it shows."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from chat.embedded import Postgres
from chat.management.commands.work import publish_heads
from conversations import clock, history, readers, trail
from conversations.access_chain import SETTLED, chain
from conversations.chain import entry_hash
from conversations.heads import publish
from conversations.models import AccessBatch, AccessLog, Event
from directory.models import Professional
from tests.conversations.acts import say, see, start
from tests.conversations.test_chain import guards_off

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def talk(camille: Professional, conversation: UUID) -> UUID:
    for text in ("5 mg", "matin et soir", "à jeun"):
        say(camille, conversation, text)
    return conversation


@pytest.fixture
def heads(talk: UUID, tmp_path: Path) -> Path:
    """What was published that evening."""
    file = tmp_path / "heads.jsonl"
    with file.open("w") as out:
        call_command("publish_heads", stdout=out)
    return file


def verified(heads: Path | None = None) -> str:
    """What the command finds wrong; nothing if it succeeds."""
    found = StringIO()
    try:
        call_command("verify_trail", heads=heads, stdout=StringIO(), stderr=found)
    except CommandError:
        return found.getvalue()
    assert not found.getvalue()
    return ""


def tampered(postgres: Postgres, database: str, *changes: str) -> None:
    with guards_off(postgres, database) as superuser:
        superuser.execute(b"alter table conversations_conversation disable trigger all")
        for change in changes:
            assert superuser.execute(change.encode()).rowcount > 0


def test_an_honest_trail_holds_and_goes_on_holding(
    talk: UUID, heads: Path, camille: Professional, nadia: Professional
) -> None:
    say(nadia, talk, "Bien reçu")
    say(camille, start(camille, nadia), "Autre chose")
    assert verified() == verified(heads) == ""


def test_the_first_broken_link_is_named(
    own_database: str, postgres: Postgres, talk: UUID, nadia: Professional, hugo: Professional
) -> None:
    other = start(nadia, hugo)
    tampered(
        postgres, own_database, "update conversations_message set text = '50 mg' where seq < 4"
    )
    assert verified().splitlines() == [
        f"conversation {talk}, entry 2: it does not say what it said"
    ]
    assert str(other) not in verified()


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        (["delete from conversations_event where seq = 3"], "3: the entry is gone"),
        (["delete from conversations_event where seq > 3"], "4: the tail is cut"),
        (
            [
                "update conversations_event set seq = seq + 100 where seq >= 3",
                "update conversations_event set seq = seq - 99 where seq > 100",
                "insert into conversations_event (conversation_id, seq, kind, at, counts,"
                " previous_hash, hash, message_id) select conversation_id, 3, kind, at, counts,"
                " previous_hash, hash, message_id from conversations_event where seq = 2",
            ],
            "3: it does not follow the one before",
        ),
    ],
)
def test_what_is_removed_or_slipped_in_is_found(
    own_database: str, postgres: Postgres, talk: UUID, changes: list[str], found: str
) -> None:
    tampered(postgres, own_database, *changes)
    assert verified() == f"conversation {talk}, entry {found}\n"


def test_a_tail_cut_with_its_head_is_found_beside_the_published_heads(
    own_database: str, postgres: Postgres, talk: UUID, heads: Path
) -> None:
    tampered(
        postgres,
        own_database,
        "delete from conversations_event where seq > 3",
        """update conversations_conversation c set last_seq = 3, last_hash = e.hash
           from conversations_event e where e.conversation_id = c.id and e.seq = 3""",
    )
    assert verified() == ""  # nothing in the database knows
    assert verified(heads) == f"conversation {talk}, entry 4: the tail is cut\n"


def test_a_past_rewritten_to_the_end_is_found_beside_the_published_heads(
    own_database: str, postgres: Postgres, talk: UUID, heads: Path
) -> None:
    with guards_off(postgres, own_database) as superuser:
        superuser.execute(b"alter table conversations_conversation disable trigger all")
        superuser.execute(b"update conversations_message set text = '50 mg' where seq = 2")
        superuser.commit()
        before = b""
        for event in Event.objects.select_related("message").order_by("seq"):
            event.previous_hash = before
            before = entry_hash(event)
            superuser.execute(
                b"update conversations_event set previous_hash = %s, hash = %s where seq = %s",
                [event.previous_hash, before, event.seq],
            )
        superuser.execute(b"update conversations_conversation set last_hash = %s", [before])
    assert verified() == ""
    assert (
        verified(heads)
        == f"conversation {talk}, entry 4: it is not the one the published head knew\n"
    )


def test_a_conversation_that_is_gone_is_found_beside_the_published_heads(
    talk: UUID, heads: Path
) -> None:
    gone = {"conversation": "11111111-1111-4111-8111-111111111111", "seq": 7, "hash": "ab"}
    with heads.open("a") as more:
        more.write(json.dumps(gone))
    assert verified(heads).endswith("entry 7: the conversation is gone\n")


@pytest.fixture
def looked(talk: UUID, nadia: Professional, hugo: Professional) -> UUID:
    """Long ago enough to be chained: they opened it, and two messages were displayed to them."""
    with clock.at(timezone.now() - 2 * SETTLED):
        for person in (nadia, hugo):
            history.view(person, talk)
            see(person, talk, 2, 3)
    for record in AccessBatch.Record:
        assert chain(record) == 2
        assert chain(record) == 0
    return talk


def test_who_opened_what_is_noted_without_what_it_said(looked: UUID, nadia: Professional) -> None:
    readers.readers_of(nadia, looked, 2)
    noted = AccessLog.objects.filter(professional=nadia).values_list("act", "conversation", "seq")
    assert list(noted) == [("conversation", looked, None), ("readers", looked, 2)]


def test_what_is_young_is_not_chained_yet(looked: UUID, nadia: Professional) -> None:
    history.view(nadia, looked)
    assert chain(AccessBatch.Record.ACCESS) == 0


@pytest.mark.parametrize(
    ("change", "record"),
    [
        ("delete from conversations_accesslog where id = 1", "access"),
        ("update conversations_accesslog set act = 'file' where id = 2", "access"),
        ("update conversations_seen set displayed_at = displayed_at - interval '1 hour'", "seen"),
    ],
)
def test_a_look_that_is_changed_or_removed_is_found(
    own_database: str, postgres: Postgres, looked: UUID, change: str, record: str
) -> None:
    assert verified() == ""
    tampered(postgres, own_database, change)
    told = f"record {record}, batch from row 1: it is not what was chained\n"
    assert verified() == told


CUT = "delete from conversations_accessbatch where record = 'access' and first_id = 3"
LOOKS_CUT = "delete from conversations_accesslog where id > 2"


@pytest.fixture
def looked_again(looked: UUID, hugo: Professional) -> UUID:
    """A second batch of the access log."""
    with clock.at(timezone.now() - 2 * SETTLED):
        history.view(hugo, looked)
    assert chain(AccessBatch.Record.ACCESS) == 1
    return looked


def test_a_last_batch_that_is_removed_with_its_rows_is_found_beside_the_published_heads(
    own_database: str, postgres: Postgres, looked_again: UUID, heads: Path
) -> None:
    assert verified(heads) == ""
    tampered(postgres, own_database, CUT, LOOKS_CUT)
    assert verified() == ""  # nothing in the database knows
    assert verified(heads) == "record access, row 3: the last batches are gone\n"


def test_a_batch_that_is_rewound_and_chained_anew_is_found_beside_the_published_heads(
    own_database: str, postgres: Postgres, looked_again: UUID, heads: Path
) -> None:
    tampered(
        postgres, own_database, CUT, "update conversations_accesslog set act = 'file' where id = 3"
    )
    assert chain(AccessBatch.Record.ACCESS) == 1
    assert verified() == ""
    told = "record access, batch from row 3: it is not the one the published head knew\n"
    assert verified(heads) == told


def test_heads_are_published_once_a_day_and_whole(
    looked_again: UUID, nadia: Professional, tmp_path: Path
) -> None:
    today = timezone.localdate()
    assert publish(tmp_path, today)
    file = tmp_path / f"heads-{today.isoformat()}.jsonl"
    said = file.read_text()
    say(nadia, looked_again, "Après minuit")
    assert not publish(tmp_path, today)
    assert (file.read_text(), list(tmp_path.iterdir())) == (said, [file])
    assert verified(file) == ""
    assert publish(tmp_path, today + timedelta(days=1))


def test_the_worker_publishes_where_it_is_told_to_and_only_there(
    talk: UUID, tmp_path: Path, settings: Any
) -> None:
    settings.HEADS_DIR = None
    publish_heads()
    settings.HEADS_DIR = tmp_path
    publish_heads()
    publish_heads()
    assert [file.suffix for file in tmp_path.iterdir()] == [".jsonl"]


def test_a_folder_that_is_not_there_does_not_stop_the_worker(
    tmp_path: Path, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.HEADS_DIR = tmp_path / "away"
    publish_heads()
    assert caplog.messages == ["the heads were not published: FileNotFoundError"]


def test_a_long_trail_is_walked_stretch_by_stretch(
    talk: UUID, camille: Professional, nadia: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No statement reads more than so many rows, whichever way conversations and entries fall."""
    for number in range(4):
        for _ in range(number):
            say(camille, start(camille, nadia), "Autre chose")
    monkeypatch.setattr("conversations.trail.AT_ONCE", 2)
    found = [one.broken for one in trail.walk({})]
    assert found == [None] * 7
