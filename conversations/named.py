"""Those whom a message names: with @, or so that they say that they take it into account."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connection

from chat.errors import Refusal
from conversations.models import Awaited, Event
from conversations.rows import Given, Row, as_rows, insertion

URGENT_MOST = 5

Pair = tuple[UUID, UUID]  # conversation, party


class NotAMember(Refusal):
    code = "not_a_member"
    message = "L’une des personnes que vous nommez ne participe pas, ou plus, à cette conversation."
    status = 409


class AsksOneself(Refusal):
    code = "asks_oneself"
    message = "Une prise en compte se demande à quelqu’un d’autre que vous."
    status = 409


class TooManyUrgent(Refusal):
    code = "too_many_urgent"
    message = (
        "Une demande urgente s’adresse à cinq personnes au plus\u00a0:"
        " nommez celles qui doivent agir maintenant."
    )
    status = 409


def refusal_of(
    author: UUID,
    members: Collection[str],
    *,
    mentions: Collection[UUID],
    asked: Collection[UUID],
    urgent: bool,
) -> Refusal | None:
    """Why these people cannot be named in this conversation, if they cannot."""
    if any(str(party) not in members for party in (*mentions, *asked)):
        return NotAMember()
    if author in asked:
        return AsksOneself()
    if urgent and len(asked) > URGENT_MOST:
        return TooManyUrgent()
    return None


def noted(naming: Collection[tuple[Event, Collection[str]]]) -> list[Given]:
    """What entries that name people do to their places; each with the members who hear it."""
    called: dict[Pair, bool] = {}
    for event, members in naming:
        for party, urgently in those_called(event, members):
            pair = (event.conversation_id, party)
            called[pair] = called.get(pair, False) or urgently
    asked = [row for event, _ in naming for row in awaited_by(event)]
    return [insertion(Awaited, asked), brings_back(called)]


def awaited_by(event: Event) -> list[Row]:
    assert event.message
    return [
        {
            "conversation_id": event.conversation_id,
            "seq": event.seq,
            "party_id": party,
            "by_id": event.party_id,
            "urgent": event.message.urgent,
            "asked_at": event.at,
        }
        for party in event.message.asked
    ]


def those_called(event: Event, members: Collection[str]) -> Iterable[tuple[UUID, bool]]:
    """Those who get the conversation back even where they keep it archived, and whether they are
    asked urgently: those named; all, when it is urgent."""
    message = event.message
    assert message
    everyone = map(UUID, members) if message.urgent else ()
    for party in {*message.mentions, *message.asked, *everyone} - {event.party_id}:
        assert party
        yield party, message.urgent and party in message.asked


def brings_back(called: dict[Pair, bool]) -> Given:
    rows = ({"conversation": c, "party": p, "urgent": u} for (c, p), u in called.items())
    return (
        """with held as materialized (
               select p.id, v.urgent
               from json_to_recordset(%s::json) v(conversation uuid, party uuid, urgent boolean)
               join conversations_place p on p.conversation_id = v.conversation
                                         and p.party_id = v.party
               where p.archived_at is not null or (v.urgent and not p.urgent)
               order by p.id for no key update of p)
           update conversations_place p
           set archived_at = null, keep_archived = false, urgent = p.urgent or held.urgent,
               version = version + 1
           from held where p.id = held.id""",
        (as_rows(rows),),
    )


def no_longer_awaits(entry: Event, party: UUID) -> None:
    Awaited.objects.filter(conversation=entry.conversation_id, seq=entry.seq, party=party).delete()


def awaits_again(entry: Event, party: UUID) -> None:
    assert entry.message
    assert entry.party_id
    Awaited.objects.create(
        conversation_id=entry.conversation_id,
        seq=entry.seq,
        party_id=party,
        by_id=entry.party_id,
        urgent=entry.message.urgent,
        asked_at=entry.at,
    )


# What was asked no longer stands: cancelled, masked, or replaced by a later version. `e`: the entry
# that asked.
FELL = """
    exists (select from conversations_event later
            where later.conversation_id = e.conversation_id
              and later.about_seq = coalesce(e.about_seq, e.seq)
              and (later.kind in ('cancelled', 'masked')
                   or (later.kind = 'correction' and later.counts and later.seq > e.seq)))
"""


def awaited_in(conversation: UUID) -> list[tuple[int, int, UUID]]:
    """What is still awaited here: the entry, the first version of what it says, and of whom."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select a.seq, coalesce(e.about_seq, e.seq), a.party_id
               from conversations_awaited a
               join conversations_event e on e.conversation_id = a.conversation_id
                                         and e.seq = a.seq
               where a.conversation_id = %s order by a.seq, a.party_id""",
            [conversation],
        )
        found: list[tuple[int, int, UUID]] = cursor.fetchall()
        return found


def forget_what_fell(conversation: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""delete from conversations_awaited a using conversations_event e
                where a.conversation_id = %s
                  and e.conversation_id = a.conversation_id and e.seq = a.seq and {FELL}""",  # noqa: S608
            [conversation],
        )


def recount(conversation: UUID, parties: Collection[UUID]) -> list[int]:
    """Set whether something urgent waits for them here, and give the places where that changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            """with held as materialized (
                   select p.id, waits.urgently from conversations_place p
                   cross join lateral (
                       select upper_inf(p.visible) and exists (
                           select from conversations_awaited a
                           where a.conversation_id = p.conversation_id
                             and a.party_id = p.party_id and a.urgent) as urgently) waits
                   where p.conversation_id = %s and p.party_id = any(%s)
                     and p.urgent <> waits.urgently
                   order by p.id for no key update of p)
               update conversations_place p set urgent = held.urgently, version = version + 1
               from held where p.id = held.id returning p.id""",
            [conversation, list(parties)],
        )
        return [place for (place,) in cursor.fetchall()]
