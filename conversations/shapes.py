"""What a conversation looks like to one person: its entries, its row in the list, its readers."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from conversations.patient_shapes import Ins, PatientView
from directory.shapes import Person, Shape

Seq = Annotated[int, Field(ge=1, le=2_147_483_646)]


# --- The timeline ---------------------------------------------------------------------------


class Asked(Shape):
    """One of those whose « Pris en compte » was asked for."""

    party: UUID
    taken_at: datetime | None


class Request(Shape):
    """« Demander une prise en compte », of people named in the message itself."""

    urgent: bool
    people: list[Asked]


class Standing(Shape):
    """What became of what was said, as far as the reader may see."""

    state: Literal["current", "corrected", "cancelled", "masked", "corrected_since"]
    version: int  # 1: as first written
    by_seq: (
        int | None
    )  # the entry that says so; « corrected_since »: one left before it, it is not told
    at: datetime | None
    # Corrected before anybody had seen it: the text is the new one, in its place.
    in_place_at: datetime | None
    reported: bool  # somebody says that it is wrong, and its author has not answered


class File(Shape):
    """A file said with a message. Its bytes: GET /api/files/{id}/content, once it is ready."""

    id: UUID
    name: str
    type: str  # told by its content
    size: int
    state: Literal["checking", "ready", "refused"]
    reason: Literal["infected", "unsafe"] | None  # why it was refused
    preview: bool  # GET /api/files/{id}/preview: a small JPEG
    width: int | None  # of the preview
    height: int | None


class Body(Shape):
    """What somebody said. Masked: no text and no files, for everybody."""

    message: UUID
    client_id: UUID  # the author's own name for it, by which their outbox knows it
    text: str
    files: list[File]
    quote: int | None  # the seq it answers; to be asked for, as not everybody may see it
    mentions: list[UUID]
    request: Request | None
    standing: Standing


class ConversationOpened(Shape):
    type: Literal["conversation_opened"] = "conversation_opened"


class MessagePosted(Body):
    type: Literal["message_posted"] = "message_posted"


class MessageCorrected(Body):
    """In place (nobody else had seen it; the entry says nothing by itself), or at the end."""

    type: Literal["message_corrected"] = "message_corrected"
    about: Seq  # the first version
    in_place: bool
    replaces: Seq  # the entry that showed the version before
    replaced_at: datetime  # when that one was said
    reason: "Wrong | None"


class MessageCancelled(Shape):
    """Declared wrong by its author, with no other in its place."""

    type: Literal["message_cancelled"] = "message_cancelled"
    about: Seq
    reason: str


class MessageMasked(Shape):
    type: Literal["message_masked"] = "message_masked"
    about: Seq
    reason: "MaskReason"


class MessageReported(Shape):
    """Somebody said that it is wrong, and its author has not answered for a day."""

    type: Literal["message_reported"] = "message_reported"
    about: Seq


class CorrectionReminded(Shape):
    type: Literal["correction_reminded"] = "correction_reminded"
    about: Seq
    parties: list[UUID]


class MessageUnsealed(Shape):
    """What was masked was opened, by two people and for a reason."""

    type: Literal["message_unsealed"] = "message_unsealed"
    about: Seq


class MessageTaken(Shape):
    """« Pris en compte » by the entry's party."""

    type: Literal["message_taken"] = "message_taken"
    about: Seq


class TakingUndone(Shape):
    type: Literal["taking_undone"] = "taking_undone"
    about: Seq


class History(Shape):
    """What somebody sees of what was said before them, and how much that was."""

    from_seq: Seq
    messages: int
    files: int


class MemberAdded(Shape):
    type: Literal["member_added"] = "member_added"
    member: Person
    history: History
    care: "CareLink | None"  # where the conversation is about a patient


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
    reason: "LeaveReason | None"
    replaced_by: Person | None  # proposed to the team, not added


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


class Wrong(StrEnum):
    """What is wrong with a message, in one tap."""

    TYPO = "typo"
    CLINICAL = "clinical"
    WRONG_PATIENT = "wrong_patient"
    WRONG_CONVERSATION = "wrong_conversation"


class MaskReason(StrEnum):
    WRONG_RECIPIENT = "wrong_recipient"
    WRONG_PATIENT = "wrong_patient"


class LeaveReason(StrEnum):
    END_OF_CARE = "end_of_care"
    REPLACED = "replaced"
    MISTAKE = "mistake"


class CareLink(StrEnum):
    """Why the newcomer may know (CSP L.1110-4, L.1110-12)."""

    TEAM = "team"
    CONSENT = "consent"


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
    | SubjectChanged
    | ConversationClosed
    | ConversationReopened
    | ConversationExported
    | PatientSet
    | OppositionChanged,
    Field(discriminator="type"),
]


class Entry(Shape):
    """One entry of the timeline."""

    seq: Seq
    at: datetime
    composed_at: datetime | None  # when it was written, by the author's clock
    party: UUID | None  # who speaks; null: the system
    counts: bool
    what: Happening


class EntriesPage(Shape):
    """Entries in order, within what one may see, and what lies around them."""

    entries: list[Entry]
    visible: list[tuple[int, int | None]]  # ranges of seq, ends included; null: open
    last_seq: int  # the last seq one may see
    more_before: bool
    more_after: bool


# --- One person's view -----------------------------------------------------------------------


class Invitation(Shape):
    """To come back. Nothing new is seen before it is accepted."""

    by: Person
    at: datetime


class PlaceView(Shape):
    """My own marks on a conversation: absolute values, the greatest version wins."""

    read_upto: int
    unread: int  # stops at 100, shown « 99+ »
    favourite: bool
    todo: bool
    todo_seqs: list[int]
    archived: bool
    keep_archived: bool
    urgent: bool  # asked for urgently here, and not taken yet: on top of every list
    invitation: Invitation | None
    version: int


class Counts(Shape):
    """The figure beside each filter; conversations, not messages. Stops at 100."""

    inbox: int
    unread: int
    conversations: int
    mail: int
    todo: int


class Preview(Shape):
    """The last entry that counts, as the list shows it."""

    seq: int
    root: int  # the first version of what it says
    at: datetime
    party: UUID | None
    text: str  # its first 140 characters, as they stand now; masked: none
    state: Literal["said", "cancelled", "masked"]
    files: int  # how many it came with
    added: bool  # nothing was said: somebody added the reader


class Row(Shape):
    """A conversation in the list."""

    id: UUID
    kind: Literal["chat", "mail"]
    subject: str
    patient: PatientView | None
    opposed: bool  # the patient objects to what is shared here
    people: list[Person]  # up to twelve others, the first of them first
    member_count: int
    last: Preview | None
    content_at: datetime
    last_seq: int
    left: bool
    place: PlaceView


class InboxFilter(StrEnum):
    INBOX = "inbox"
    UNREAD = "unread"
    ALL = "all"
    CONVERSATIONS = "conversations"
    MAIL = "mail"
    FAVOURITES = "favourites"
    TODO = "todo"
    ARCHIVED = "archived"


class InboxPage(Shape):
    rows: list[Row]
    next: str | None  # give it back as `after`
    counts: Counts


class Member(Shape):
    person: Person
    from_seq: int  # first entry of which they are a reader
    to_seq: int | None  # null: still a member


class SeenBy(Shape):
    party: UUID
    at: datetime


class Receipts(Shape):
    """Who has seen one message, of those who were to: the line under my last message."""

    seq: int
    readers: int  # members when it was sent, less its author, less who left without seeing
    seen: list[SeenBy]
    delivered: list[UUID]  # fetched, not seen


class Closing(Shape):
    """Closed for all, with its conclusion: until somebody reopens it or writes."""

    seq: int
    party: UUID
    at: datetime
    conclusion: str


class AwaitedView(Shape):
    """« Pris en compte » is still awaited of this party for this entry."""

    seq: int
    about: int  # the first version of what it says
    party: UUID


class ReportedError(Shape):
    """Somebody says that a message of mine is wrong. I alone am told."""

    about: int  # its first version
    party: UUID
    reason: Wrong
    at: datetime


class ConversationView(Shape):
    """What a browser needs to open a conversation, but for its entries."""

    row: Row
    members: list[Member]
    visible: list[tuple[int, int | None]]
    receipts: Receipts | None  # of my last message
    ins: Ins | None  # the patient's, when it is qualified
    awaited: list[AwaitedView]  # none where one left
    closed: Closing | None
    reported: list[ReportedError]  # of my messages, what I have not answered


class HistoryChoices(Shape):
    """What a newcomer would see: of what the one who adds may see, and no more."""

    about_patient: bool  # then « all » is proposed, and the link to care is asked
    all: History
    since: History | None  # when a date was asked


class Leaving(Shape):
    """What is still open here for one who is about to leave."""

    todo: bool  # the conversation itself
    todo_messages: list[Preview]
    asked: list[Preview]  # « prise en compte » asked of them, and not given


class OpenRequest(Shape):
    """« Pris en compte » is still awaited for what was said there."""

    conversation: UUID
    subject: str
    seq: int
    at: datetime
    urgent: bool
    by: Person
    waiting: list[Person]  # of those asked; where it is asked of me: me
    text: str  # its first 140 characters


class Whose(StrEnum):
    OF_ME = "of_me"
    BY_ME = "by_me"


class OpenRequests(Shape):
    requests: list[OpenRequest]
    next: str | None  # give it back as `after`
    of_me: int  # how many in all; both stop at 100
    by_me: int


class UrgentToday(Shape):
    """How many urgent ones I have sent today, and from how many on one is reminded of good use."""

    sent: int
    reminder_from: int


class NotDelivered(StrEnum):
    NEVER_CONNECTED = "never_connected"
    NOT_CONNECTED = "not_connected"


class Reader(Shape):
    person: Person
    displayed_at: datetime | None
    recorded_at: datetime | None  # when the server was told
    left: bool
    reason: NotDelivered | None


class Readers(Shape):
    """The detail of « vu par » for one message."""

    seq: int
    seen: list[Reader]
    delivered: list[Reader]
    not_delivered: list[Reader]
    later: list[Reader]  # joined after it was sent, and have seen it since
