"""Very much at once, written by the database itself: as the owner migrates, not as people speak.

Entries made so are not chained: what is looked at here is the screen.
"""

import psycopg

MESSAGES = """
with said as (
    select gen_random_uuid() as id, n, 'Message ' || n || repeat(' et la suite', n %% 7) as text
    from generate_series(2, %(number)s + 1) n
), bodies as (
    insert into conversations_message (id, author_id, client_id, conversation_id, seq, text,
                                       mentions, asked, urgent, files)
    select id, %(author)s, gen_random_uuid(), %(room)s, n, text, '{}', '{}', false, '{}' from said
)
insert into conversations_event
    (conversation_id, seq, kind, party_id, author_id, at, counts, message_id, previous_hash, hash)
select %(room)s, n, 'message', %(author)s, %(author)s,
       now() - make_interval(mins => %(number)s + 2 - n), true, id, '', ''
from said
"""
HEAD = """
update conversations_conversation
set last_seq = %(number)s + 1, content_seq = %(number)s + 1, content_at = now(),
    first_speaker_id = %(author)s
where id = %(room)s
"""
ROOMS = """
with opened as (
    insert into conversations_conversation
        (id, kind, subject, founder_id, client_id, created_at, last_seq, last_hash, content_seq,
         content_at, first_speaker_id, answered, opposed)
    select gen_random_uuid(), 'chat', 'Dossier ' || n, %(founder)s, gen_random_uuid(), now(), 2,
           '', 2, now() - make_interval(mins => n), %(founder)s, false, false
    from generate_series(1, %(number)s) n
    returning id, content_at
), said as (
    select gen_random_uuid() as message, id, content_at from opened
), bodies as (
    insert into conversations_message (id, author_id, client_id, conversation_id, seq, text,
                                       mentions, asked, urgent, files)
    select message, %(founder)s, gen_random_uuid(), id, 2, 'Bonjour', '{}', '{}', false, '{}'
    from said
), entries as (
    insert into conversations_event (conversation_id, seq, kind, party_id, author_id, at, counts,
                                     message_id, previous_hash, hash)
    select id, 2, 'message', %(founder)s, %(founder)s, content_at, true, message, '', '' from said
), facts as (
    insert into conversations_period (conversation_id, party_id, fact, seq, by_id, at)
    select id, party, 'joined', 1, %(founder)s, content_at
    from opened, unnest(%(parties)s::uuid[]) party
)
insert into conversations_place
    (conversation_id, party_id, visible, is_founder, read_upto, delivered_upto, favourite, todo,
     todo_seqs, keep_archived, active_on, unsettled, version, urgent)
select id, party, '{[1,)}', party = %(founder)s, 2, 2, false, false, '{}', false,
       (content_at at time zone 'UTC')::date, true, 0, false
from opened, unnest(%(parties)s::uuid[]) party
"""


def fill_room(owner: str, *, room: object, author: object, number: int) -> None:
    """So many messages in one conversation."""
    given = {"room": room, "author": author, "number": number}
    with psycopg.connect(owner) as connection:
        connection.execute(MESSAGES, given)
        connection.execute(HEAD, given)


def open_rooms(owner: str, *, founder: object, other: object, number: int) -> None:
    """So many conversations of these two, read by both."""
    given = {"founder": founder, "parties": [founder, other], "number": number}
    with psycopg.connect(owner) as connection:
        connection.execute(ROOMS, given)
