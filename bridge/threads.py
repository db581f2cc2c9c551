"""Which courrier a mail belongs to: by ids that are ours, and by who belongs there."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from bridge.models import Box, Moved, Thread
from bridge.received import ReceivedMail
from conversations.correspondents import belongs
from conversations.models import Event, Letter


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


def stands_at(letter: Letter) -> tuple[UUID, int]:
    """Where it is said now, and under which number: what becomes of it is told there."""
    conversation = now_in(letter.body.conversation_id)
    if conversation == letter.body.conversation_id:
        return conversation, letter.body.seq
    said = Event.objects.filter(
        conversation=conversation, kind=Event.Kind.LETTER, message=letter.body_id
    )
    return conversation, said.values_list("seq", flat=True).get()
