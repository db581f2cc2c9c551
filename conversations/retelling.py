"""All versions of a message, and who has seen which words: for those who may see the message."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from chat.errors import NotFound
from conversations import access, correction_shapes
from conversations.attached import files_of
from conversations.correction_shapes import Versions
from conversations.membership import Seat, conversation_of, members_of
from conversations.ranges import hold
from conversations.shapes import File, SeenBy
from conversations.versions import Sights, Story, Version, only_wrong, sights_of, story_at, told
from directory import people
from directory.models import Professional
from directory.shapes import Person

Hands = dict[UUID, Person]


def versions_of(person: Professional, conversation: UUID, seq: int) -> Versions:
    """Within what they may see; what one who left may not see has not happened."""
    seat = conversation_of(person, conversation)
    whole = story_at(conversation, seq) if hold(seat.place.visible, seq, seq) else None
    if whole is None or seq > seat.last_seq:
        raise NotFound
    access.note(person, access.Act.VERSIONS, conversation, seq=whole.root.seq)
    story = upto(whole, seat.last_seq)
    sights = sights_of(story, until=seat.until)
    hands = hands_of(sights)
    return Versions(
        root=story.root.seq,
        author=party_of(story),
        state=state_of(story, whole),
        versions=[
            shown(version, sights, hands, None if whole.masked else files)
            for version, files in with_files(story.versions)
            if is_visible(seat, version)
        ],
        only_wrong=left_behind(person, story, sights),
    )


def upto(story: Story, end: int) -> Story:
    """As it stood at this entry."""
    return told([story.root, *(event for event in story.later if event.seq <= end)])


def state_of(story: Story, whole: Story) -> correction_shapes.State:
    if whole.masked:
        return "masked"
    if story.cancelled:
        return "cancelled"
    if len(whole.later) > len(story.later) and has_changed(story, whole):
        return "corrected_since"
    return "corrected" if len(story.versions) > 1 else "current"


def has_changed(story: Story, whole: Story) -> bool:
    return whole.cancelled is not None or len(whole.versions) > len(story.versions)


def is_visible(seat: Seat, version: Version) -> bool:
    return any(hold(seat.place.visible, spell.seq, spell.seq) for spell in version.spells)


def with_files(versions: Sequence[Version]) -> Iterator[tuple[Version, list[File]]]:
    """Words corrected in place leave the files, unless they came with others."""
    found = files_of(version.event.message for version in versions if version.event.message)
    before: list[File] = []
    for version in versions:
        own = found.get(version.event.message_id, []) if version.event.message_id else []
        before = own or (before if version.in_place else [])
        yield version, before


def hands_of(sights: Sights) -> Hands:
    found = {first.hand for seen in sights.values() for first in seen.values()}
    return people.by_id(hand for hand in found if hand)


def shown(
    version: Version, sights: Sights, hands: Hands, files: list[File] | None
) -> correction_shapes.Version:
    """Without files at all: it is masked."""
    seen = sorted(sights.get(version.number, {}).items(), key=lambda sight: sight[1].at)
    return correction_shapes.Version.model_construct(
        number=version.number,
        seq=version.event.seq,
        shown_at=version.spells[-1].seq,
        at=version.event.at,
        reason=(version.event.details or {}).get("reason"),
        in_place=version.in_place and len(version.spells) == 1,
        text="" if files is None else version.text,
        files=files or [],
        seen=[
            SeenBy.model_construct(party=party, at=at, hand=hands.get(hand) if hand else None)
            for party, (at, hand) in seen
        ],
    )


def left_behind(person: Professional, story: Story, sights: Sights) -> list[UUID]:
    """For the author, who can remind them; of the members only, who saw it first first."""
    if story.root.party_id != person.id or story.masked:
        return []
    room = story.root.conversation_id
    present = set(members_of([room]).get(room, []))
    late = [party for party in only_wrong(story, sights) if str(party) in present]
    return sorted(
        late, key=lambda one: min(seen[one].at for seen in sights.values() if one in seen)
    )


def party_of(story: Story) -> UUID:
    assert story.root.party_id is not None
    return story.root.party_id
