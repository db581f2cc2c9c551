"""From the browser, over HTTP only."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from conversations.patient_shapes import WhichPatient
from conversations.protocol.commands import Span
from conversations.protocol.words import PARTICIPANTS_MAX, Conclusion, Moment, Subject
from conversations.shapes import CareLink, LeaveReason
from directory.shapes import Shape


class StartConversation(Shape):
    client_id: UUID
    people: Annotated[list[UUID], Field(min_length=1, max_length=PARTICIPANTS_MAX - 1)]
    subject: Subject = ""
    patient: WhichPatient | None = None


class Take(Shape):
    ref: UUID
    on: bool  # « Pris en compte », or not after all


class NewSpans(Shape):
    ref: UUID
    said_at: Moment
    spans: Annotated[list[Span], Field(min_length=1, max_length=50)]


class GiveAll(Shape):
    """All that the one who gives it may see."""

    give: Literal["all"] = "all"


class GiveSince(Shape):
    give: Literal["since"] = "since"
    since: Moment


class GiveNothing(Shape):
    """From now on."""

    give: Literal["now"] = "now"


HistoryGiven = Annotated[GiveAll | GiveSince | GiveNothing, Field(discriminator="give")]


class AddPeople(Shape):
    ref: UUID
    people: Annotated[list[UUID], Field(min_length=1, max_length=PARTICIPANTS_MAX - 1)]
    history: HistoryGiven
    care: CareLink | None = None  # where the conversation is about a patient


class WidenHistory(Shape):
    ref: UUID
    person: UUID
    history: GiveAll | GiveSince


class UndoAddition(Shape):
    ref: UUID
    person: UUID


class Leave(Shape):
    ref: UUID
    reason: LeaveReason | None = None
    replaced_by: UUID | None = None  # proposed to the team


class AnswerInvitation(Shape):
    ref: UUID
    accept: bool


class ChangeSubject(Shape):
    id: UUID  # the client's, as for a message
    subject: Subject


class CloseConversation(Shape):
    id: UUID  # the client's, as for a message
    conclusion: Conclusion


class ReopenConversation(Shape):
    ref: UUID
