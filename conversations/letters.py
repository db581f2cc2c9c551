"""Courriers in the timeline: a letter is an entry, and so is what became of it.

How it travels is bridge/'s. This is what the conversation holds, under its lock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from conversations import attaching, clock, correspondents, membership, timeline
from conversations.models import Conversation, Event, InlineImage, Letter, LetterState, Message
from conversations.timeline import LockedConversation
from directory.models import Professional

State = LetterState.State
SUBJECT_MOST = 200  # of a conversation


Received = attaching.Received


@dataclass(frozen=True, slots=True)
class NewLetter:
    """What is said by a letter. `letter` has all but its body; `said` names it, once for ever."""

    letter: Letter
    text: str
    said: UUID
    hand: UUID | None = None  # who wrote it here; none: it came
    uploads: tuple[UUID, ...] = ()
    files: tuple[Received, ...] = ()
    images: tuple[Received, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)

    def addresses(self) -> dict[str, str]:
        return {one["address"]: one["name"] for one in self.letter.addressees}


def begin(party: UUID, subject: str, *, client_id: UUID, at: datetime) -> LockedConversation:
    """A courrier of this party's, and of nobody else here. It is locked, and still empty."""
    membership.parties_of([party])
    conversation = Conversation.objects.create(
        id=uuid4(),
        kind=Conversation.Kind.MAIL,
        subject=subject[:SUBJECT_MOST],
        founder_id=party,
        client_id=client_id,
        created_at=at,
        content_at=at,
    )
    membership.found(conversation, parties=[party], at=at)
    return timeline.lock([conversation.id])[conversation.id]


def append(room: LockedConversation, new: NewLetter, *, party: UUID, own: str) -> Event:
    """Say it, before `timeline.save`. `party` owns the box, whose address is `own`."""
    now, letter = clock.now(), new.letter
    letter.body = Message(
        id=uuid4(),
        author_id=new.hand,
        client_id=new.said,
        conversation_id=room.id,
        seq=room.last_seq + 1,
        text=new.text,
    )
    attaching.attach(letter.body, new.uploads)
    attaching.enclose(letter.body, new.files)
    sender = correspond(room.id, letter, own=own)
    keep(letter, new.images)
    return room.append(
        Event(
            kind=Event.Kind.LETTER,
            party_id=party if letter.outgoing else sender,
            author_id=new.hand,
            at=now,
            composed_at=letter.written_at and min(letter.written_at, now),
            counts=True,
            message=letter.body,
            details={**new.details, "letter": letter.digest()},
        )
    )


def correspond(conversation: UUID, letter: Letter, *, own: str) -> UUID:
    """All it names belong to the conversation, but for the box itself. The party of its sender."""
    named = {one["address"].lower(): one["name"] for one in letter.addressees}
    parties = correspondents.parties_of(named)
    called = {parties[address]: name for address, name in named.items()}
    others = {party: name for party, name in called.items() if party != parties.get(own.lower())}
    correspondents.join(conversation, others or called)
    return parties[letter.addressees[0]["address"].lower()]


def keep(letter: Letter, images: Sequence[Received]) -> None:
    letter.save(force_insert=True)
    InlineImage.objects.bulk_create(
        InlineImage(letter=letter, cid=image.cid, file=image.file) for image in images
    )


@dataclass(frozen=True, slots=True)
class News:
    """What is known anew of a letter for one of those it went to."""

    recipient: int
    state: State
    reason: str = ""
    status: str = ""

    @property
    def comes_back(self) -> bool:
        """It did not arrive; or nobody knows, and nothing more is tried: only then is it told why
        it is uncertain."""
        return self.state == State.FAILED or (self.state == State.UNKNOWN and self.reason != "")


def note_state(
    room: LockedConversation,
    about: int,
    news: News,
    *,
    at: datetime,
    by: Professional | None = None,
) -> Event:
    """An entry that says so; `by`: whose act it is. What comes back counts: it is unread, and in
    the list."""
    said = LetterState(
        conversation_id=room.id,
        seq=room.last_seq + 1,
        about_seq=about,
        recipient=news.recipient,
        state=news.state,
        status=news.status,
        reason=news.reason,
        at=at,
    )
    said.save(force_insert=True)
    return room.append(
        Event(
            kind=Event.Kind.LETTER_STATE,
            party_id=by.id if by else None,
            author_id=by.hand.id if by else None,
            at=clock.now(),
            counts=news.comes_back,
            about_seq=about,
            details={"recipient": news.recipient, "state": news.state, "said": said.digest()},
        )
    )


def note(room: LockedConversation, kind: Event.Kind, person: Professional, **what: Any) -> Event:
    """What somebody did with a letter or a thread, told to whoever reads the box."""
    return room.append(
        Event(
            kind=kind,
            party_id=person.id,
            author_id=person.hand.id,
            at=clock.now(),
            counts=False,
            **what,
        )
    )
