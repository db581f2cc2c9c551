"""A mail that was received, as the rest of the program knows it. Only shapes."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bridge.addresses import Address


class Kind(StrEnum):
    LETTER = "letter"  # somebody writes
    BOUNCE = "bounce"  # a report (RFC 3464): not delivered, to one recipient at least
    DELAYED = "delayed"  # a report: not yet delivered; they go on trying
    DELIVERED = "delivered"  # a report: delivered
    RELAYED = "relayed"  # a report: handed to a server that will tell nothing more
    OPENING = "opening"  # a receipt (RFC 8098): displayed
    MES_UNDELIVERED = "mes_undelivered"  # Mon espace santé: MESSAGE NON DISTRIBUE
    MES_OPENING = "mes_opening"  # Mon espace santé: opened, in plain words
    UNREADABLE = "unreadable"  # to be shown with its original


class Why(StrEnum):
    """Why a mail is unreadable."""

    TOO_LARGE = "too_large"
    HEADERS_TOO_LARGE = "headers_too_large"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_DEEP = "too_deep"
    NO_SENDER = "no_sender"
    SEVERAL_SENDERS = "several_senders"
    TOO_HARD = "too_hard"  # reading it took too long, too much memory, or broke the reader


class State(StrEnum):
    """What became of a mail of ours, for one recipient."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"  # no more than sent
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class Report:
    """What a machine says of one recipient of a mail of ours. The address may be unknown."""

    address: str
    state: State
    status: str = ""  # 5.1.1
    reason: str = ""  # as the other server put it


@dataclass(frozen=True, slots=True)
class Original:
    """Which mail of ours the reports speak of: to be looked for, never taken for granted."""

    message_id: str = ""
    envelope_id: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    kind: str  # as its sender said: what it is, files/content.py says
    content: bytes = field(repr=False)

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(frozen=True, slots=True)
class InlineImage:
    cid: str
    kind: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class XdmPatient:
    """As METADATA.XML says: never without the authority that gave the number."""

    matricule: str = field(repr=False)
    oid: str
    family_name: str = field(default="", repr=False)
    given_names: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    sex: str = ""


@dataclass(frozen=True, slots=True)
class XdmDocument:
    name: str
    kind: str
    size: int
    code: str = ""  # LOINC, of a CDA
    title: str = field(default="", repr=False)
    made_on: date | None = None
    archive: str = field(default="", repr=False)  # the SHA-256 of the one it came in


class Doubt(StrEnum):
    """Why no patient is taken from an archive: the worst first."""

    UNREADABLE = "unreadable"
    NO_PATIENT = "no_patient"
    SEVERAL_PATIENTS = "several_patients"


@dataclass(frozen=True, slots=True)
class Xdm:
    """IHE_XDM.zip, one or several: documents of one patient. In doubt, of nobody."""

    patient: XdmPatient | None
    documents: tuple[XdmDocument, ...] = ()
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    kind: Kind
    content_hash: str  # with the Message-ID, says that two mails are one
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    sender: Address | None = None
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    date: datetime | None = None
    subject: str = field(default="", repr=False)
    prefix: str = ""  # Re:, XDM/1.0/DDM+: what stood before the subject
    text: str = field(default="", repr=False)
    quote: str = field(default="", repr=False)  # what is answered, to be folded
    html: str = field(default="", repr=False)  # cleaned: loads nothing
    attachments: tuple[Attachment, ...] = ()
    images: tuple[InlineImage, ...] = ()  # those `html` shows
    xdm: Xdm | None = None
    automatic: str = ""  # how one knows that a machine wrote it; then it is never answered by one
    receipt_to: str = ""  # they wish to be told when it is read; empty if to somebody else
    closes: bool = False  # Mon espace santé: the patient may not answer
    reports: tuple[Report, ...] = ()
    original: Original = field(default_factory=Original)
    shortened: bool = False  # too long to be shown whole, or sent to too many
    why: Why | None = None  # it is unreadable
