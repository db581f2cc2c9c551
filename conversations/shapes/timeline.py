"""The entries of a conversation."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from conversations.patient_shapes import Ins, PatientView
from conversations.shapes.letters import (
    ForwardTakenBack,
    LetterExchanged,
    LetterMoved,
    LetterStateChanged,
    MailOppositionChanged,
    MessagesForwarded,
    ReceiptGiven,
)
from conversations.shapes.messages import (
    CorrectionReminded,
    MessageCancelled,
    MessageCorrected,
    MessageMasked,
    MessagePosted,
    MessageReported,
    MessageTaken,
    MessageUnsealed,
    RequestUnanswered,
    Seq,
    TakingUndone,
)
from conversations.shapes.people import (
    AccessRestored,
    AccessSuspended,
    AdditionUndone,
    HistoryWidened,
    InvitationDeclined,
    MemberAdded,
    MemberInvited,
    MemberLeft,
    RequestVacated,
)
from directory.shapes import Person, Shape


class ConversationOpened(Shape):
    type: Literal["conversation_opened"] = "conversation_opened"


class SubjectChanged(Shape):
    type: Literal["subject_changed"] = "subject_changed"
    subject: str


class ConversationClosed(Shape):
    type: Literal["conversation_closed"] = "conversation_closed"
    conclusion: str


class ConversationReopened(Shape):
    type: Literal["conversation_reopened"] = "conversation_reopened"


class ConversationExported(Shape):
    type: Literal["conversation_exported"] = "conversation_exported"
    messages: int


class PatientSet(Shape):
    """Whom the conversation is about, from here on."""

    type: Literal["patient_set"] = "patient_set"
    patient: PatientView
    ins: Ins | None
    changed: bool  # it was about another, or less was known
    opposed: bool  # this patient has objected here before


class OppositionChanged(Shape):
    """The patient objects to what is shared here, or does not any more."""

    type: Literal["opposition_changed"] = "opposition_changed"
    recorded: bool


Happening = Annotated[
    ConversationOpened
    | MessagePosted
    | MessageCorrected
    | MessageCancelled
    | MessageMasked
    | MessageReported
    | CorrectionReminded
    | MessageUnsealed
    | MessageTaken
    | TakingUndone
    | MemberAdded
    | HistoryWidened
    | AdditionUndone
    | MemberInvited
    | InvitationDeclined
    | MemberLeft
    | AccessSuspended
    | AccessRestored
    | RequestVacated
    | RequestUnanswered
    | SubjectChanged
    | ConversationClosed
    | ConversationReopened
    | ConversationExported
    | PatientSet
    | OppositionChanged
    | LetterExchanged
    | LetterStateChanged
    | ReceiptGiven
    | LetterMoved
    | MailOppositionChanged
    | MessagesForwarded
    | ForwardTakenBack,
    Field(discriminator="type"),
]


class Entry(Shape):
    """One entry of the timeline."""

    seq: Seq
    at: datetime
    composed_at: datetime | None  # when it was written, by the author's clock
    party: UUID | None  # who speaks; null: the system
    hand: Person | None  # the person behind it, where a role speaks
    counts: bool
    what: Happening


class EntriesPage(Shape):
    """Entries in order, within what one may see, and what lies around them."""

    entries: list[Entry]
    visible: list[tuple[int, int | None]]  # ranges of seq, ends included; null: open
    last_seq: int  # the last seq one may see
    more_before: bool
    more_after: bool
