"""Courriers: what somebody writes, what is answered, what becomes of it."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from conversations import clock, letters, timeline
from conversations.letters import NewLetter, News, Received
from conversations.models import Letter
from conversations.timeline import LockedConversation
from directory.models import Professional

OWN = "camille.roche@medecin.mssante.example"
DELMAS = "antoine.delmas@cardio.mssante.example"
PHARMACY = "pharmacie@pont-vieux.mssante.example"


def addressees(*others: str, sender: str = OWN) -> list[dict[str, str]]:
    ways = ["from", *("to" for _ in others)]
    return [
        {"way": way, "address": address, "name": ""}
        for way, address in zip(ways, [sender, *others], strict=True)
    ]


def write_letter(
    person: Professional,
    *others: str,
    text: str = "Œdèmes des chevilles.",
    subject: str = "",
    closes: bool = False,
    name: str = "",
) -> UUID:
    """A courrier that this person has written: its conversation. `name`: what they call those."""
    named = [one | {"name": name if one["way"] == "to" else ""} for one in addressees(*others)]
    letter = Letter(outgoing=True, subject=subject, addressees=named, closes=closes)
    with transaction.atomic():
        room = letters.begin(person.id, subject, client_id=uuid4(), at=clock.now())
        new = NewLetter(letter, text, uuid4(), hand=person.hand.id)
        letters.append(room, new, party=person.id, own=OWN)
        timeline.save([room])
    return room.id


def receive_letter(person: Professional, text: str = "Elle va mieux.") -> UUID:
    """A courrier that came to them: its conversation."""
    with transaction.atomic():
        room = letters.begin(person.id, "Suivi", client_id=uuid4(), at=clock.now())
        say_in(room, person, DELMAS, text)
    return room.id


def come_in(
    person: Professional,
    conversation: UUID,
    sender: str,
    text: str,
    *images: Received,
    quote: str = "",
    **details: Any,
) -> int:
    """A letter more of a courrier of theirs: its number."""
    with transaction.atomic():
        room = timeline.lock([conversation])[conversation]
        say_in(room, person, sender, text, *images, quote=quote, **details)
    return room.last_seq


def say_in(
    room: LockedConversation,
    person: Professional,
    sender: str,
    text: str,
    *images: Received,
    quote: str = "",
    **details: Any,
) -> None:
    to = addressees(OWN, sender=sender)
    letter = Letter(outgoing=False, subject="Re", addressees=to, quote=quote)
    new = NewLetter(letter, text, uuid4(), images=images, details=details)
    letters.append(room, new, party=person.id, own=OWN)
    timeline.save([room])


def become(conversation: UUID, news: News, *, about: int = 1) -> None:
    """Something is known of a letter for one of those it went to."""
    with transaction.atomic():
        room = timeline.lock([conversation])[conversation]
        letters.note_state(room, about, news, at=clock.now())
        timeline.save([room])
