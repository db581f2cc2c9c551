"""What crosses to the browser about mail."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, SecretStr, StringConstraints

from conversations.patient_shapes import Ins, PatientView
from conversations.protocol import Moment
from conversations.shapes import Addressee, File, Origin, Row, Seq
from directory.shapes import Person, Shape

ADDRESSEES_MOST = 100
LETTER_MOST = 30_000  # characters: with its addresses, a letter is one request of 64 KiB
ADDRESS_MOST = 254
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00-\x1f]*$")
]
Host = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=253)]
Port = Annotated[int, Field(ge=1, le=65_535)]
TypedAddress = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=ADDRESS_MOST)
]


class MailServer(Shape):
    host: Host
    port: Port
    security: Literal["starttls", "tls"]


class BoxSettings(Shape):
    """A mailbox, as its owner sets it up."""

    address: TypedAddress
    name: Line = ""
    imap: MailServer
    smtp: MailServer
    sign_in: Literal["password", "token"] = "password"
    user: Line
    password: SecretStr | None = None  # null: the one that is kept


class StepFailed(Shape):
    """The step of « tester la connexion » at which it failed, and what to do, in French."""

    step: Literal[
        "reach", "secure", "sign_in", "read",
        "send_reach", "send_secure", "send_sign_in", "send_as",
    ]  # fmt: skip
    sentence: str
    reason: str  # as the server put it


class BoxChecked(Shape):
    failed: StepFailed | None  # null: all of it works


class BoxView(Shape):
    """A mailbox of mine, or of the role I act for. Its secret is never shown."""

    id: UUID
    address: str
    name: str
    imap: MailServer
    smtp: MailServer
    sign_in: Literal["password", "token"]
    user: str
    polled_at: datetime | None
    failed: StepFailed | None  # since when it cannot be reached: `failing_since`
    failing_since: datetime | None
    needs_hand: bool  # trying again changes nothing: somebody must act


class MailHealth(Shape):
    """For everyone: when courriers were last looked for. late: more than ten minutes ago."""

    state: Literal["none", "ok", "late"]  # none: no box
    polled_at: datetime | None


class Boxes(Shape):
    boxes: list[BoxView]
    health: MailHealth
    hosts: list[str]  # the servers one may name here; empty: no box can be added yet
    token: bool  # this session may sign in to mail with Pro Santé Connect


class ToAddress(Shape):
    address: TypedAddress
    name: Line = ""


class NewLetter(Shape):
    """A courrier. It waits twenty seconds, in which it can be taken back."""

    id: UUID  # the client's own name for it: the same again gets the same answer
    box: UUID
    conversation: UUID | None = None  # null: a new one
    answers: Seq | None = None  # the letter it answers, in that conversation
    replaces: Seq | None = None  # « annule et remplace » that one
    to: list[ToAddress] = Field(min_length=1, max_length=ADDRESSEES_MOST)
    cc: list[ToAddress] = Field(default_factory=list, max_length=ADDRESSEES_MOST)
    subject: Line
    # No more than LETTER_MOST: refused in words, as it is somebody's.
    text: Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
    files: tuple[UUID, ...] = Field(default=(), max_length=20)  # uploads of mine, finished
    attached: list[UUID] = Field(default_factory=list, max_length=20)  # files of conversations
    exports: list[UUID] = Field(default_factory=list, max_length=5)  # conversations as PDF, ready
    origin: Origin | None = None  # what is passed on
    receipt_wanted: bool = False
    closes: bool = False  # « empêcher la réponse du patient »
    composed_at: Moment


class ForwardAsked(Shape):
    """What is to be passed on of a conversation of mine."""

    conversation: UUID
    seqs: list[Seq] = Field(min_length=1, max_length=100)


class Forward(Shape):
    """What will stand under the words of a courrier that passes it on, word for word."""

    text: str
    files: list[File]  # `attached`, each if one wants it
    subject: str


class LetterAccepted(Shape):
    ref: UUID
    conversation: UUID
    seq: Seq
    leaves_at: datetime  # until then it can be taken back
    row: Row


class TooLarge(Shape):
    """By how many bytes, as encoded."""

    size: int
    most: int


class FoundAddress(Shape):
    """An address one may write to, as typed or found."""

    addressee: Addressee
    in_directory: bool  # the national list has it
    secure: bool  # of a domain of MSSanté


class OfConversation(Shape):
    """The patient a conversation of mine is about."""

    conversation: UUID


class RecordMailOpposition(Shape):
    ref: UUID
    conversation: UUID  # it is about this patient, or was written to or by them
    recorded: bool  # false: lifted


class MailOpposed(Shape):
    """The patient objects to being written to by mail: who recorded it, and when."""

    by: Person
    at: datetime


class PatientByMail(Shape):
    """The patient of a conversation or of a courrier of mine, as one may write to them."""

    name: str
    address: str | None  # null: nobody can write to them
    patient: PatientView | None  # null: not known here by a qualified identity
    ins: Ins | None
    why: str  # why one may not write to them; empty: one may
    opposed: MailOpposed | None
    closed: bool  # our last letter here asked that they do not answer


class AddressSearch(Shape):
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]


class Addresses(Shape):
    found: list[FoundAddress]


class Kin(Shape):
    """A courrier that this one may belong with."""

    row: Row
    why: Literal["correspondent", "subject", "reference"]


class Kindred(Shape):
    threads: list[Kin]


class Attach(Shape):
    to: UUID  # the conversation it is joined to


class Resend(Shape):
    recipient: int


class Byline(Shape):
    """Who in a conversation reads it by mail, and at which address."""

    person: Person
    address: str
    chosen: bool  # by themselves; otherwise they have never come here
    failed: bool  # the last mail did not reach them
    unheard: bool  # what they answered by mail could not enter; they have said nothing since


class Bylines(Shape):
    people: list[Byline]


class CarriedOut(Shape):
    """What of a message mail has carried out, perhaps: masking it calls none of it back."""

    people: list[Person]  # to whom it went, as they read by mail
    passed_on: bool  # something of this conversation went with a courrier since


class ByMail(Shape):
    """Whether somebody gets their conversations by mail too."""

    available: bool  # this installation has a mailbox for it
    addresses: list[str]  # mine, in the national list
    address: str | None  # where; null: I do not


class ChooseByMail(Shape):
    address: TypedAddress | None  # null: no more
