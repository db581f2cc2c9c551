"""A courrier as it is printed: from whom, to whom, and what became of it for each of them."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from conversations.exports import wording
from conversations.exports.sentences import LETTER_STATES
from conversations.shapes import Addressee, LetterExchanged, LetterStateChanged, Recipient

# A matricule, with or without its key, alone or in an address.
NUMBER = re.compile(r"\b\d{6}[\dAB]\d{6}(?:\d\d)?(?:@patient\.mssante\.fr)?\b", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.]+@patient\.mssante\.fr\b", re.IGNORECASE)


def named(one: Addressee) -> str:
    """Of a patient never the address: it is made of their matricule. Some programs call them so."""
    if one.patient:
        unnamed = not one.name or NUMBER.search(one.name)
        return "Patient (Mon espace santé)" if unnamed else one.name
    name = wording.name(one.person) if one.person else one.name
    return f"{name} <{one.address}>" if name else one.address


def notes(letter: LetterExchanged, at: datetime) -> Iterator[str]:
    """What is to be known of it besides its words."""
    yield f"Objet\u00a0: {letter.subject or 'sans objet'}."
    if letter.outgoing:
        yield f"De\u00a0: {named(letter.sender)}."
    for label, copies in (("À", False), ("Copie à", True)):
        some = [one for one in letter.recipients if one.copy_only == copies]
        if some:
            yield f"{label}\u00a0: {', '.join(reached(one, at) for one in some)}."
    if letter.unreadable:
        yield "Courrier illisible\u00a0: seul son original peut être ouvert."


def reached(one: Recipient, at: datetime) -> str:
    if one.state is None:
        return named(one)
    when = f" {wording.beside(one.at, at)}" if one.at else ""
    why = f"\u00a0: {reason(one)}" if one.reason else ""
    return f"{named(one)} ({LETTER_STATES[one.state]}{when}{why})"


def state(what: LetterStateChanged, of: Sequence[Recipient]) -> str:
    """For whom, where the letter itself is in the document."""
    whom = [f" pour {named(one)}" for one in of if one.position == what.recipient]
    why = f" ({reason(what)})" if what.reason else ""
    return f"Courrier n°\u00a0{what.about}{''.join(whom)}\u00a0: {LETTER_STATES[what.state]}{why}"


def reason(of: Recipient | LetterStateChanged) -> str:
    """Servers quote whom they do not know."""
    return NUMBER.sub("…", of.reason)


def quoted(letter: LetterExchanged) -> str:
    """Programs write above it whose it is, with their address."""
    return ADDRESS.sub("…", letter.quoted)
