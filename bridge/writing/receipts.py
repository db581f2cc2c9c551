"""The receipt somebody asked for: that their mail was displayed (RFC 8098).

Only by an act of the person who read it, and once: a receipt tells when one reads."""

from datetime import datetime
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from hashlib import sha256

from bridge.addresses import Address
from bridge.headers import Part
from bridge.received import ReceivedMail
from bridge.writing.fields import fields_of, identifier
from bridge.writing.letter import Automatic, Letter, Unwritable, check
from bridge.writing.message import Written, bytes_of, text

SAID = "Votre courrier a été affiché. Cela ne dit pas qu’il a été lu ni compris."
AGENT = "Liaison"


def receipt(
    mail: ReceivedMail, *, reader: Address, message_id: str, at: datetime, product: str = ""
) -> Written:
    """To who asked, whose own mail it is; from nobody, so that its failure answers nothing."""
    if not mail.receipt_to or mail.automatic or not mail.message_id:
        raise Unwritable("receipt")
    letter = Letter(
        message_id=message_id,
        sender=reader,
        to=(Address(mail.receipt_to),),
        subject=f"Lu\u00a0: {mail.subject}"[:250],
        text=SAID,
        date=at,
        in_reply_to=mail.message_id,
        references=(mail.message_id,),
        product=product,
        automatic=Automatic.REPLIED,
    )
    check(letter)
    content = bytes_of(report(letter), fields_of(letter))
    return Written("", letter.recipients, message_id, content, report_wanted=False)


def report(letter: Letter) -> Part:
    boundary = f"=_{sha256(letter.message_id.encode()).hexdigest()[:32]}"
    whole = MIMEMultipart("report", boundary=boundary, report_type="disposition-notification")
    whole.attach(text(letter.text))
    whole.attach(notification(letter))
    return whole


def notification(letter: Letter) -> Part:
    part = MIMENonMultipart("message", "disposition-notification")
    fields = (
        f"Reporting-UA: {AGENT}",
        f"Final-Recipient: rfc822;{letter.sender.address}",
        f"Original-Message-ID: {identifier(letter.in_reply_to)}",
        "Disposition: manual-action/MDN-sent-manually; displayed",
    )
    part.set_payload("\n".join(fields) + "\n")
    return part
