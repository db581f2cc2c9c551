"""A letter as bytes: the same letter, always the same bytes, so that a retry is one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from email import encoders
from email.charset import QP, Charset
from email.generator import BytesGenerator
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from hashlib import sha256
from io import BytesIO
from typing import Protocol

from bridge.headers import Part
from bridge.received import Attachment
from bridge.words import lines
from bridge.writing.fields import Field, fields_of
from bridge.writing.letter import Letter, check
from files import names

MOST = 10_000_000  # bytes as encoded, attachments included: what MSSanté's operators must take
ON_THE_WIRE = compat32.clone(linesep="\r\n", max_line_length=None, mangle_from_=False)
KIND = re.compile(r"[a-z]{1,20}/[a-z0-9][a-z0-9.+-]{0,90}")


@dataclass(frozen=True, slots=True)
class Written:
    """A mail ready to leave: its envelope and its bytes."""

    sender: str  # empty: nobody is told if it fails, as of any automatic answer
    recipients: tuple[str, ...]
    message_id: str
    content: bytes = field(repr=False)
    report_wanted: bool = True  # that servers say whether it was delivered, if they can


class Enclosed(Protocol):
    """A file one means to enclose: its bytes are not needed to know how long the mail will be."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def size(self) -> int: ...


def written(letter: Letter) -> Written:
    check(letter)
    told = letter.automatic is None or letter.comes_back
    return Written(
        sender=letter.sender.address if told else "",
        recipients=letter.recipients,
        message_id=letter.message_id,
        content=bytes_of(body(letter, letter.attachments), fields_of(letter)),
        report_wanted=told,
    )


def encoded_size(letter: Letter, enclosed: Sequence[Enclosed] = ()) -> int:
    """How many bytes it will be, exactly, with these files besides those it has."""
    empty = [Attachment(file.name, file.kind, b"") for file in enclosed]
    bare = bytes_of(body(letter, (*letter.attachments, *empty)), fields_of(letter))
    return len(bare) + sum(base64_size(file.size) for file in enclosed)


def excess(letter: Letter, enclosed: Sequence[Enclosed] = (), most: int = MOST) -> int:
    """By how many bytes it is too long to leave. 0: it may."""
    return max(0, encoded_size(letter, enclosed) - most)


def base64_size(size: int) -> int:
    """Four characters for three bytes, 76 to a line, each line with its two ends."""
    return 4 * -(-size // 3) + 2 * -(-size // 57)


def body(letter: Letter, attachments: Sequence[Attachment]) -> Part:
    if not attachments:
        return text(letter.text)
    # Drawn from what names it: unguessable to whoever writes the text, the same at each attempt.
    boundary = f"=_{sha256(letter.message_id.encode()).hexdigest()[:32]}"
    whole = MIMEMultipart("mixed", boundary=boundary)
    whole.attach(text(letter.text))
    for attachment in attachments:
        whole.attach(enclosure(attachment))
    return whole


def text(said: str) -> Part:
    """Quoted-printable: seven bits, short lines, and still readable in its source."""
    charset = Charset("utf-8")
    charset.body_encoding = QP
    return MIMEText(lines(said).rstrip("\n") + "\n", "plain", charset)  # type: ignore[arg-type]


def enclosure(attachment: Attachment) -> Part:
    main, _, sub = plain_kind(attachment.kind).partition("/")
    part = MIMENonMultipart(main, sub)
    part.set_payload(attachment.content)
    encoders.encode_base64(part)
    name = names.cleaned(attachment.name)
    ascii_only = name.isascii()
    part.add_header(
        "Content-Disposition", "attachment", filename=name if ascii_only else ("utf-8", "", name)
    )
    return part


def plain_kind(kind: str) -> str:
    """What holds other parts may not be base64: it goes as bytes like any."""
    holds_others = kind.startswith(("multipart/", "message/"))
    return kind if KIND.fullmatch(kind) and not holds_others else "application/octet-stream"


def bytes_of(part: Part, fields: Sequence[Field]) -> bytes:
    """Our headers first, then the part with its own, as they are."""
    made = BytesIO()
    for name, value in fields:
        made.write(f"{name}: {value}\r\n".encode("ascii"))
    BytesGenerator(made, policy=ON_THE_WIRE).flatten(part)
    return made.getvalue()
