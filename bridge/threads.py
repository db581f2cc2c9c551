"""Which courrier a mail belongs to: by ids that are ours, and by who belongs there."""

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from bridge.models import Box, Moved, Thread
from bridge.received import ReceivedMail
from conversations import timeline
from conversations.correspondents import belongs
from conversations.models import Event, Letter
from conversations.timeline import LockedConversation


def answered_by(box: Box, mail: ReceivedMail) -> UUID | None:
    """The courrier this mail answers: it names a mail of ours, and its sender belongs there.

    Never by its subject; and not by its ids alone, which whoever was once forwarded one of our
    mails knows."""
    if mail.sender is None:
        return None
    for letter in issued(box, [mail.in_reply_to, *reversed(mail.references)]):
        conversation = now_in(letter.body.conversation_id)
        if belongs(conversation, mail.sender.address):
            return conversation
    return None


def issued(box: Box, message_ids: Iterable[str]) -> list[Letter]:
    """The letters we wrote from this box under these ids, in the order of the ids. From the same
    address of the same party: a box that was given up and added again is the same to others."""
    wanted = [one for one in dict.fromkeys(message_ids) if one]
    found = named(box, wanted).filter(outgoing=True)
    return sorted(found, key=lambda letter: wanted.index(letter.message_id))


def is_known(box: Box, message_id: str) -> bool:
    return named(box, [message_id]).exists()


def named(box: Box, message_ids: Iterable[str]) -> QuerySet[Letter]:
    """By their index, however many ids a stranger's mail names: PostgreSQL must be told of more
    than a hundred that none is empty."""
    return letters_of(box).filter(message_id__in=list(message_ids)).exclude(message_id="")


def letters_of(box: Box) -> QuerySet[Letter]:
    threads = Thread.objects.filter(box__address=box.address, box__party=box.party_id)
    return Letter.objects.select_related("body").filter(
        body__conversation__in=threads.values("conversation")
    )


def now_in(conversation: UUID) -> UUID:
    """Where it goes on, if it was joined to another."""
    while (
        to := Moved.objects.filter(conversation=conversation).values_list("to", flat=True).first()
    ):
        conversation = to
    return conversation


class JoinedMeanwhile(Exception):
    """While one waited for it."""


def hold(
    conversation: UUID, beside: Iterable[UUID] = ()
) -> tuple[LockedConversation, dict[UUID, LockedConversation]]:
    """Lock it where it goes on, with others beside it: that one, and all of them.

    While one waits for that, it may be joined to another: all are let go then (a savepoint does
    it), and locked again with that other, in the one order. To hold the first while waiting for
    the second would be a deadlock with whoever holds the second."""
    others = list(beside)
    while True:
        here = now_in(conversation)
        with suppress(JoinedMeanwhile), transaction.atomic():
            rooms = timeline.lock([here, *others])
            if now_in(here) != here:
                raise JoinedMeanwhile
            return rooms[here], rooms


def held(letter: Letter) -> tuple[LockedConversation, int]:
    """The courrier it is said in now, locked, and its number there: where it is told what became
    of it."""
    room, _ = hold(letter.body.conversation_id)
    return room, seq_in(room.id, letter)


def stands_at(letter: Letter) -> tuple[UUID, int]:
    """The same, for who only looks: it may be joined to another at any moment."""
    conversation = now_in(letter.body.conversation_id)
    return conversation, seq_in(conversation, letter)


def seq_in(conversation: UUID, letter: Letter) -> int:
    if conversation == letter.body.conversation_id:
        return letter.body.seq
    said = Event.objects.filter(
        conversation=conversation, kind=Event.Kind.LETTER, message=letter.body_id
    )
    return said.values_list("seq", flat=True).get()
