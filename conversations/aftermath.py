"""What later entries made of earlier ones: corrected, cancelled, masked, reported, taken."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from conversations.attached import files_of
from conversations.letters_read import Read, letters_of, states_of
from conversations.models import Event, LetterState
from conversations.shapes import File
from directory import people
from directory.shapes import Person

Kind = Event.Kind


@dataclass(slots=True)
class Aftermath:
    """By the seq of the first version of a message, unless said otherwise."""

    corrections: dict[int, list[Event]] = field(default_factory=lambda: defaultdict(list))
    cancelled: dict[int, Event] = field(default_factory=dict)
    masked: dict[int, Event] = field(default_factory=dict)
    reported: set[int] = field(default_factory=set)
    # Corrected or cancelled after the last entry that may be told.
    changed_since: set[int] = field(default_factory=set)
    # By the seq of the entry that asked: who has taken it into account, and when.
    taken: dict[int, dict[UUID, Event]] = field(default_factory=lambda: defaultdict(dict))
    # Those who acted as a role.
    hands: dict[UUID, Person] = field(default_factory=dict)
    # By message: its files, as they stand now.
    files: dict[UUID, list[File]] = field(default_factory=dict)
    # By body: the letter it is of. By the letter's seq and a position: how it stands there.
    letters: dict[UUID, Read] = field(default_factory=dict)
    letter_states: dict[tuple[int, int], LetterState] = field(default_factory=dict)
    letter_news: dict[int, LetterState] = field(default_factory=dict)  # by the entry that says it
    receipts_given: dict[int, Event] = field(default_factory=dict)
    end: int | None = None

    def tells(self, event: Event) -> bool:
        return self.end is None or event.seq <= self.end

    def note(self, event: Event) -> None:
        """Take one later entry into account, in the order of the timeline."""
        about = event.about_seq
        assert about is not None
        if event.kind == Kind.MASKED:
            self.masked[about] = event  # for everybody, those who left included
        elif not self.tells(event):
            if event.kind in (Kind.CORRECTION, Kind.CANCELLED):
                self.changed_since.add(about)
        else:
            self._note_visible(event, about)

    def _note_visible(self, event: Event, about: int) -> None:
        match Kind(event.kind):
            case Kind.CORRECTION:
                self.corrections[about].append(event)
                self.reported.discard(about)
            case Kind.CANCELLED:
                self.cancelled[about] = event
                self.reported.discard(about)
            case Kind.REPORTED:
                self.reported.add(about)
            case Kind.TAKEN:
                assert event.party_id
                self.taken[about][event.party_id] = event
            case Kind.NOT_TAKEN:
                assert event.party_id
                self.taken[about].pop(event.party_id, None)
            case Kind.RECEIPT_GIVEN:
                self.receipts_given[about] = event
            case _:
                pass


NOTHING = Aftermath()
LETTERS = (Kind.LETTER, Kind.LETTER_STATE)


def hand_of(event: Event) -> UUID | None:
    """The person behind a role; none: the party itself did it, or nobody."""
    acted = event.party_id and event.author_id != event.party_id
    return event.author_id if acted else None


def hands_of(events: Iterable[Event]) -> dict[UUID, Person]:
    return people.by_id(filter(None, map(hand_of, events)))


def root_of(event: Event) -> int:
    """The seq of the first version of what this entry says."""
    return event.about_seq or event.seq


def aftermath_of(conversation: UUID, events: Collection[Event], *, end: int) -> Aftermath:
    """What became of these entries, as it may be told up to `end`; masking always may."""
    named = {event.seq for event in events} | {root_of(event) for event in events}
    later = Event.objects.select_related("message").filter(
        conversation=conversation, about_seq__in=named
    )
    past = noted(later.order_by("seq"), end=end)
    changed = [correction for some in past.corrections.values() for correction in some]
    past.files = files_of(event.message for event in [*events, *changed] if event.message)
    took = [taking for some in past.taken.values() for taking in some.values()]
    past.hands = hands_of([*events, *took])
    note_letters(past, events)
    return past


def note_letters(past: Aftermath, events: Iterable[Event]) -> None:
    """Courriers, and how they stand. Of a conversation that has none, nothing is asked."""
    letters = {event.seq: event for event in events if event.kind == Kind.LETTER}
    changes = [event for event in events if event.kind == Kind.LETTER_STATE]
    if letters:
        past.letters = letters_of(event.message for event in letters.values() if event.message)
    if letters or changes:
        [conversation] = {event.conversation_id for event in [*letters.values(), *changes]}
        about = {*letters, *(root_of(event) for event in changes)}
        past.letter_states, past.letter_news = states_of(conversation, about, end=past.end)


def just_said(event: Event) -> Aftermath:
    """Nothing became of it yet; but it may have come with files, and from a role."""
    files = files_of([event.message]) if event.message else {}
    hands = hands_of([event])
    if not files and not hands and event.kind not in LETTERS:
        return NOTHING
    past = Aftermath(files=files, hands=hands)
    note_letters(past, [event])
    return past


def noted(later: Iterable[Event], *, end: int) -> Aftermath:
    aftermath = Aftermath(end=end)
    for event in later:
        aftermath.note(event)
    return aftermath
