"""A colleague answers by mail: their words enter the conversation as theirs, or not at all.

Only to the address that was issued to them there, or to the relay's own if they name what was
mailed to them; only from the one it was written to, and never what a machine wrote. Of anything
else nothing is said: it is kept with the mailbox, and of what is theirs the members are told."""

from collections.abc import Iterator, Sequence
from uuid import NAMESPACE_URL, UUID, uuid5

from bridge.addresses import Address
from bridge.colleague_models import IssuedAddress, Mailed
from bridge.colleagues import readers, relay, unheard
from bridge.models import Box
from bridge.received import Kind, ReceivedMail
from bridge.words import lines
from chat.errors import NotFound
from conversations import clock, posting
from conversations.attaching import Received
from conversations.membership import conversation_of
from conversations.models import Message
from conversations.posting import Draft
from conversations.protocol import FILES_MOST, TEXT_MAX, Accepted
from directory.models import Professional

WRITTEN = (Kind.LETTER, Kind.UNREADABLE)  # by somebody
CUT = "\n[Ce courrier était trop long\u00a0: sa fin n’a pas été reprise ici.]"


def answer(box: Box, mail: ReceivedMail, files: Sequence[Received] = ()) -> tuple[UUID, int] | None:
    """In the transaction that records the mail: where it was said. None: it says nothing here."""
    if mail.automatic or mail.sender is None or mail.kind not in WRITTEN:
        return None
    said = enter(box, mail, mail.sender, files) if mail.kind == Kind.LETTER else None
    if said is None:
        unheard.note_all(box, mail, mail.sender)
    return said


def enter(
    box: Box, mail: ReceivedMail, sender: Address, files: Sequence[Received]
) -> tuple[UUID, int] | None:
    issued = relay.answered(box, mail)
    if issued is None or not is_theirs(issued, sender):
        return None
    return said_before(issued, mail) or say(issued, mail, files)


def is_theirs(issued: IssuedAddress, sender: Address) -> bool:
    """It comes from where we wrote to, which is still an address of theirs; and they still take
    part, and may come in."""
    person, address = issued.professional_id, sender.address.lower()
    if address not in readers.addresses_of([person]).get(person, []) or readers.kept_out(person):
        return False
    mailed = Mailed.objects.filter(conversation=issued.conversation_id, professional=person)
    return mailed.filter(address=address).exists() and takes_part(issued)


def takes_part(issued: IssuedAddress) -> bool:
    person = Professional.objects.get(id=issued.professional_id)
    try:
        return conversation_of(person, issued.conversation_id).place.frozen_at is None
    except NotFound:
        return False


def said_before(issued: IssuedAddress, mail: ReceivedMail) -> tuple[UUID, int] | None:
    known = Message.objects.filter(author=issued.professional_id, client_id=name_of(mail, 0))
    message = known.first()
    return (message.conversation_id, message.seq) if message else None


def say(
    issued: IssuedAddress, mail: ReceivedMail, files: Sequence[Received]
) -> tuple[UUID, int] | None:
    drafts = [
        Draft(
            issued.professional_id,
            name_of(mail, number),
            issued.conversation_id,
            text,
            mail.date or clock.now(),
            by_mail=True,
            came=came,
        )
        for number, (text, came) in enumerate(pieces(mail, files))
    ]
    answers = posting.post(drafts) if drafts else []
    said = [one.seq for one in answers if isinstance(one, Accepted) and one.seq]
    if said and len(said) < len(drafts):
        unheard.note(issued)  # not all of it
    return (issued.conversation_id, said[0]) if said else None


def name_of(mail: ReceivedMail, number: int) -> UUID:
    """The same for the same mail, wherever it lies: it is said once."""
    return uuid5(NAMESPACE_URL, f"mail:{mail.message_id}:{mail.content_hash}:{number}")


def pieces(
    mail: ReceivedMail, files: Sequence[Received]
) -> Iterator[tuple[str, tuple[Received, ...]]]:
    """What a message does not hold goes on in the next."""
    texts = list(parts_of(lines(mail.text).strip() + (CUT if mail.shortened else "")))
    groups = [files[at : at + FILES_MOST] for at in range(0, len(files), FILES_MOST)]
    for number in range(max(len(texts), len(groups))):
        text = texts[number] if number < len(texts) else ""
        yield text, tuple(groups[number]) if number < len(groups) else ()


def parts_of(text: str) -> Iterator[str]:
    """Between two lines, if one ends there."""
    while len(text) > TEXT_MAX:
        end = text.rfind("\n", 1, TEXT_MAX)
        end = end if end > 0 else TEXT_MAX
        if part := text[:end].strip():
            yield part
        text = text[end:].strip()
    if text:
        yield text
