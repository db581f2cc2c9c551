"""Who came, with what history, and who left."""

from enum import StrEnum
from typing import Literal
from uuid import UUID

from conversations.shapes.messages import Seq
from directory.shapes import Person, Shape


class LeaveReason(StrEnum):
    END_OF_CARE = "end_of_care"
    REPLACED = "replaced"
    MISTAKE = "mistake"


class CareLink(StrEnum):
    """Why the newcomer may know (CSP L.1110-4, L.1110-12)."""

    TEAM = "team"
    CONSENT = "consent"


class History(Shape):
    """What somebody sees of what was said before them, and how much that was."""

    from_seq: Seq
    messages: int
    files: int


class MemberAdded(Shape):
    type: Literal["member_added"] = "member_added"
    member: Person
    history: History
    care: CareLink | None  # where the conversation is about a patient


class HistoryWidened(Shape):
    type: Literal["history_widened"] = "history_widened"
    member: UUID
    history: History


class AdditionUndone(Shape):
    type: Literal["addition_undone"] = "addition_undone"
    member: Person


class MemberInvited(Shape):
    """Asked to come back. They decide."""

    type: Literal["member_invited"] = "member_invited"
    member: UUID


class InvitationDeclined(Shape):
    type: Literal["invitation_declined"] = "invitation_declined"


class MemberLeft(Shape):
    type: Literal["member_left"] = "member_left"
    reason: LeaveReason | None
    replaced_by: Person | None  # proposed to the team, not added


class AccessSuspended(Shape):
    """Their account no longer lets them in. They left nothing, and are told nothing."""

    type: Literal["access_suspended"] = "access_suspended"
    member: UUID


class AccessRestored(Shape):
    """They are back where they were, and see what was said meanwhile."""

    type: Literal["access_restored"] = "access_restored"
    member: Person


class RequestVacated(Shape):
    """Who was asked urgently can no longer answer. It counts for who asked, and for them alone."""

    type: Literal["request_vacated"] = "request_vacated"
    about: Seq
    member: UUID
    asker: UUID


class HistoryChoices(Shape):
    """What a newcomer would see: of what the one who adds may see, and no more."""

    about_patient: bool  # then « all » is proposed, and the link to care is asked
    all: History
    since: History | None  # when a date was asked
