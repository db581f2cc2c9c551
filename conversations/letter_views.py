"""A letter as it is shown."""

from typing import Any

from conversations.correspondents import addressees_of, is_patient
from conversations.letters_read import Read
from conversations.models import Letter, LetterState
from conversations.shapes import Addressee, Origin, Recipient, XdmDocumentView, XdmView


def fields_of(read: Read, states: dict[int, LetterState]) -> dict[str, Any]:
    """What a letter says besides its body; `states`: by position, how each stands."""
    letter = read.letter
    sender, *others = addressees_of(letter.addressees, read.people)
    return {
        "outgoing": letter.outgoing,
        "subject": letter.subject,
        "sender": sender,
        "recipients": [
            recipient_of(letter, position, one, states.get(position))
            for position, one in enumerate(others, 1)
        ],
        "written_at": letter.written_at,
        "quoted": letter.quote,
        "html": read.laid_out,
        "receipt_wanted": letter.outgoing and letter.receipt_wanted,
        "receipt_asked": bool(letter.receipt_to),
        "automatic": bool(letter.automatic),
        "by_patient": not letter.outgoing and is_patient(sender.address),
        "closes": letter.closes,
        "unreadable": letter.unreadable or None,
        "shortened": letter.shortened,
        "original": letter.raw_id is not None,
        "xdm": letter.xdm and xdm_of(letter.xdm),
        "origin": letter.origin and Origin(**letter.origin),
    }


def xdm_of(read: dict[str, Any]) -> XdmView:
    """Which archive a document came in is for who passes one on."""
    shown = XdmDocumentView.model_fields
    documents = [{name: one[name] for name in shown} for one in read["documents"]]
    return XdmView(**read | {"documents": documents})


def recipient_of(
    letter: Letter, position: int, one: Addressee, state: LetterState | None
) -> Recipient:
    unsaid = "waiting" if letter.outgoing else None
    return Recipient.model_construct(
        **dict(one),
        position=position,
        copy_only=letter.addressees[position]["way"] == "cc",
        state=state.state if state else unsaid,
        at=state.at if state else None,
        reason=state.reason if state else "",
    )
