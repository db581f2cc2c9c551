"""Who takes part, over HTTP; and what a conversation is called, its closing, its reopening."""

from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import AwareDatetime

from conversations import adding, answering, closing, leaving, naming, undoing, widening
from conversations.api import REFUSALS
from conversations.protocol import (
    Accepted,
    AddPeople,
    AnswerInvitation,
    ChangeSubject,
    CloseConversation,
    Leave,
    ReopenConversation,
    UndoAddition,
    WidenHistory,
)
from conversations.shapes import HistoryChoices, Leaving
from directory.requests import SignedInRequest, signed_in

router = Router(tags=["people"], auth=signed_in)
DONE = {200: Accepted, **REFUSALS}


class Since(Schema):
    since: AwareDatetime | None = None


@router.get("/conversations/{conversation}/history", response={200: HistoryChoices, **REFUSALS})
def history_choices(
    request: SignedInRequest, conversation: UUID, which: Query[Since]
) -> HistoryChoices:
    """What somebody added now would see with each choice, in numbers."""
    return adding.preview(request.person, conversation, which.since)


@router.post("/conversations/{conversation}/people", response=DONE)
def add_people(request: SignedInRequest, conversation: UUID, given: AddPeople) -> Accepted:
    """Add colleagues. One who left by themselves is asked to come back."""
    return adding.add(request.person, conversation, given)


@router.post("/conversations/{conversation}/people/widen", response=DONE)
def widen_history(request: SignedInRequest, conversation: UUID, given: WidenHistory) -> Accepted:
    """Show a member more of what was said before them. Never less."""
    return widening.widen(request.person, conversation, given)


@router.post("/conversations/{conversation}/people/undo", response=DONE)
def undo_addition(request: SignedInRequest, conversation: UUID, given: UndoAddition) -> Accepted:
    """Take an addition back, as long as nobody has looked."""
    return undoing.undo(request.person, conversation, given)


@router.get("/conversations/{conversation}/leaving", response={200: Leaving, **REFUSALS})
def what_is_open(request: SignedInRequest, conversation: UUID) -> Leaving:
    """What is still open here for whoever is about to leave."""
    return leaving.preview(request.person, conversation)


@router.post("/conversations/{conversation}/leave", response=DONE)
def leave(request: SignedInRequest, conversation: UUID, given: Leave) -> Accepted:
    """Leave, at once. Nobody can be made to."""
    return leaving.leave(request.person, conversation, given)


@router.post("/conversations/{conversation}/invitation", response=DONE)
def answer_invitation(
    request: SignedInRequest, conversation: UUID, given: AnswerInvitation
) -> Accepted:
    """Come back, or not, to a conversation one had left."""
    return answering.answer(request.person, conversation, given)


@router.post("/conversations/{conversation}/subject", response=DONE)
def change_subject(request: SignedInRequest, conversation: UUID, given: ChangeSubject) -> Accepted:
    return naming.change_subject(request.person, conversation, given)


@router.post("/conversations/{conversation}/close", response=DONE)
def close(request: SignedInRequest, conversation: UUID, given: CloseConversation) -> Accepted:
    """Close it for all, with its conclusion. A new message reopens it."""
    return closing.close(request.person, conversation, given)


@router.post("/conversations/{conversation}/reopen", response=DONE)
def reopen(request: SignedInRequest, conversation: UUID, given: ReopenConversation) -> Accepted:
    return closing.reopen(request.person, conversation, given)
