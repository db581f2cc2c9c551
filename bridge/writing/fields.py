"""Headers as bytes may stand in one: ASCII, folded, and nothing anybody wrote ends a line.

By the old functions of the standard library, which fold nothing behind our back: the newer ones
have lost the quotes of long names, so that one became two addresses."""

import re
from collections.abc import Iterable, Sequence
from email.header import Header
from email.utils import format_datetime, formataddr
from textwrap import wrap

from bridge.addresses import Address
from bridge.headers import MESSAGE_ID
from bridge.recognising.machines import OUR_MARK
from bridge.words import line
from bridge.writing.letter import Letter, Unwritable

FOLD = "\r\n "
PRINTABLE = re.compile(r"[\x20-\x7e]*(?:\r\n [\x20-\x7e]+)*")
LONGEST = 998  # characters of one line, says RFC 5322
CODE = re.compile(r"[0-9A-Z-]{1,20}")  # LOINC

Field = tuple[str, str]


def fields_of(letter: Letter) -> list[Field]:
    """All that stands above the body, in the order people expect to read it."""
    return [checked(field) for field in [*people(letter), *thread(letter), *marks(letter)]]


def people(letter: Letter) -> Iterable[Field]:
    yield "Date", format_datetime(letter.date)
    yield "From", mailbox(letter.sender)
    yield "To", mailboxes(letter.to)
    if letter.cc:
        yield "Cc", mailboxes(letter.cc)
    if letter.reply_to:
        yield "Reply-To", mailbox(letter.reply_to)
    yield "Subject", words(letter.subject)


def thread(letter: Letter) -> Iterable[Field]:
    yield "Message-ID", identifier(letter.message_id)
    if letter.in_reply_to:
        yield "In-Reply-To", identifier(letter.in_reply_to)
    if letter.references:
        yield "References", FOLD.join(map(identifier, letter.references))


def marks(letter: Letter) -> Iterable[Field]:
    """What MSSanté asks for, and what machines ask of each other."""
    if letter.product:
        yield "X-MSS-NIL", line(letter.product)
    if letter.cda_codes:
        yield "X-MSS-CODECDA", codes(letter.cda_codes)
        yield "X-MSS-INS", "O" if letter.qualified_ins else "N"
    if letter.closes:
        yield "X-MSS-MES", "FIN"
    if letter.receipt_wanted:
        yield "Disposition-Notification-To", letter.sender.address
    if letter.automatic:
        yield "Auto-Submitted", letter.automatic
        yield OUR_MARK, "yes"


def mailbox(box: Address) -> str:
    name = line(box.name)
    if is_plain(name):
        return formataddr((name, box.address))
    return f"{encoded(name, width=70)} <{box.address}>"


def mailboxes(boxes: Sequence[Address]) -> str:
    return f",{FOLD}".join(map(mailbox, boxes))


def words(text: str) -> str:
    shown = line(text)
    return folded(shown) if is_plain(shown) else encoded(shown, width=66)


def is_plain(text: str) -> bool:
    """What looks like an encoded word would be decoded where it arrives."""
    return text.isascii() and "=?" not in text


def folded(text: str) -> str:
    """At blanks, which are one again when it is read."""
    return FOLD.join(wrap(text, 66, break_long_words=False, break_on_hyphens=False))


def encoded(text: str, *, width: int) -> str:
    return Header(text, "utf-8", maxlinelen=width).encode(linesep="\r\n")


def identifier(message_id: str) -> str:
    if not MESSAGE_ID.fullmatch(message_id):
        raise Unwritable("message-id")
    return message_id


def codes(given: Sequence[str]) -> str:
    if not all(map(CODE.fullmatch, given)):
        raise Unwritable("cda-codes")
    return ",".join(given)


def checked(field: Field) -> Field:
    """The last look at what leaves: no line that is not ours, none too long."""
    name, value = field
    if (
        not PRINTABLE.fullmatch(value)
        or max(map(len, value.split("\r\n"))) > LONGEST - len(name) - 2
    ):
        raise Unwritable(name.lower())
    return field
