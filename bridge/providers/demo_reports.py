"""What the demo's post office says became of a mail, as servers do (RFC 3464)."""

from datetime import UTC, datetime
from email.utils import format_datetime

from bridge.providers.smtp import envelope_id
from bridge.writing.message import Written

DELIVERED = "Action: delivered\nStatus: 2.1.5"
UNKNOWN = """Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 Cette adresse n’existe pas dans la démonstration"""
REPORT = """\
From: postmaster@poste.exemple.mssante.fr
To: {sender}
Date: {date}
Subject: Rapport de distribution
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="rapport"

--rapport
Content-Type: text/plain; charset=utf-8

Dit par la poste de la démonstration.
--rapport
Content-Type: message/delivery-status

Reporting-MTA: dns;poste.exemple.mssante.fr
Original-Envelope-Id: {envelope}

Final-Recipient: rfc822;{recipient}
{fate}

--rapport--
"""


def report(letter: Written, recipient: str, *, delivered: bool) -> bytes:
    return REPORT.format(
        sender=letter.sender,
        date=format_datetime(datetime.now(UTC)),
        envelope=envelope_id(letter.message_id),
        recipient=recipient,
        fate=DELIVERED if delivered else UNKNOWN,
    ).encode()
