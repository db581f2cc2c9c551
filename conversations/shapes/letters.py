"""A courrier, and what became of it."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from conversations.shapes.messages import Body, Seq
from directory.shapes import Person, Shape

State = Literal[
    "waiting", "sent", "unknown", "delayed", "delivered", "opened", "failed", "cancelled"
]


class Addressee(Shape):
    """An address, and whose it is."""

    address: str
    name: str  # as it came with the address: whatever its writer chose
    person: Person | None  # whose address it is in the directory
    patient: bool  # it is a patient's, in Mon espace santé


class Recipient(Addressee):
    """One of those a letter went to, and what became of it there."""

    position: int
    copy_only: bool  # Cc
    state: State | None  # null: it came in, and nobody knows whom else it reached
    at: datetime | None  # when that was known
    reason: str  # as the other server put it


class XdmPatientView(Shape):
    """Whom an IHE_XDM.zip says it is about."""

    matricule: str
    oid: str
    family_name: str
    given_names: str
    birth_date: date | None
    sex: str


class XdmDocumentView(Shape):
    name: str
    title: str
    code: str
    made_on: date | None


class XdmView(Shape):
    patient: XdmPatientView | None
    documents: list[XdmDocumentView]
    doubt: str | None  # why no patient is taken from it


class Origin(Shape):
    """What was said in a conversation and is passed on by mail."""

    conversation: UUID
    seqs: list[int]


class LetterExchanged(Body):
    """A letter, come in or sent. Its words and files are a message's; nobody corrects it."""

    type: Literal["letter_exchanged"] = "letter_exchanged"
    outgoing: bool
    answers: Seq | None  # of ours: the letter here that it answers
    replaces: Seq | None  # or that it cancels and replaces
    subject: str
    sender: Addressee
    # Theirs: another address of the secure mail at which they ask to be answered. Not verified.
    reply_to: str | None
    recipients: list[Recipient]
    written_at: datetime | None  # as its writer's program says
    quoted: str  # what it answers: folded
    html: bool  # GET /api/mail/letters/{conversation}/{seq}/html
    receipt_wanted: bool  # ours: it asks to be told when it is opened
    receipt_asked: bool  # theirs: so does it
    receipt_given_at: datetime | None
    automatic: bool  # a machine wrote it
    by_patient: bool
    closes: bool  # the patient may not answer
    unreadable: str | None  # why only its original can be shown
    shortened: bool
    original: bool  # GET /api/mail/letters/{conversation}/{seq}/original
    xdm: XdmView | None
    origin: Origin | None


class LetterStateChanged(Shape):
    """What became of a letter for one recipient."""

    type: Literal["letter_state_changed"] = "letter_state_changed"
    about: Seq
    recipient: int  # its position
    state: State
    at: datetime
    reason: str


class ReceiptGiven(Shape):
    """Whoever wrote it was told that it was opened, because somebody chose to."""

    type: Literal["receipt_given"] = "receipt_given"
    about: Seq


class MailOppositionChanged(Shape):
    """The patient objects to being written to by mail, or does not any more."""

    type: Literal["mail_opposition_changed"] = "mail_opposition_changed"
    recorded: bool


class MessagesForwarded(Shape):
    """What was said here was passed on by mail: how much of it, and to how many."""

    type: Literal["messages_forwarded"] = "messages_forwarded"
    messages: int
    files: int
    recipients: int
    own: bool  # to nobody but themselves


class ForwardTakenBack(Shape):
    """What was to be passed on was taken back before it left."""

    type: Literal["forward_taken_back"] = "forward_taken_back"
    about: Seq  # the line that told of it


class LetterMoved(Shape):
    """This thread was joined to another: what comes next is said there."""

    type: Literal["letter_moved"] = "letter_moved"
    to_conversation: UUID | None  # null: the other one came here
    from_conversation: UUID | None
