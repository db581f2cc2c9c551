"""Remind those who saw a wrong version, and not the right one."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from chat.errors import Refusal
from conversations import clock, timeline
from conversations.amending import AlreadyMasked, Amended, accepted, amended
from conversations.correction_shapes import NewReminder
from conversations.models import Event
from conversations.protocol import Accepted
from conversations.versions import only_wrong, sights_of
from directory.models import Professional

PAUSE = timedelta(minutes=10)


class NobodyToRemind(Refusal):
    code = "nobody_to_remind"
    message = "Personne n’est resté sur l’ancienne version."
    status = 409


class RemindedAlready(Refusal):
    code = "reminded_already"
    message = "Ces personnes viennent d’être relancées. Attendez dix minutes, ou appelez-les."
    status = 409


def remind(person: Professional, conversation: UUID, seq: int, given: NewReminder) -> Accepted:
    """In one tap, by the author; once in ten minutes."""
    with transaction.atomic():
        message = amended(person, conversation, seq)
        message.must_be_mine()
        if message.story.masked:
            raise AlreadyMasked
        late = sorted(those_left_behind(message))
        if not late:
            raise NobodyToRemind
        if was_reminded_lately(message):
            raise RemindedAlready
        event = message.room.append(reminder(message, late))
        timeline.save([message.room])
    return accepted(given.ref, event)


def those_left_behind(message: Amended) -> set[str]:
    """Members only: who left is told nothing any more."""
    wrong = only_wrong(message.story, sights_of(message.story))
    return {str(party) for party in wrong} & set(message.room.members)


def was_reminded_lately(message: Amended) -> bool:
    lately = clock.now() - PAUSE
    return any(e.kind == Event.Kind.REMINDED and e.at > lately for e in message.story.later)


def reminder(message: Amended, parties: list[str]) -> Event:
    return Event(
        kind=Event.Kind.REMINDED,
        party_id=message.by,
        author_id=message.hand,
        at=clock.now(),
        counts=False,
        about_seq=message.story.root.seq,
        details={"parties": parties},
    )
