"""What an export holds: the conversation as its asker may see it, entry by entry, with proof."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID

from conversations.about import about_of
from conversations.aftermath import Aftermath, aftermath_of, hand_of, root_of
from conversations.attachment import Attachment
from conversations.events import render
from conversations.export import Export
from conversations.exports.shapes import (
    AttachedFile,
    ChainHead,
    Document,
    ExportedEntry,
    Presence,
    VersionSaid,
)
from conversations.exports.sights import Readers
from conversations.history import entries_of
from conversations.identity import ins_of, shown
from conversations.membership import Seat
from conversations.models import Event, Period
from conversations.ranges import common, hold, within
from conversations.shapes import File
from conversations.stretches import stretches
from directory import formerly, people

AT_ONCE = 500  # entries read between two words about how far it is
Kind = Event.Kind
WITH_WORDS = (Kind.MESSAGE, Kind.CORRECTION)
Progress = Callable[[float], None]


def document_of(export: Export, seat: Seat, *, progress: Progress) -> Document:
    """Read it, telling from time to time which part is done. What was selected, and no more than
    what they may see now."""
    selected = common(seat.place.visible, export.selected)
    reading = Reading(seat, export)
    entries: list[ExportedEntry] = []
    wanted = entries_of(seat).filter(within(selected))
    total = sum((last or first) - first + 1 for first, last in selected)
    for stretch in stretches(wanted, "seq", size=AT_ONCE):
        entries += reading.exported(stretch)
        progress(len(entries) / total)
    patient = about_of([seat.place])[seat.conversation.id].patient
    head = entries_of(seat).filter(seq__lt=export.seq).order_by("-seq")[0]
    hand = hand_of(Event.objects.get(conversation=export.conversation_id, seq=export.seq))
    reading.named |= {export.asker_id, *([hand] if hand else [])}
    return Document.model_construct(
        export=export.id,
        exported_at=export.asked_at.astimezone(UTC),
        exported_by=export.asker_id,
        exported_by_hand=hand,
        conversation=seat.conversation.id,
        kind=seat.conversation.kind,
        subject=seat.place.frozen_subject if seat.until else seat.conversation.subject,
        patient=patient and shown(patient),
        ins=patient and ins_of(patient),
        selected=[(first, last) for first, last in selected if last],
        whole=list(selected) == list(common(seat.place.visible, [(1, head.seq)])),
        messages=export.messages,
        head=ChainHead(seq=head.seq, hash=bytes(head.hash).hex()),
        people=list(people.by_id(reading.named).values()),
        formerly=formerly.of(reading.named, since=seat.conversation.created_at),
        participants=presences(reading.readers),
        entries=entries,
    )


class Reading:
    """A stretch of entries after the other, as of one moment."""

    def __init__(self, seat: Seat, export: Export) -> None:
        self.seat, self.end = seat, min(seat.last_seq, export.seq - 1)
        self.readers = Readers(seat, asked_at=export.asked_at)
        self.named = {stay.party for stay in self.readers.stays}

    def exported(self, events: Sequence[Event]) -> Iterator[ExportedEntry]:
        past = aftermath_of(self.seat.conversation.id, events, end=self.end)
        files = attached(events, past)
        roots = self.roots_of(events, past)
        sights = self.readers.sights(events)
        for event in events:
            says = event.kind in WITH_WORDS and not is_in_place(event)
            seen, unseen = self.readers.of(event, sights.get(event.seq, {})) if says else ([], [])
            self.name(event)
            self.named |= {one.hand for one in seen if one.hand}
            entry = render(event, past)
            yield ExportedEntry.model_construct(
                **{name: getattr(entry, name) for name in SHARED},
                hand=hand_of(event),
                versions=self.versions(roots, event, past) if says else [],
                seen=seen,
                not_seen=unseen,
                attachments=files.get(event.seq, []),
                previous_hash=bytes(event.previous_hash).hex(),
                hash=bytes(event.hash).hex(),
            )

    def roots_of(self, events: Sequence[Event], past: Aftermath) -> dict[int, Event]:
        """The first versions of what was corrected, where they may be seen."""
        wanted = {root_of(event) for event in events} & set(past.corrections)
        return {event.seq: event for event in entries_of(self.seat).filter(seq__in=wanted)}

    def versions(self, roots: dict[int, Event], event: Event, past: Aftermath) -> list[VersionSaid]:
        """All states of its words that they may see; none when it was never corrected."""
        root = root_of(event)
        later = [each for each in past.corrections.get(root, []) if self.sees(each.seq)]
        first = [roots[root]] if root in roots else []
        masked = root in past.masked
        said = once([*first, *later])
        return [version_said(each, masked=masked) for each in said] if later else []

    def sees(self, seq: int) -> bool:
        return hold(self.seat.place.visible, seq, seq)

    def name(self, event: Event) -> None:
        """Whoever is spoken of is in the document's list of people."""
        said = event.message
        parties = [event.party_id, event.about_party_id, hand_of(event)]
        parties += [*said.mentions, *said.asked] if said else []
        parties += [UUID(one) for one in (event.details or {}).get("parties", [])]
        self.named |= {party for party in parties if party}


SHARED = ("seq", "at", "composed_at", "party", "what")


def is_in_place(event: Event) -> bool:
    return event.kind == Kind.CORRECTION and not event.counts


def once(events: Iterable[Event]) -> list[Event]:
    """The same words are told again at the end where somebody had seen what they replaced."""
    first: dict[UUID | None, Event] = {}
    for event in events:
        first.setdefault(event.message_id, event)
    return [*first.values()]


def version_said(event: Event, *, masked: bool) -> VersionSaid:
    assert event.message is not None
    return VersionSaid.model_construct(
        version=int((event.details or {}).get("version", 1)),
        seq=event.seq,
        at=event.at.astimezone(UTC),
        in_place=is_in_place(event),
        text="" if masked else event.message.text,
    )


def attached(events: Iterable[Event], past: Aftermath) -> dict[int, list[AttachedFile]]:
    """The files of each entry's words, those that a correction in place left behind included."""
    said = {
        event.seq: past.files[event.message_id]
        for event in events
        if event.message_id in past.files and root_of(event) not in past.masked
    }
    ids = [file.id for files in said.values() for file in files]
    sums = dict(Attachment.objects.filter(id__in=ids).values_list("id", "file"))
    return {
        seq: [
            AttachedFile(
                id=file.id,
                name=file.name,
                type=file.type,
                size=file.size,
                sha256=sums[file.id],
                path=path_of(seq, number, file),
            )
            for number, file in enumerate(files, 1)
        ]
        for seq, files in said.items()
    }


def path_of(seq: int, number: int, file: File) -> str | None:
    """Where it lies in the zip: only what may be opened is put there."""
    if file.state != "ready":
        return None
    name = re.sub(r"[^\w. -]", "_", file.name)[-100:]
    name = re.sub(r"\.{2,}", ".", name).lstrip(". ")
    return f"pieces-jointes/{seq}-{number}-{name}"


def presences(readers: Readers) -> list[Presence]:
    """Who took part, from when to when."""
    moments = moments_of(readers.conversation)
    return [
        Presence.model_construct(
            party=stay.party,
            from_seq=stay.from_seq,
            joined_at=moments[stay.party, stay.from_seq],
            to_seq=stay.to_seq,
            left_at=stay.to_seq and moments[stay.party, stay.to_seq],
            suspended=stay.suspended,
        )
        for stay in readers.stays
    ]


def moments_of(conversation: UUID) -> dict[tuple[UUID, int], datetime]:
    """When each party came and went, by the entry with which they did. A history may have been
    given from that entry on, later."""
    facts = Period.objects.filter(conversation=conversation).exclude(fact=Period.Fact.HISTORY)
    return {(f.party_id, f.seq): f.at.astimezone(UTC) for f in facts.order_by("-id")}


def masked_since(export: Export) -> bool:
    """Something of this conversation was masked after it was read: the files may still say it."""
    return Event.objects.filter(
        kind=Kind.MASKED, conversation=export.conversation_id, seq__gt=export.read_at_seq
    ).exists()
