"""What later entries made of earlier ones: corrected, cancelled, masked, reported, taken."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from conversations.attached import files_of
from conversations.models import Event
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
            case _:
                pass


NOTHING = Aftermath()


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
    return past


def just_said(event: Event) -> Aftermath:
    """Nothing became of it yet; but it may have come with files, and from a role."""
    files = files_of([event.message]) if event.message else {}
    hands = hands_of([event])
    return Aftermath(files=files, hands=hands) if files or hands else NOTHING


def noted(later: Iterable[Event], *, end: int) -> Aftermath:
    aftermath = Aftermath(end=end)
    for event in later:
        aftermath.note(event)
    return aftermath
