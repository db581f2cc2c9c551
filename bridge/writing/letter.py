"""A letter as somebody means it, before it is bytes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bridge.addresses import MOST, Address, is_address
from bridge.received import Attachment

SUBJECT_MOST = 250


class Automatic(StrEnum):
    """How a mail that nobody wrote says so (RFC 3834)."""

    GENERATED = "auto-generated"
    REPLIED = "auto-replied"


class Unwritable(Exception):
    """It can never be sent as it is: trying again changes nothing."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Letter:
    message_id: str  # ours, unguessable, stored before the first attempt: <…@…>
    sender: Address
    to: tuple[Address, ...]
    subject: str = field(repr=False)
    text: str = field(repr=False)
    date: datetime
    cc: tuple[Address, ...] = ()
    reply_to: Address | None = None  # null: the sender
    attachments: tuple[Attachment, ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    product: str = ""  # X-MSS-NIL: the reference of this software
    receipt_wanted: bool = False
    closes: bool = False  # X-MSS-MES: the patient may not answer
    cda_codes: Sequence[str] = ()  # of what an IHE_XDM.zip holds
    qualified_ins: bool = False
    automatic: Automatic | None = None
    # Automatic, and yet its sender is to know if it fails: people wait for whom it goes to.
    comes_back: bool = False

    @property
    def recipients(self) -> tuple[str, ...]:
        """Each once, whatever its case, in the order they stand."""
        once = {box.address.casefold(): box.address for box in reversed((*self.to, *self.cc))}
        return tuple(reversed(once.values()))


def check(letter: Letter) -> None:
    back = [letter.reply_to] if letter.reply_to else []
    for box in (letter.sender, *letter.to, *letter.cc, *back):
        if not is_address(box.address):
            raise Unwritable("address")
    if not 0 < len(letter.recipients) <= MOST:
        raise Unwritable("recipients")
    if len(letter.subject) > SUBJECT_MOST:
        raise Unwritable("subject")
