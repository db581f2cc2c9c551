"""Reading: what was displayed to whom, who has it, and where one's own marker stands."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from chat.errors import NotFound, Refusal
from conversations import clock, late_receipts, sockets
from conversations.membership import SEES_SOMETHING, last_visible, members_of
from conversations.models import Place
from conversations.protocol import Delivered, ReceiptsChanged, SeenSpan, Span
from conversations.ranges import hold
from conversations.sockets import News
from directory import people

Key = tuple[UUID, UUID]  # conversation, party


class NotVisible(Refusal):
    code = "not_visible"
    message = "Ces messages ne sont pas de ceux que vous pouvez lire."
    status = 409


@dataclass(frozen=True, slots=True)
class Report:
    """What a page says of one conversation: spans shown to its reader, or how far it holds it."""

    party: UUID
    conversation: UUID
    spans: Sequence[Span] = ()
    delivered: int = 0
    hand: UUID | None = None  # whoever acts as the party, which may be a role

    @property
    def key(self) -> Key:
        return self.conversation, self.party


def record(reports: Sequence[Report]) -> list[bool | Refusal]:
    """Record what was reported, in one commit, and tell it. A report told twice changes nothing."""
    with transaction.atomic():
        places = places_of({report.key for report in reports})
        answers = [check(report, places.get(report.key)) for report in reports]
        good = [report for report, answer in zip(reports, answers, strict=True) if answer is True]
        hold_places({report.key for report in good})
        good = with_true_times(good)
        seen = add_spans(good)
        read = move_markers({report.key for report in good if report.spans})
        delivered = move_delivered(good, places)
        news = [*receipts_news(seen, delivered), *recounts(read)]
        transaction.on_commit(lambda: sockets.tell(news))
    return answers


def places_of(keys: Collection[Key]) -> dict[Key, Place]:
    conversations, parties = {c for c, _ in keys}, {p for _, p in keys}
    places = Place.objects.select_related("conversation").filter(
        SEES_SOMETHING, conversation__in=conversations, party__in=parties
    )
    return {(place.conversation_id, place.party_id): place for place in places}


def check(report: Report, place: Place | None) -> bool | Refusal:
    if place is None:
        return NotFound()
    end = last_visible(place.visible, place.conversation.last_seq)
    for span in report.spans:
        if span.to_seq > end or not hold(place.visible, span.from_seq, span.to_seq):
            return NotVisible()
    return True


def by_our_clock(spans: Sequence[Span], said_at: datetime) -> list[Span]:
    """The same spans, on our clock: a PC that is an hour late was so when it displayed them too."""
    late = clock.now() - said_at
    return [s.model_copy(update={"displayed_at": s.displayed_at + late}) for s in spans]


def with_true_times(reports: list[Report]) -> list[Report]:
    """What was displayed before a correction in place is told as such; and the correction will be
    told at the end. The places are held: one that comes meanwhile finds these reports recorded."""
    in_place = late_receipts.in_place_in({r.conversation for r in reports if r.spans})
    if not in_place:
        return reports
    timed = [
        replace(r, spans=[late_receipts.timed(s, in_place[r.conversation]) for s in r.spans])
        for r in reports
    ]
    late_receipts.due({
        (report.conversation, correction.seq)
        for report in timed
        for correction in in_place[report.conversation]
        if correction.party != report.party and any(map(correction.was_missed_by, report.spans))
    })  # fmt: skip
    return timed


def add_spans(reports: Sequence[Report]) -> list[tuple[UUID, SeenSpan]]:
    """Add the spans that say something new, and give them with their conversation."""
    now = clock.now()
    spans = [
        (r.conversation, r.party, behind(r), s.from_seq, s.to_seq, min(s.displayed_at, now), now)
        for r in reports
        for s in r.spans
    ]
    if not spans:
        return []
    added = fetched(
        """insert into conversations_seen
               (conversation_id, party_id, author_id, from_seq, to_seq, displayed_at, recorded_at)
           select v.conversation, v.party, v.author, v.first, v.last, shown.at, v.recorded
           from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::int[], %s::int[],
                       %s::timestamptz[], %s::timestamptz[])
                v(conversation, party, author, first, last, displayed, recorded)
           join conversations_place p on p.conversation_id = v.conversation
                                     and p.party_id = v.party
           join conversations_event e on e.conversation_id = v.conversation and e.seq = v.last
           -- Nobody saw it before it was there.
           cross join lateral (select greatest(v.displayed, e.at) as at) shown
           where not exists (
               select from conversations_seen s
               where s.conversation_id = v.conversation and s.party_id = v.party
                 and s.from_seq <= v.first and s.to_seq >= v.last
                 and s.displayed_at <= shown.at
                 -- What is displayed again after « marquer non lu » is new.
                 and (p.marked_unread_at is null or s.displayed_at > p.marked_unread_at
                      or shown.at <= p.marked_unread_at))
           returning conversation_id, party_id, author_id, from_seq, to_seq, displayed_at""",
        spans,
    )
    hands = people.by_id(hand for _, _, hand, *_ in added if hand)
    return [
        (c, SeenSpan(party=p, from_seq=f, to_seq=t, at=at, hand=hands.get(hand)))
        for c, p, hand, f, t, at in added
    ]


def behind(report: Report) -> UUID | None:
    """The person, where a role looked; none: the party itself."""
    return None if report.hand == report.party else report.hand


def move_markers(keys: Collection[Key]) -> list[Key]:
    """Move each marker over what was displayed without a gap, and give those that moved.

    It stops before the first entry that counts and was not displayed since « marquer non lu ».
    A report that comes late from another page, or again, does not undo that mark.
    """
    if not keys:
        return []
    return fetched(
        """update conversations_place p set read_upto = x.upto, version = version + 1
           from (select p.id, coalesce(
                   (select e.seq - 1 from conversations_event e
                    where e.conversation_id = p.conversation_id and e.seq > p.read_upto
                      and e.counts and e.party_id is distinct from p.party_id
                      and (e.counts_for_id is null or e.counts_for_id = p.party_id)
                      and e.seq <@ p.visible
                      -- What was replaced at the end is folded, what was masked is gone.
                      and not coalesce((
                          select true from conversations_event l
                          where l.conversation_id = e.conversation_id
                            and l.about_seq = coalesce(e.about_seq, e.seq)
                            and (l.kind = 'masked'
                                 or (l.counts and l.kind in ('correction', 'cancelled')
                                     and l.seq > e.seq and l.seq <@ p.visible)) limit 1), false)
                      and not exists (
                          select from conversations_seen s
                          where s.conversation_id = p.conversation_id and s.party_id = p.party_id
                            and s.from_seq <= e.seq and s.to_seq >= e.seq
                            and s.displayed_at > coalesce(p.marked_unread_at, '-infinity'))
                    order by e.seq limit 1), c.last_seq) as upto
                 from unnest(%s::uuid[], %s::uuid[]) v(conversation, party)
                 join conversations_place p on p.conversation_id = v.conversation
                                           and p.party_id = v.party and upper_inf(p.visible)
                 join conversations_conversation c on c.id = p.conversation_id) x
           where p.id = x.id and x.upto > p.read_upto
           returning p.conversation_id, p.party_id""",
        list(keys),
    )


def hold_places(keys: Collection[Key]) -> None:
    """Until the commit. The next statement then sees what another page has displayed, and a mark
    comes before or after it, never within. In one order for everybody: no deadlock."""
    if not keys:
        return
    fetched(
        """select p.id from unnest(%s::uuid[], %s::uuid[]) v(conversation, party)
           join conversations_place p on p.conversation_id = v.conversation
                                     and p.party_id = v.party
           order by p.id for no key update of p""",
        list(keys),
    )


def move_delivered(reports: Sequence[Report], places: dict[Key, Place]) -> list[tuple[Any, ...]]:
    """Note how far each page holds its conversation. Gives (conversation, party, up to)."""
    upto = {
        report.key: min(report.delivered, last_visible(place.visible, place.conversation.last_seq))
        for report in reports
        if report.delivered > (place := places[report.key]).delivered_upto
    }
    if not upto:
        return []
    return fetched(
        """update conversations_place p set delivered_upto = v.upto
           from unnest(%s::uuid[], %s::uuid[], %s::int[]) v(conversation, party, upto)
           where p.conversation_id = v.conversation and p.party_id = v.party
             and p.delivered_upto < v.upto
           returning p.conversation_id, p.party_id, p.delivered_upto""",
        [(*key, seq) for key, seq in upto.items()],
    )


def receipts_news(
    seen: list[tuple[UUID, SeenSpan]], delivered: list[tuple[Any, ...]]
) -> list[News]:
    """One frame a conversation, for those of its members who have it open."""
    spans: dict[UUID, list[SeenSpan]] = defaultdict(list)
    for conversation, span in seen:
        spans[conversation].append(span)
    held: dict[UUID, list[Delivered]] = defaultdict(list)
    for conversation, party, seq in delivered:
        held[conversation].append(Delivered(party=party, upto=seq))
    return [
        News(
            to=members,
            watching=str(conversation),
            frame=ReceiptsChanged(
                conversation=conversation, seen=spans[conversation], delivered=held[conversation]
            ).model_dump_json(),
        )
        for conversation, members in members_of(spans.keys() | held.keys()).items()
    ]


def recounts(read: list[Key]) -> list[News]:
    return [News(to=[str(party)], recount=str(conversation)) for conversation, party in read]


def fetched(statement: str, rows: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Run a statement whose parameters are these rows' columns, and give what it returns."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])
        found: list[Any] = cursor.fetchall()
        return found
