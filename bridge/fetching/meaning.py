"""A mail that was read, as a letter of a conversation."""

from dataclasses import asdict
from typing import Any
from uuid import uuid4

from bridge.addresses import Address, is_patient
from bridge.fetching.keeping import Kept
from bridge.received import ReceivedMail, Xdm
from conversations.letters import NewLetter
from conversations.models import Letter

NOBODY = Address("", "Expéditeur illisible")


def letter_of(mail: ReceivedMail, kept: Kept) -> NewLetter:
    """As it is said in a conversation."""
    sender = mail.sender or NOBODY
    letter = Letter(
        outgoing=False,
        message_id=safe(mail.message_id),
        in_reply_to=safe(mail.in_reply_to),
        references=[one for one in mail.references if safe(one)],
        subject=mail.subject,
        addressees=addressees_of(sender, mail),
        written_at=mail.date,
        prefix=mail.prefix,
        quote=mail.quote,
        html=mail.html,
        receipt_to=receipt_to(mail),
        automatic=mail.automatic,
        closes=mail.closes,
        unreadable=mail.why or "",
        shortened=mail.shortened,
        xdm=mail.xdm and xdm_of(mail.xdm),
        raw=kept.raw,
    )
    details = {"by_patient": True} if is_patient(sender.address) else {}
    return NewLetter(
        letter, mail.text, uuid4(), files=kept.files, images=kept.images, details=details
    )


def addressees_of(sender: Address, mail: ReceivedMail) -> list[dict[str, str]]:
    """The sender first; whoever it went to, each once."""
    said = [("from", sender)]
    known: set[str] = set()
    for way, boxes in (("to", mail.to), ("cc", mail.cc)):
        for box in boxes:
            if box.address.casefold() not in known:
                known.add(box.address.casefold())
                said.append((way, box))
    return [{"way": way, "address": box.address, "name": box.name} for way, box in said]


def receipt_to(mail: ReceivedMail) -> str:
    """No machine is told, nor of a mail that cannot be named."""
    return mail.receipt_to if safe(mail.message_id) and not mail.automatic else ""


def safe(message_id: str) -> str:
    """Somebody else's id is only ever a hint: one that cannot be kept, or said again in the header
    of an answer, is none."""
    return message_id if message_id.isascii() and message_id.isprintable() else ""


def xdm_of(xdm: Xdm) -> dict[str, Any]:
    """As conversations.shapes.XdmView has it, and as JSON can; and of which archive it is."""
    patient = xdm.patient and asdict(xdm.patient)
    if patient:
        patient["birth_date"] = patient["birth_date"] and patient["birth_date"].isoformat()
    return {
        "patient": patient,
        "documents": [
            {
                "name": one.name,
                "title": one.title,
                "code": one.code,
                "made_on": one.made_on and one.made_on.isoformat(),
                "archive": one.archive,
            }
            for one in xdm.documents
        ],
        "doubt": xdm.doubt,
    }
