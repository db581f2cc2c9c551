"""What a mail becomes: recorded with it, in one commit, once."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from bridge import threads
from bridge.addresses import same
from bridge.colleagues import answering, bouncing, mailing
from bridge.fetching import replying, reports
from bridge.fetching.keeping import Kept
from bridge.fetching.meaning import letter_of, safe
from bridge.models import Box, FetchedMail, Thread
from bridge.providers.contract import Where
from bridge.received import Kind, ReceivedMail
from conversations import clock, letters, timeline
from conversations.timeline import LockedConversation

Became = FetchedMail.Became


class GivenUp(Exception):
    """The box is no longer ours to read."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a mail became, and where that is said, if it is."""

    became: Became
    conversation: UUID | None = None
    seq: int | None = None


def record(box: Box, where: Where, mail: ReceivedMail, kept: Kept) -> None:
    with transaction.atomic():
        hold(box)
        lies = {"folder": where.folder, "uidvalidity": where.uidvalidity, "uid": where.uid}
        if FetchedMail.objects.filter(box=box, **lies).exists():
            return  # another process was given this box meanwhile
        said = becomes(box, mail, kept)
        FetchedMail.objects.create(
            box=box,
            message_id=safe(mail.message_id),
            content_hash=mail.content_hash,
            raw=kept.raw,
            at=timezone.now(),
            became=said.became,
            # Shown nowhere here, it stays new there: for whoever sent from another program.
            flagged=said.became == Became.STRAY,
            conversation_id=said.conversation,
            seq=said.seq,
            **lies,
        )


def hold(box: Box) -> None:
    """One mail of a box at a time, whoever reads it: two copies of one are seen to be one."""
    held = Box.objects.select_for_update(no_key=True).filter(id=box.id, ended_at__isnull=True)
    if not held.exists():
        raise GivenUp


def becomes(box: Box, mail: ReceivedMail, kept: Kept) -> Said:
    if first := copy_of(box, mail):
        return Said(Became.DUPLICATE, first.conversation_id, first.seq)
    if box.relay:
        return at_the_relay(box, mail, kept)
    if mail.kind in (Kind.LETTER, Kind.UNREADABLE):
        return own_copy(box, mail) or from_the_relay(box, mail) or arrived(box, mail, kept)
    if told := reports.told(box, mail):
        return Said(Became.NEWS, *told)
    return Said(Became.STRAY)


def at_the_relay(box: Box, mail: ReceivedMail, kept: Kept) -> Said:
    """It has no courriers: what is neither an answer nor a report is kept, and shown nowhere."""
    if said := answering.answer(box, mail, (*kept.files, *kept.images)):
        return Said(Became.ANSWER, *said)
    if conversation := bouncing.told(mail):
        return Said(Became.NEWS, conversation)
    return Said(Became.STRAY)


def copy_of(box: Box, mail: ReceivedMail) -> FetchedMail | None:
    """The same id and the same content. An id that comes twice proves nothing by itself: of two
    mails that share one, both are kept."""
    known = FetchedMail.objects.filter(
        box=box, content_hash=mail.content_hash, message_id=safe(mail.message_id)
    )
    return known.exclude(became=Became.DUPLICATE).order_by("id").first()


def own_copy(box: Box, mail: ReceivedMail) -> Said | None:
    """A letter of ours that came back: the box itself was in copy. Only if it says the same."""
    if mail.sender is None or not same(mail.sender.address, box.address):
        return None
    for letter in threads.issued(box, [mail.message_id]):
        if words(letter.body.text) == words(f"{mail.text} {mail.quote}"):
            return Said(Became.DUPLICATE, *threads.stands_at(letter))
    return None


def from_the_relay(box: Box, mail: ReceivedMail) -> Said | None:
    """What we mailed of a conversation to whoever reads here: it is that conversation, where one
    answers it. As a courrier it would be answered to where nobody listens."""
    mailed = mailing.mailed_as_it_came(mail.message_id, mail.sender, to=box.address)
    if mailed is None or mailed.professional_id != box.party_id:
        return None
    return Said(Became.DUPLICATE, mailed.conversation_id)


def words(text: str) -> str:
    return " ".join(text.split())


def arrived(box: Box, mail: ReceivedMail, kept: Kept) -> Said:
    room = room_for(box, mail)
    new = letter_of(mail, kept)
    if new.letter.message_id and threads.is_known(box, new.letter.message_id):
        new.details["id_known"] = True  # another mail bore it, with other words
    if asked := replying.answered_at(mail, own=box.address):
        new.details["reply_to"] = asked
    event = letters.append(room, new, party=box.party_id, own=box.address)
    timeline.save([room])
    return Said(Became.LETTER, room.id, event.seq)


def room_for(box: Box, mail: ReceivedMail) -> LockedConversation:
    if conversation := threads.answered_by(box, mail):
        return threads.hold(conversation)[0]
    room = letters.begin(box.party_id, mail.subject, client_id=uuid4(), at=clock.now())
    Thread.objects.create(conversation_id=room.id, box=box)
    return room
