"""What an entry is to each of those who see it, and whether they have seen it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from conversations import clock
from conversations.models import Event
from conversations.rows import as_rows
from conversations.shapes import Level
from directory import duties
from push.models import Notice
from push.rules import Cause

Kind = Event.Kind
LARGE = 12  # people; of a larger group it is proposed to be told of mentions only


@dataclass(frozen=True, slots=True)
class Situation:
    """One person, and one entry that counts for them, that still stands and that they may see."""

    conversation: UUID
    seq: int
    at: datetime
    party: UUID  # who sees it: themselves, or a role whose duty they have
    person: UUID
    cause: Cause
    awaited: bool  # by anybody: one of those asked has not taken it
    seen: bool
    chosen: Level | None  # for this conversation
    kept_archived: bool
    members: int

    @property
    def for_themselves(self) -> bool:
        """Not for a role: whoever has its duty is there for it, whatever they say of themselves."""
        return self.party == self.person

    @property
    def over(self) -> bool:
        """Nothing is to be told any more. An urgent request is not done with by being seen."""
        return self.seen and self.cause != Cause.URGENT


Entry = tuple[UUID, int]
Found = dict[str, Any]


def of(entries: Iterable[Entry], *, parties: Collection[UUID] | None = None) -> list[Situation]:
    """For all whom they reach, or for those of these parties."""
    found = read(entries, parties)
    reached = reached_by({row["party_id"] for row in found})
    return [
        situation_of(row, person)
        for row in found
        for person in sorted(reached[row["party_id"]])
        if person != row["author_id"] or row["reported"]
    ]


def behind(told: Collection[Notice]) -> dict[UUID, Situation]:
    """By notice: what it was told of, as it is now for whom it was told to."""
    entries = {(n.conversation_id, n.seq) for n in told if n.conversation_id and n.seq}
    found = of(entries, parties={notice.party_id for notice in told}) if entries else []
    now: dict[tuple[UUID, UUID, UUID | None, int | None], Situation] = {
        (one.person, one.party, one.conversation, one.seq): one for one in found
    }
    theirs = {n.id: now.get((n.person_id, n.party_id, n.conversation_id, n.seq)) for n in told}
    return {notice: one for notice, one in theirs.items() if one}


def reached_by(parties: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Themselves, or those who have the duty of a role."""
    roles = duties.roles_among(parties)
    on_duty = duties.those_on_duty(roles) if roles else {}
    return {one: on_duty.get(one, set()) if one in roles else {one} for one in parties}


def read(entries: Iterable[Entry], parties: Collection[UUID] | None) -> list[Found]:
    asked = as_rows({"conversation": c, "seq": seq} for c, seq in set(entries))
    with connection.cursor() as cursor:
        given = {"parties": None if parties is None else list(parties), "now": clock.now()}
        cursor.execute(SITUATIONS, {"entries": asked, **given})
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def situation_of(row: Found, person: UUID) -> Situation:
    return Situation(
        conversation=row["conversation_id"],
        seq=row["seq"],
        at=row["at"],
        party=row["party_id"],
        person=person,
        cause=cause_in_mail(row) if row["mail"] else cause_of(row),
        awaited=row["awaited_still"],
        seen=not row["reported"] and (row["seen"] or (row["asked"] and not row["awaited"])),
        chosen=Level(row["notify"]) if row["notify"] else None,
        kept_archived=row["kept_archived"],
        members=row["members"],
    )


def cause_of(row: Found) -> Cause:
    if row["urgent"] and row["awaited"]:
        return Cause.URGENT
    if row["kind"] == Kind.VACATED or (row["kind"] == Kind.UNANSWERED and row["of_urgent"]):
        return Cause.UNANSWERED
    if row["personal"]:
        return Cause.PERSONAL
    if row["saw_before"] or row["reported"] or row["kind"] == Kind.REMINDED:
        return Cause.CORRECTED
    if row["asked"] or row["mentioned"]:
        return Cause.NAMED
    return Cause.ORDINARY


def cause_in_mail(row: Found) -> Cause:
    """Of what became of a letter, only that it did not arrive, or that nobody knows, counts."""
    if row["kind"] == Kind.LETTER_STATE:
        return Cause.UNDELIVERED
    return Cause.BY_PATIENT if row["by_patient"] else Cause.ORDINARY


# What a later entry replaced, declared wrong or hid is told by that one, or not at all. What was
# marked read, or answered, is not told either, though it makes no « vu ».
SITUATIONS = """
    with asked as (
        select conversation, seq from json_to_recordset(%(entries)s::json)
               asked(conversation uuid, seq int)),
    members as (
        select p.conversation_id, count(*) as number from conversations_place p
        where p.conversation_id in (select conversation from asked) and upper_inf(p.visible)
        group by p.conversation_id)
    select e.conversation_id, e.seq, p.party_id, e.author_id, e.at, e.kind,
           coalesce((e.details ->> 'urgent')::boolean, false) as of_urgent,
           coalesce((e.details ->> 'by_patient')::boolean, false) as by_patient,
           c.kind = 'mail' as mail, e.counts_for_id is not null as personal,
           coalesce(m.urgent, false) as urgent,
           coalesce(p.party_id = any(m.asked), false) as asked,
           coalesce(p.party_id = any(m.mentions), false) as mentioned,
           exists (select from conversations_awaited a
                   where a.conversation_id = e.conversation_id and a.seq = e.seq
                     and a.party_id = p.party_id) as awaited,
           exists (select from conversations_awaited a
                   where a.conversation_id = e.conversation_id and a.seq = e.seq) as awaited_still,
           e.kind in ('correction', 'cancelled') and exists (
               select from conversations_event said
               join conversations_seen s on s.conversation_id = e.conversation_id
                                        and s.party_id = p.party_id
                                        and s.from_seq <= said.seq and s.to_seq >= said.seq
               where said.conversation_id = e.conversation_id and said.seq < e.seq
                 and (said.seq = e.about_seq
                      or (said.about_seq = e.about_seq and said.kind = 'correction'
                          and said.counts))) as saw_before,
           p.read_upto >= e.seq or exists (
               select from conversations_seen s
               where s.conversation_id = e.conversation_id and s.party_id = p.party_id
                 and s.from_seq <= e.seq and s.to_seq >= e.seq) as seen,
           case when p.notify_until <= %(now)s then '' else p.notify end as notify,
           p.archived_at is not null and p.keep_archived as kept_archived,
           members.number as members, reported.yes as reported
    from asked
    join conversations_event e on e.conversation_id = asked.conversation and e.seq = asked.seq
    join conversations_conversation c on c.id = e.conversation_id
    join members on members.conversation_id = e.conversation_id
    join conversations_place p on p.conversation_id = e.conversation_id
                              and upper_inf(p.visible) and e.seq <@ p.visible
    left join conversations_message m on m.id = e.message_id
    -- To its author: somebody says that it is wrong, and they have not answered.
    cross join lateral (
        select p.party_id = e.party_id and exists (
            select from conversations_errorreport r
            where r.conversation_id = e.conversation_id and r.about_seq = e.seq
              and not exists (
                  select from conversations_event answer
                  where answer.conversation_id = e.conversation_id
                    and answer.about_seq = e.seq and answer.seq > r.known_seq
                    and answer.kind in ('correction', 'cancelled', 'masked'))) as yes) reported
    where (e.counts or (e.kind = 'reminded' and e.details -> 'parties' ? p.party_id::text))
      and (p.party_id is distinct from e.party_id or reported.yes)
      and (e.counts_for_id is null or e.counts_for_id = p.party_id)
      and (%(parties)s::uuid[] is null or p.party_id = any(%(parties)s::uuid[]))
      and (reported.yes or not exists (
          select from conversations_event later
          where later.conversation_id = e.conversation_id and later.seq > e.seq
            and later.about_seq = coalesce(e.about_seq, e.seq)
            and (later.kind = 'masked'
                 or (later.kind in ('correction', 'cancelled') and later.counts))))
    order by e.conversation_id, e.seq, p.id
"""
