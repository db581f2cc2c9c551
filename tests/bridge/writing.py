"""Courriers as the page sends them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from bridge.models import Box
from bridge.sending import accepting
from bridge.shapes import LetterAccepted, NewLetter, ToAddress
from conversations import clock
from conversations.models import Event, Letter
from directory.models import Professional

DELMAS = "antoine.delmas@ch-fictif.exemple.mssante.fr"
PHARMACY = "pharmacie@ch-fictif.exemple.mssante.fr"
TEXT = "Cher confrère,\n\nœdèmes des chevilles depuis mardi."


def order(box: Box, *to: str, cc: Sequence[str] = (), **changes: Any) -> NewLetter:
    return NewLetter(
        id=changes.pop("named", None) or uuid4(),
        box=box.id,
        to=[ToAddress(address=one) for one in to or (DELMAS,)],
        cc=[ToAddress(address=one) for one in cc],
        subject=changes.pop("subject", "Avis cardiologique"),
        text=changes.pop("text", TEXT),
        composed_at=clock.now(),
        **changes,
    )


def write(person: Professional, box: Box, *to: str, **changes: Any) -> LetterAccepted:
    return accepting.write(person, order(box, *to, **changes))


def letter_at(conversation: UUID, seq: int) -> Letter:
    event = Event.objects.get(conversation=conversation, seq=seq)
    return Letter.objects.select_related("body").get(body=event.message_id)
