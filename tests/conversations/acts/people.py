"""They add somebody, leave, come back."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from conversations import adding, answering, leaving, undoing, widening
from conversations.models import Conversation, Event
from conversations.protocol import (
    AddPeople,
    AnswerInvitation,
    GiveAll,
    GiveNothing,
    GiveSince,
    HistoryGiven,
    Leave,
    UndoAddition,
    WidenHistory,
)
from conversations.shapes import CareLink
from directory.models import Professional


def leave(person: Professional, conversation: UUID, **how: Any) -> int:
    """They leave, and give the number of the line that says so."""
    done = leaving.leave(person, conversation, Leave(ref=uuid4(), **how))
    assert done.seq
    return done.seq


def join(person: Professional, conversation: UUID, *, history_from: int | None = None) -> int:
    """Whoever started it adds them, and gives the number of the line that says so."""
    founder = Conversation.objects.get(id=conversation).founder.professional
    assert founder
    return add(founder, conversation, person, history_from=history_from)


def add(
    adder: Professional,
    conversation: UUID,
    *people: Professional,
    history_from: int | None = None,
    care: CareLink | None = None,
) -> int:
    choice = given_from(conversation, history_from)
    ids = [person.id for person in people]
    given = AddPeople(ref=uuid4(), people=ids, history=choice, care=care)
    done = adding.add(adder, conversation, given)
    assert done.seq
    return done.seq


def given_from(conversation: UUID, seq: int | None) -> HistoryGiven:
    if seq is None:
        return GiveNothing()
    return GiveAll() if seq == 1 else GiveSince(since=moment_of(conversation, seq))


def moment_of(conversation: UUID, seq: int) -> datetime:
    return Event.objects.get(conversation=conversation, seq=seq).at


def widen(giver: Professional, conversation: UUID, person: Professional, seq: int = 1) -> None:
    choice = given_from(conversation, seq)
    assert not isinstance(choice, GiveNothing)
    widening.widen(giver, conversation, WidenHistory(ref=uuid4(), person=person.id, history=choice))


def undo(who: Professional, conversation: UUID, person: Professional) -> None:
    undoing.undo(who, conversation, UndoAddition(ref=uuid4(), person=person.id))


def answer(person: Professional, conversation: UUID, *, accept: bool = True) -> None:
    answering.answer(person, conversation, AnswerInvitation(ref=uuid4(), accept=accept))
