"""A letter of a conversation, as mail means it. At each attempt the same, to the byte."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from bridge.addresses import Address
from bridge.received import Attachment
from bridge.sending import marks
from bridge.writing import letter as mail
from conversations.models import Letter


def meant(
    letter: Letter, *, text: str, at: datetime, attachments: Sequence[Attachment] = ()
) -> mail.Letter:
    """`at`: when it was said here. A browser's clock may be wrong, and would misfile it there."""
    return mail.Letter(
        message_id=letter.message_id,
        sender=standing(letter, "from")[0],
        to=standing(letter, "to"),
        cc=standing(letter, "cc"),
        subject=f"{marks.PREFIX}{letter.subject}" if letter.xdm else letter.subject,
        text=text,
        date=at,
        attachments=tuple(attachments),
        in_reply_to=letter.in_reply_to,
        references=tuple(letter.references),
        product=settings.MAIL_PRODUCT,
        receipt_wanted=letter.receipt_wanted,
        closes=letter.closes,
        cda_codes=marks.codes_of(letter.xdm),
        qualified_ins=marks.is_qualified(letter.xdm),
    )


def standing(letter: Letter, way: str) -> tuple[Address, ...]:
    return tuple(
        Address(one["address"], one["name"]) for one in letter.addressees if one["way"] == way
    )
