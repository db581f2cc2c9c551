"""The versions of a message: what stands now, what it replaced, and who has seen which words."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q

from conversations.models import Event

Kind = Event.Kind
STILL = 0  # in Sights, beside the versions’ numbers: who has seen that it was cancelled


class FirstSight(NamedTuple):
    at: datetime
    hand: UUID | None  # the person who saw it, as a role


Sights = dict[int, dict[UUID, FirstSight]]  # by version, then by party


@dataclass(frozen=True, slots=True)
class Spell:
    """While some words were shown in the place of an entry: from then, until then."""

    seq: int
    since: datetime | None = None
    until: datetime | None = None


@dataclass(slots=True)
class Version:
    """The same words, wherever they were shown: a late receipt moves them to the end."""

    event: Event
    number: int
    spells: list[Spell]

    @property
    def text(self) -> str:
        assert self.event.message is not None
        return self.event.message.text

    @property
    def in_place(self) -> bool:
        return self.event.kind == Kind.CORRECTION and not self.event.counts


@dataclass(slots=True)
class Story:
    """One message from its first words on."""

    root: Event
    versions: list[Version] = field(default_factory=list)
    cancelled: Event | None = None
    masked: Event | None = None
    later: list[Event] = field(default_factory=list)

    @property
    def last(self) -> Version:
        return self.versions[-1]

    @property
    def stands_at(self) -> int:
        """The entry that shows the last version."""
        return self.last.spells[-1].seq

    @property
    def standing(self) -> Event:
        """That entry."""
        [event] = [each for each in (self.root, *self.later) if each.seq == self.stands_at]
        return event

    @property
    def shown_at(self) -> set[int]:
        """All entries that show, or showed, something of it."""
        ends = {self.cancelled.seq} if self.cancelled else set()
        return ends | {spell.seq for version in self.versions for spell in version.spells}

    @property
    def asked(self) -> set[UUID]:
        """Whose « Pris en compte » it ever asked for."""
        said = [version.event.message for version in self.versions]
        return {party for message in said if message for party in message.asked}

    def take(self, event: Event) -> None:
        """One more entry about it, in the order of the timeline."""
        self.later.append(event)
        match Kind(event.kind):
            case Kind.CORRECTION if event.message_id == self.last.event.message_id:
                self.last.spells.append(Spell(event.seq))
            case Kind.CORRECTION:
                self._replace(event)
            case Kind.CANCELLED:
                self.cancelled = event
            case Kind.MASKED:
                self.masked = event
            case _:
                pass

    def _replace(self, event: Event) -> None:
        seq, since = event.seq, None
        if not event.counts:
            before = self.last.spells[-1]
            self.last.spells[-1] = Spell(before.seq, before.since, event.at)
            seq, since = before.seq, event.at
        number = int((event.details or {})["version"])
        self.versions.append(Version(event, number, [Spell(seq, since)]))


def story_at(conversation: UUID, seq: int) -> Story | None:
    """The story of the message of which this entry shows a version, or the cancellation."""
    entry = Event.objects.filter(
        Q(kind=Kind.MESSAGE) | Q(kind__in=[Kind.CORRECTION, Kind.CANCELLED], counts=True),
        conversation=conversation,
        seq=seq,
    ).first()
    return story_of(conversation, entry.about_seq or entry.seq) if entry else None


def story_of(conversation: UUID, root: int) -> Story:
    about = Q(seq=root) | Q(about_seq=root)
    events = Event.objects.select_related("message").filter(about, conversation=conversation)
    first, *later = events.order_by("seq")
    return told([first, *later])


def told(events: Sequence[Event]) -> Story:
    first, *later = events
    story = Story(first, [Version(first, 1, [Spell(first.seq)])])
    for event in later:
        story.take(event)
    return story


def sights_of(story: Story, *, until: datetime | None = None) -> Sights:
    """Who has seen which words, and when first; as known then."""
    spells = [(v.number, spell) for v in story.versions for spell in v.spells]
    if story.cancelled:
        spells.append((STILL, Spell(story.cancelled.seq)))
    found: Sights = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(SEEN, [as_json(spells), story.root.conversation_id, until, until])
        for number, party, *first in cursor.fetchall():
            found[number][party] = FirstSight(*first)
    return found


SEEN = """
    select spell.number, s.party_id, min(s.displayed_at),
           (array_agg(s.author_id order by s.displayed_at))[1]
    from json_to_recordset(%s::json)
         spell(number int, seq int, since timestamptz, until timestamptz)
    join conversations_seen s on s.conversation_id = %s
                             and s.from_seq <= spell.seq and s.to_seq >= spell.seq
                             and (spell.since is null or s.displayed_at >= spell.since)
                             and (spell.until is null or s.displayed_at < spell.until)
    where %s::timestamptz is null or s.recorded_at <= %s
    group by spell.number, s.party_id
"""


def as_json(spells: Iterable[tuple[int, Spell]]) -> str:
    rows = [
        {"number": number, "seq": spell.seq, "since": spell.since, "until": spell.until}
        for number, spell in spells
    ]
    return json.dumps(rows, default=datetime.isoformat)


def only_wrong(story: Story, sights: Sights) -> set[UUID]:
    """Those who saw a wrong version, and not what stands now. Its author is not among them."""
    stands = STILL if story.cancelled else story.last.number
    wrong = {party for number, seen in sights.items() if number != stands for party in seen}
    return wrong - set(sights.get(stands, ())) - {story.root.party_id}
