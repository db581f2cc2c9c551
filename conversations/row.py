"""A conversation as the list shows it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from conversations.about import About, about_of
from conversations.correspondents import companions_of
from conversations.identity import shown
from conversations.membership import last_visible, stays_in
from conversations.models import Conversation, Period, Place
from conversations.shapes import Preview, Row
from conversations.unread import UNREAD, view_of
from directory import people as directory
from directory.models import Professional
from directory.shapes import Person

PREVIEW = 140  # characters
NAMED = 12  # most teams whole, so that whoever spoke last has a name


def rows_of(person: Professional, places: Sequence[Place]) -> list[Row]:
    """These places of theirs as rows, in the same order, in a fixed number of queries."""
    waiting = dict(
        Place.objects.filter(id__in=[place.id for place in places]).values_list("id", UNREAD)
    )
    others, numbers = companions(person, places)
    patients = about_of(places)
    previews = last_said(places)
    return [
        row_of(
            place,
            about=patients[place.conversation_id],
            unread=waiting[place.id],
            people=others[place.conversation_id],
            number=numbers[place.conversation_id],
            last=previews.get(place.conversation_id),
        )
        for place in places
    ]


def row_of(
    place: Place,
    *,
    about: About,
    unread: int,
    people: list[Person],
    number: int,
    last: Preview | None,
) -> Row:
    room = place.conversation
    last_seq, left = last_visible(place.visible, room.last_seq), place.frozen_at is not None
    return Row.model_construct(
        id=room.id,
        kind=room.kind,
        subject=place.frozen_subject if left else room.subject,
        patient=about.patient and shown(about.patient),
        opposed=about.opposed,
        people=people,
        member_count=number,
        last=last,
        content_at=active_at(place),
        last_seq=last_seq,
        left=left,
        place=view_of(place, unread=unread, last_seq=last_seq),
    )


def active_at(place: Place) -> datetime:
    """When something last counted here, for the owner of this place."""
    at = place.frozen_at or place.conversation.content_at
    return max(at, place.added_at or at)


Companions = dict[UUID, tuple[list[UUID], int]]  # by conversation


def companions(
    person: Professional, places: Sequence[Place]
) -> tuple[dict[UUID, list[Person]], dict[UUID, int]]:
    """The first others of each conversation, and how many take part in all; for one who left, of
    the day they did."""
    mail = [p.conversation_id for p in places if p.conversation.kind == Conversation.Kind.MAIL]
    chats = [place for place in places if place.conversation.kind != Conversation.Kind.MAIL]
    found = present([place for place in chats if place.frozen_at is None], person.id)
    found |= of_then([place for place in chats if place.frozen_at is not None], person.id)
    people = directory.by_id(party for parties, _ in found.values() for party in parties)
    named = {c: ([people[one] for one in some], number) for c, (some, number) in found.items()}
    if mail:
        named |= companions_of(mail, NAMED)
    return {c: some for c, (some, _) in named.items()}, {c: n for c, (_, n) in named.items()}


def of_then(places: Sequence[Place], me: UUID) -> Companions:
    """From the facts, down to the entry with which each place stands still."""
    ends = {p.conversation_id: last_visible(p.visible, p.conversation.last_seq) for p in places}
    facts: dict[UUID, list[tuple[UUID, str, int]]] = {conversation: [] for conversation in ends}
    for room, party, fact, seq in (
        Period.objects.filter(conversation__in=list(ends))
        .order_by("id")
        .values_list("conversation", "party", "fact", "seq")
    ):
        if seq <= ends[room]:
            facts[room].append((party, fact, seq))
    there = {
        room: [stay.party for stay in stays_in(facts[room]) if stay.to_seq is None] for room in ends
    }
    return {
        room: ([party for party in parties if party != me][:NAMED], len(parties))
        for room, parties in there.items()
    }


def present(places: Sequence[Place], me: UUID) -> Companions:
    with connection.cursor() as cursor:
        cursor.execute(
            """select c.id, first.parties, everyone.number
               from unnest(%(conversations)s::uuid[]) c(id)
               cross join lateral (
                   select array_agg(party_id) as parties from (
                       select party_id from conversations_place
                       where conversation_id = c.id and party_id <> %(me)s and upper_inf(visible)
                       order by added_at nulls first, id limit %(named)s) p) first
               cross join lateral (
                   select count(*) as number from conversations_place
                   where conversation_id = c.id and upper_inf(visible)) everyone""",
            {
                "conversations": [place.conversation_id for place in places],
                "me": me,
                "named": NAMED,
            },
        )
        return {c: (parties or [], number) for c, parties, number in cursor.fetchall()}


def last_said(places: Sequence[Place]) -> dict[UUID, Preview]:
    """The last entry that counts and that the place's owner may see, with its first words as they
    stand: corrected in place, or masked."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_SAID, [PREVIEW, [place.id for place in places]])
        return {
            conversation: Preview.model_construct(
                seq=seq,
                root=root,
                at=at,
                party=party,
                text=text,
                state=state,
                files=files,
                added=added,
            )
            for conversation, seq, root, at, party, text, state, files, added in cursor.fetchall()
        }


LAST_SAID = """
    select p.conversation_id, e.seq, e.root, e.at, e.party_id,
           case when masked.yes then '' else left(coalesce(m.text, became.reason, ''), %s) end,
           case when masked.yes then 'masked'
                when e.kind in ('cancelled', 'vacated', 'unanswered') then e.kind
                when became.state = 'unknown' then 'uncertain'
                when e.kind = 'letter_state' then 'undelivered'
                else 'said' end,
           case when masked.yes then 0
                else coalesce(nullif(cardinality(m.files), 0), cardinality(own.files), 0) end,
           e.kind = 'added'
    from conversations_place p
    cross join lateral (
        select *, coalesce(about_seq, seq) as root from conversations_event
        where conversation_id = p.conversation_id and counts and seq <@ p.visible
          and (counts_for_id is null or counts_for_id = p.party_id)
        order by seq desc limit 1) e
    left join lateral (
        select true as yes from conversations_event
        where conversation_id = e.conversation_id and about_seq = e.root and kind = 'masked'
        limit 1) masked on true
    left join lateral (
        select message_id from conversations_event
        where conversation_id = e.conversation_id and about_seq = e.root and seq > e.seq
          and kind = 'correction' and not counts and seq <@ p.visible
        order by seq desc limit 1) in_place on true
    left join conversations_message m on m.id = coalesce(in_place.message_id, e.message_id)
    left join conversations_message own on own.id = e.message_id
    left join conversations_letterstate became
           on e.kind = 'letter_state' and became.conversation_id = e.conversation_id
          and became.seq = e.seq
    where p.id = any(%s)
"""
