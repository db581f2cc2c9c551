"""Courriers that were written here, and mail that comes for them."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from bridge.fetching.looking import look
from bridge.models import Box, FetchedMail, Thread
from conversations import clock, history, inbox, letters, timeline
from conversations.letters import NewLetter
from conversations.models import Letter
from conversations.shapes import Happening, InboxFilter, LetterExchanged, Row
from directory.models import Professional
from tests.bridge.postbox import Postbox
from tests.bridge.servers import CAMILLE

DELMAS = "antoine.delmas@ch-fictif.exemple.mssante.fr"
PHARMACY = "pharmacie@pont-vieux.exemple.mssante.fr"
OURS = "<kNq0vXk3o1uTz8sE@medimail.exemple.mssante.fr>"


def wrote(
    box: Box,
    *others: str,
    message_id: str = OURS,
    subject: str = "Bilan",
    text: str = "Œdèmes.",
    at: datetime | None = None,
) -> UUID:
    """Camille has written from this box: the conversation."""
    ways = ["from", *("to" for _ in others)]
    said = zip(ways, [box.address, *others], strict=True)
    letter = Letter(
        outgoing=True,
        message_id=message_id,
        subject=subject,
        written_at=at or clock.now(),
        addressees=[{"way": way, "address": one, "name": ""} for way, one in said],
    )
    with transaction.atomic():
        room = letters.begin(box.party_id, subject, client_id=uuid4(), at=clock.now())
        Thread.objects.create(conversation_id=room.id, box=box)
        new = NewLetter(letter, text, uuid4(), hand=box.added_by_id)
        letters.append(room, new, party=box.party_id, own=box.address)
        timeline.save([room])
    return room.id


def mail(
    *headers: str, sender: str = DELMAS, subject: str = "Re: Bilan", text: str = "Je la revois."
) -> bytes:
    lines = [f"From: {sender}", f"To: {CAMILLE}", f"Subject: {subject}", *headers, "", text, ""]
    return "\r\n".join(lines).encode()


def comes(box: Box, postbox: Postbox, *mails: bytes) -> None:
    """It is there, and looked at."""
    postbox.put(*mails)
    look(box, postbox)


def timeline_of(person: Professional, conversation: UUID) -> list[Happening]:
    page = history.page(person, conversation, after=None, before=None, around=None, limit=50)
    return [entry.what for entry in page.entries]


def letters_in(person: Professional, conversation: UUID) -> list[LetterExchanged]:
    said = timeline_of(person, conversation)
    return [one for one in said if isinstance(one, LetterExchanged)]


def rows(person: Professional, show: InboxFilter = InboxFilter.MAIL) -> list[Row]:
    return inbox.page(person, show, after=None).rows


def became() -> list[str]:
    return list(FetchedMail.objects.order_by("id").values_list("became", flat=True))
