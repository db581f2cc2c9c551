"""What was said stays as it was said: PostgreSQL sees to it, whatever the program tries."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, UniqueViolation

from bridge.models import (
    Box,
    IssuedAddress,
    Mailed,
    MailedState,
    Moved,
    ReadsByMail,
    Thread,
)
from chat.embedded import Postgres
from conversations import clock, history, posting, reading, starting
from conversations.access_chain import SETTLED, chain
from conversations.analysing import analyse
from conversations.letters import News, Received, State
from conversations.models import AccessBatch, Unsealing, UnsealingAgreement
from conversations.posting import Draft
from conversations.protocol import Span, StartConversation
from conversations.reading import Report
from directory.models import Professional
from files.models import StoredFile
from tests.bridge.patients import ODETTE, object_to_mail
from tests.conversations.acts import about, mask, report, say
from tests.conversations.acts.mail import DELMAS, OWN, become, come_in, write_letter
from tests.files.making import picture
from tests.files.sending import sent
from tests.statements import ANYWHERE, ON_A_TABLE, ON_A_TABLE_THAT_NEVER_CHANGES

# Each with a column of it that is never changed.
RECORDS = {
    "conversations_event": "seq",
    "conversations_message": "text",
    "conversations_seen": "to_seq",
    "conversations_period": "seq",
    "conversations_errorreport": "reason",
    "conversations_unsealing": "reason",
    "conversations_unsealingagreement": "at",
    "conversations_accesslog": "act",
    "conversations_accessbatch": "rows",
    "conversations_patient": "birth_name",
    "conversations_attachment": "name",
    "files_storedfile": "size",
    "files_verdict": "found",
    "files_preview": "made",
    "directory_formerly": "profession",
    "conversations_correspondent": "address",
    "conversations_correspondence": "conversation_id",
    "conversations_letter": "subject",
    "conversations_inlineimage": "cid",
    "conversations_letterstate": "reason",
    "bridge_thread": "box_id",
    "bridge_moved": "to_id",
    "bridge_mailopposition": "recorded",
    "bridge_readsbymail": "address",
    "bridge_issuedaddress": "conversation_id",
    "bridge_mailed": "text",
    "bridge_mailedstate": "reason",
}
NEVER_CHANGE = RECORDS | {
    "conversations_party": "professional_id",
    "django_migrations": "name",
}
KEPT = NEVER_CHANGE | {
    "conversations_conversation": "created_at",
    "directory_account": "username",
    "directory_professional": "national_id",
}

BACKWARD = """
last_seq = last_seq - 1
content_seq = content_seq - 1
last_hash = 'another'
created_at = now()
founder_id = (SELECT id FROM conversations_party WHERE id <> founder_id LIMIT 1)
client_id = gen_random_uuid()
kind = 'mail'
"""

KEY_OF = """
SELECT string_agg(attname, ', ') FROM pg_index JOIN pg_attribute
    ON attrelid = indrelid AND attnum = ANY (indkey)
 WHERE indrelid = %s::regclass AND indisprimary
"""


@pytest.fixture
def said(own_database: str, camille: Professional, nadia: Professional) -> str:
    """A conversation with a message, and who has seen it. The database it is in."""
    given = StartConversation(client_id=uuid4(), people=[nadia.id], subject="Pansement")
    room = starting.start(camille, given).id
    now = datetime.now(UTC)
    about(camille, room)
    photo = sent(camille, picture(), "plaie.png")
    words = "Pouvez-vous passer demain ?"
    posting.post([Draft(camille.id, uuid4(), room, words, now, files=(photo,))])
    analyse(room, 3)
    span = Span(from_seq=1, to_seq=3, displayed_at=now)
    reading.record([Report(party=nadia.id, conversation=room, spans=[span])])
    something_is_unsealed(room, camille, nadia)
    Professional.objects.filter(pk=camille.pk).update(structure="CH Fictif")
    something_is_mailed(camille)
    somebody_reads_by_mail(room, nadia)
    with clock.at(now - 2 * SETTLED):
        history.view(nadia, room)
    chain(AccessBatch.Record.ACCESS)
    return own_database


def something_is_unsealed(room: UUID, author: Professional, reader: Professional) -> None:
    seq = say(author, room, "Ce qui ne va pas ici")
    report(reader, room, seq)
    mask(author, room, seq)
    asked = Unsealing.objects.create(
        conversation_id=room, about_seq=seq, officer=reader, reason="Plainte", at=clock.now()
    )
    UnsealingAgreement.objects.create(unsealing=asked, by=author, at=clock.now())


def something_is_mailed(camille: Professional) -> None:
    mail, other = write_letter(camille, DELMAS), write_letter(camille, DELMAS)
    image = Received("logo.png", StoredFile.objects.all()[0], cid="logo")
    come_in(camille, mail, DELMAS, "Bien reçu.", image)
    become(mail, News(1, State.SENT))
    server = {"imap_host": "mail.example", "smtp_host": "mail.example", "user": OWN}
    box = Box.objects.create(
        party_id=camille.id,
        address=OWN,
        added_by=camille,
        added_at=clock.now(),
        next_at=clock.now(),
        **server,
    )
    Thread.objects.create(conversation_id=mail, box=box)
    Moved.objects.create(conversation_id=other, to_id=mail)
    come_in(camille, other, ODETTE, "Ne m’écrivez plus.")
    object_to_mail(camille, other)


def somebody_reads_by_mail(room: UUID, nadia: Professional) -> None:
    now = clock.now()
    ReadsByMail.objects.create(professional=nadia, address=DELMAS, on=True, at=now)
    IssuedAddress.objects.create(token="a2b3", conversation_id=room, professional=nadia)
    mailed = Mailed.objects.create(
        conversation_id=room,
        professional=nadia,
        address=DELMAS,
        message_id="<1@liaison.example>",
        upto_seq=3,
        from_seq=1,
        sender_name="Liaison",
        subject="Liaison",
        text="Pouvez-vous passer demain ?",
        at=now,
    )
    MailedState.objects.create(mailed=mailed, state=MailedState.State.SENT, at=now)


class Attacker:
    """Somebody with a role and a database. Each attempt is a connection of its own."""

    def __init__(self, postgres: Postgres, role: str, database: str) -> None:
        self.url = postgres.url(role, database)

    def is_refused(self, statement: str) -> bool:
        try:
            self.run(statement)
        except InsufficientPrivilege:
            return True
        return False

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url, autocommit=True) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []

    def copy_over_itself(self, table: str) -> None:
        with psycopg.connect(self.url) as connection, connection.cursor() as cursor:
            with cursor.copy(f"COPY {table} TO STDOUT".encode()) as copied:
                rows = list(copied)
            assert rows
            with cursor.copy(f"COPY {table} FROM STDIN".encode()) as again:
                for row in rows:
                    again.write(row)


@pytest.fixture
def application(said: str, postgres: Postgres) -> Attacker:
    return Attacker(postgres, "liaison_app", said)


@pytest.fixture
def superuser(said: str, postgres: Postgres) -> Attacker:
    return Attacker(postgres, "postgres", said)


@pytest.fixture(autouse=True)
def same_afterwards(superuser: Attacker) -> Iterator[None]:
    before = [fingerprint(superuser, table) for table in KEPT]
    assert all(rows for rows, _ in before)
    yield
    assert [fingerprint(superuser, table) for table in KEPT] == before


def test_the_application_can_change_nothing_that_was_said(
    application: Attacker, superuser: Attacker, said: str
) -> None:
    tried = list(statements(superuser, said))
    assert [each for each in tried if not application.is_refused(each)] == []


def test_copying_a_table_over_itself_is_refused(application: Attacker) -> None:
    for table in KEPT:
        with pytest.raises((UniqueViolation, InsufficientPrivilege)):
            application.copy_over_itself(table)


def test_the_owner_is_refused_too(said: str, postgres: Postgres) -> None:
    owner = Attacker(postgres, "liaison_owner", said)
    for table, column in RECORDS.items():
        assert owner.is_refused(f"UPDATE {table} SET {column} = {column}")
        assert owner.is_refused(f"DELETE FROM {table}")
        assert owner.is_refused(f"TRUNCATE {table} CASCADE")


def test_playing_the_replica_does_not_help_a_superuser(superuser: Attacker) -> None:
    with psycopg.connect(superuser.url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for table in RECORDS:
            with pytest.raises(InsufficientPrivilege):
                connection.execute(f"DELETE FROM {table}".encode())
            with pytest.raises(InsufficientPrivilege):
                connection.execute(f"TRUNCATE {table} CASCADE".encode())


def test_the_head_of_a_conversation_only_moves_forward(
    application: Attacker, superuser: Attacker
) -> None:
    for somebody in (application, superuser):
        for change in BACKWARD.strip().splitlines():
            assert somebody.is_refused(f"UPDATE conversations_conversation SET {change}"), change
        assert somebody.is_refused("DELETE FROM conversations_conversation")


def fingerprint(superuser: Attacker, table: str) -> tuple[int, str]:
    ((rows, checksum),) = superuser.run(
        f"SELECT count(*), md5(string_agg(t::text, '' ORDER BY t::text)) FROM {table} AS t"
    )
    return rows, checksum


def statements(superuser: Attacker, database: str) -> Iterator[str]:
    for table, column in KEPT.items():
        ((key,),) = superuser.run(KEY_OF.replace("%s", f"'{table}'"))
        for statement in ON_A_TABLE.strip().splitlines():
            yield statement.format(t=table, c=column, key=key)
    for table in NEVER_CHANGE:
        for statement in ON_A_TABLE_THAT_NEVER_CHANGES.strip().splitlines():
            yield statement.format(t=table)
    for statement in ANYWHERE.strip().splitlines():
        yield statement.format(database=database)
