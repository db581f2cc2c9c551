"""What was found, read from the entries themselves: the index only proposed it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from conversations.aftermath import Aftermath, hand_of, hands_of, noted, root_of
from conversations.attachment import Attachment
from conversations.correspondents import speakers_of
from conversations.membership import last_visible
from conversations.models import Event, Place
from conversations.search.paths import Key
from conversations.search.shapes import FoundMessage, Piece, SearchAsked
from conversations.search.snippet import found_in, snippet, stems_near
from conversations.search.words import Question
from conversations.standing import said_in, standing_of
from directory.shapes import Person

VERSIONS = (Event.Kind.MESSAGE, Event.Kind.LETTER, Event.Kind.CORRECTION)
# « corrected_since »: for one who left before, what they read is all there is.
STANDS = ("current", "corrected_since")


@dataclass(frozen=True, slots=True)
class Said:
    """A version of what an entry says, or the name of one of its files."""

    entry: Event
    text: str
    file: UUID | None
    superseded: bool


def read(
    hits: Collection[Key],
    places: Iterable[Place],
    asked: SearchAsked,
    wanted: Question | None,
) -> list[FoundMessage]:
    """Those that do say it, each with its author and the words around."""
    said = [one for one in versions_of(hits, places) if asked.superseded or not one.superseded]
    authors = speakers_of(
        (one.entry.conversation_id, one.entry.party_id) for one in said if one.entry.party_id
    )
    hands = hands_of(one.entry for one in said)
    return [
        FoundMessage(
            conversation=one.entry.conversation_id,
            seq=one.entry.seq,
            at=one.entry.at,
            author=author_of(one.entry, authors),
            hand=hands.get(hand) if (hand := hand_of(one.entry)) else None,
            file=one.file,
            snippet=pieces,
            superseded=one.superseded,
        )
        for one, pieces in with_pieces(said, wanted)
    ]


def author_of(entry: Event, known: dict[tuple[UUID, UUID], Person]) -> Person | None:
    return known.get((entry.conversation_id, entry.party_id)) if entry.party_id else None


def with_pieces(said: list[Said], wanted: Question | None) -> Iterator[tuple[Said, list[Piece]]]:
    if wanted is None:
        yield from ((one, snippet(one.text, [])) for one in said)
        return
    stems = stems_near(wanted, [one.text for one in said])
    for one in said:
        found = found_in(wanted, one.text, stems)
        if found is not None:
            yield one, snippet(one.text, found)


def versions_of(hits: Collection[Key], places: Iterable[Place]) -> Iterator[Said]:
    pairs = [(key.conversation, seq) for key in hits for seq in (key.seq, key.said_seq)]
    found = Event.objects.select_related("message").filter(pk__in=pairs)
    entries = {(entry.conversation_id, entry.seq): entry for entry in found}
    names = Attachment.objects.in_bulk([UUID(key.file) for key in hits if key.file])
    pasts = pasts_of(entries.values(), places)
    for key in hits:
        entry, version = (entries[key.conversation, seq] for seq in (key.seq, key.said_seq))
        past = pasts[key.conversation]
        if root_of(entry) in past.masked or version.message is None:
            continue
        file = names[UUID(key.file)] if key.file else None
        stands = entry.kind not in VERSIONS or (
            standing_of(entry, past).state in STANDS
            and version.message.id == bearer_of(entry, past, of_files=file is not None)
        )
        text = file.name if file else version.message.text
        yield Said(entry, text, file.id if file else None, superseded=not stands)


def bearer_of(entry: Event, past: Aftermath, *, of_files: bool) -> UUID | None:
    """The message whose words, or files, the entry shows: events._body says the same."""
    said = said_in(entry, past)
    return said.id if said.files or not of_files else entry.message_id


def pasts_of(entries: Collection[Event], places: Iterable[Place]) -> dict[UUID, Aftermath]:
    """What became of them, as it may be told to whose places these are: in one query for all."""
    later: dict[UUID, list[Event]] = defaultdict(list)
    about = Event.objects.select_related("message").filter(
        conversation__in={entry.conversation_id for entry in entries},
        about_seq__in={root_of(entry) for entry in entries},
    )
    for event in about.order_by("seq"):
        later[event.conversation_id].append(event)
    return {
        place.conversation_id: noted(
            later[place.conversation_id],
            end=last_visible(place.visible, place.conversation.last_seq),
        )
        for place in places
    }
