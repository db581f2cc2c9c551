"""A million messages of the past, loaded as no rule could in time: by SQL, as the superuser.

50,000 conversations over two years, 20 messages each. One person is in all of them, one in every
tenth, one in every thousandth. Most is read; some of it, recent and old, is not. What is loaded is
what the rules would have left, but for the hashes. What is said are words of which the nth is as
frequent as 1/n, and three to look for: « fievre » in every second message, « dialyse » in one of
thirty, none of them in the conversations of those who have few, and « apixaban » in 500.
"""

import psycopg

from bench.cast import Someone

CONVERSATIONS, MESSAGES_EACH = 50_000, 20
EVERY = {50_000: 1, 5_000: 10, 50: 1_000}  # how many conversations: one of how many

STATEMENTS = """
set session_replication_role = replica;
set work_mem = '256MB';

create temporary table colleague as
select (row_number() over (order by id)) - 1 as n, id from conversations_party
where id <> all(%(readers)s::uuid[]);

create temporary table room as
select i, gen_random_uuid() as id, now() - i * interval '21 minutes' as content_at,
       (select count(*) from colleague) as colleagues
from generate_series(1, {conversations}) i;

create temporary table seat as
select room.i, room.id, room.content_at, 0 as rank, colleague.id as party
from room join colleague on n = i %% colleagues
union all
select room.i, room.id, room.content_at, 1, colleague.id
from room join colleague on n = (i + 1) %% colleagues
union all
select room.i, room.id, room.content_at, 2, reader.party
from room join unnest(%(readers)s::uuid[], %(every)s::int[]) reader(party, every) on i %% every = 0;
create index on seat (i, rank);

insert into conversations_conversation
    (id, kind, subject, founder_id, client_id, created_at, last_seq, last_hash, content_seq,
     content_at, first_speaker_id, answered, opposed)
select id, 'chat', 'Suivi ' || i, party, gen_random_uuid(), content_at - interval '2 days',
       {last}, '\\x00', {last}, content_at, party, true, false
from seat where rank = 0;

insert into conversations_period (conversation_id, party_id, fact, seq, by_id, at)
select seat.id, seat.party, 'joined', 1, founder.party, seat.content_at - interval '2 days'
from seat join seat founder on founder.i = seat.i and founder.rank = 0;

insert into conversations_place
    (conversation_id, party_id, visible, is_founder, read_upto, delivered_upto, favourite, todo,
     todo_seqs, keep_archived, active_on, unsettled, version, urgent)
select id, party, '{{[1,)}}', rank = 0, read, {last}, i %% 997 = 0, i %% 1499 = 0, '{{}}', false,
       (content_at at time zone 'UTC')::date,
       read < {last} or content_at > now() - interval '3 days', 1, false
from seat, lateral (
    select case when rank = 2 and (i %% 500 = 0 or i < 1000 and i %% 10 = 0)
                then {last} - 3 else {last} end) r(read);

insert into conversations_seen
    (conversation_id, party_id, from_seq, to_seq, displayed_at, recorded_at)
select conversation_id, party_id, 1, read_upto, now(), now() from conversations_place;

create temporary table said as
select gen_random_uuid() as message, id, party, seq,
       content_at - ({last} - seq) * interval '7 minutes' as at
from generate_series(1, {last}) seq join seat on seat.rank = seq %% 2;

insert into conversations_event
    (conversation_id, seq, kind, party_id, author_id, at, composed_at, counts, message_id,
     previous_hash, hash)
select id, seq, case seq when 1 then 'opened' else 'message' end, party, party, at, at, seq > 1,
       case when seq > 1 then message end, '\\x00', '\\x00' from said order by at;

create temporary table spoken as
select said.*, seat.i, left(%(text)s, 100)
    || case when seq %% 2 = 0 then ' fievre' else '' end
    || case when i %% 10 = 1 and seq %% 3 = 0 then ' dialyse' else '' end
    || case when i %% 100 = 0 and seq = 7 then ' apixaban' else '' end || drawn.words as text
from said join seat using (id) cross join lateral (
    select string_agg(' z' || translate(exp(random() * ln(20000))::int::text, '0123456789',
                                        'bcdfglmnrt'), '') as words
    from generate_series(1, 14) where seq > 0) drawn
where seat.rank = 0 and seq > 1;

insert into conversations_message (id, author_id, client_id, conversation_id, seq, text,
                                   mentions, asked, urgent, files)
select message, party, gen_random_uuid(), id, seq, text, '{{}}', '{{}}', false, '{{}}'
from spoken order by at;

insert into conversations_findable
    (conversation_id, seq, said_seq, root, party_id, at, with_files, parties, words)
select id, seq, seq, seq, party, at, false, parties,
       strip(to_tsvector('french', text) || to_tsvector('simple', text))
from spoken join (select id, array_agg(party) as parties from seat group by id) there using (id)
order by at;
insert into conversations_findabletitle (conversation_id, seq, words)
select id, 0, strip(to_tsvector('french', 'suivi ' || i)) from room;
"""


def load(url: str, readers: dict[int, Someone], text: str) -> None:
    """`readers`: by the number of conversations each is to have."""
    statements = STATEMENTS.format(conversations=CONVERSATIONS, last=MESSAGES_EACH + 1)
    given = {
        "readers": [reader.person.id for reader in readers.values()],
        "every": [EVERY[number] for number in readers],
        "text": text,
    }
    with psycopg.connect(url, autocommit=True, cursor_factory=psycopg.ClientCursor) as connection:
        # An index is made of a million rows sooner than it takes them one by one.
        [[index]] = connection.execute(
            "select pg_get_indexdef('findable_words'::regclass)"
        ).fetchall()
        connection.execute("drop index findable_words")
        connection.execute(statements, given)
        connection.execute(index)
        connection.execute("vacuum analyze")
