"""Writing a courrier: its entry, and what is to leave, in one commit."""

from collections.abc import Mapping
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from bridge import threads
from bridge.addresses import domain_of, is_patient
from bridge.models import Box, Outgoing, Thread
from bridge.sending import enclosing, fitting, forwarding
from bridge.sending.addressing import addressees_of
from bridge.sending.answering import Before, before, must_be_of
from bridge.sending.meaning import meant
from bridge.shapes import LetterAccepted, NewLetter
from chat.errors import NotFound
from conversations import clock, letters, timeline
from conversations.attaching import FileGone
from conversations.membership import conversation_of
from conversations.models import Event, Letter, Message
from conversations.models.mail import digest_of
from conversations.posting import IdReused
from conversations.row import rows_of
from conversations.timeline import LockedConversation
from directory.models import Professional
from files.keeping import Bytes

# In which it can be taken back.
GRACE = timedelta(seconds=20)


def write(person: Professional, given: NewLetter) -> LetterAccepted:
    """It leaves in twenty seconds. The same id again gets the same answer."""
    event = said_before(person, given) or said_now(person, given)
    place = conversation_of(person, event.conversation_id).place
    return LetterAccepted(
        ref=given.id,
        conversation=event.conversation_id,
        seq=event.seq,
        leaves_at=event.at + GRACE,
        row=rows_of(person, [place])[0],
    )


def said_now(person: Professional, given: NewLetter) -> Event:
    exports = enclosing.put_exports(person, given)
    try:
        with transaction.atomic():
            return say(person, given, exports)
    except (IntegrityError, FileGone):
        # The same one, twice at once: the other was first.
        first = said_before(person, given)
        if first is None:
            raise
        return first


def said_before(person: Professional, given: NewLetter) -> Event | None:
    known = Message.objects.filter(author=person.hand, client_id=given.id).first()
    if known is None:
        return None
    event = Event.objects.get(conversation=known.conversation_id, seq=known.seq)
    if event.kind != Event.Kind.LETTER or (event.details or {}).get("order") != order_of(given):
        raise IdReused
    return event


def order_of(given: NewLetter) -> str:
    """By which the same order is known again."""
    return digest_of(given.model_dump(mode="json", exclude={"composed_at"}))


def say(person: Professional, given: NewLetter, exports: Mapping[UUID, Bytes]) -> Event:
    box = box_of(person, given.box)
    here, rooms = held(person, box, given)
    earlier = before(person, given, here.id if here else None)
    letter = drafted(person, box, given, earlier)
    taken = forwarding.taken(person, given, letter)
    letter.origin = forwarding.origin_of(given, taken, here=earlier.conversation)
    passed = enclosing.passed_on(person, given, exports)
    room = here or room_for(box, given, letter.subject)
    told = forwarding.tell(rooms, person, taken, letter=letter, here=room.id)
    details = {**earlier.named(), **({"told": told} if told else {})}
    new = composed(person, given, letter, forwarding.whole(given, taken), passed, details)
    event = letters.append(room, new, party=box.party_id, own=box.address)
    leave(box, letter, event)
    timeline.save([room, *(one for one in rooms.values() if one is not room)])
    return event


def held(
    person: Professional, box: Box, given: NewLetter
) -> tuple[LockedConversation | None, dict[UUID, LockedConversation]]:
    """The courrier it goes on in, if it does, and all it concerns: theirs, or nothing is held."""
    sources = forwarding.sources_of(person, given)
    if given.conversation is None:
        return None, timeline.lock(sources)
    must_be_of(conversation_of(person, given.conversation), box)
    return threads.hold(given.conversation, sources)


def composed(
    person: Professional,
    given: NewLetter,
    letter: Letter,
    text: str,
    passed: tuple[letters.Received, ...],
    details: dict[str, Any],
) -> letters.NewLetter:
    """With its files, and no larger than a mail may be."""
    enclosed = enclosing.uploads_of(person, given.files) + enclosing.enclosures_of(passed)
    fitting.must_be_said(text, enclosed)
    fitting.must_fit(meant(letter, text=text, at=clock.now()), enclosed)
    return letters.NewLetter(
        letter,
        text,
        given.id,
        hand=person.hand.id,
        uploads=given.files,
        files=passed,
        details={"order": order_of(given), **details},
    )


def box_of(person: Professional, box: UUID) -> Box:
    found = Box.objects.filter(id=box, party=person.id, ended_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def drafted(person: Professional, box: Box, given: NewLetter, earlier: Before) -> Letter:
    addressees = addressees_of(person, box, given)
    to_patient = any(is_patient(one["address"]) for one in addressees)
    return Letter(
        outgoing=True,
        message_id=f"<{token_urlsafe(24)}@{domain_of(box.address)}>",
        in_reply_to=earlier.in_reply_to,
        references=list(earlier.references),
        subject=earlier.subject(given.subject),
        addressees=addressees,
        written_at=given.composed_at,
        receipt_wanted=given.receipt_wanted,
        closes=given.closes and to_patient,
        xdm=forwarding.xdm_in(given),
    )


def room_for(box: Box, given: NewLetter, subject: str) -> LockedConversation:
    room = letters.begin(box.party_id, subject, client_id=given.id, at=clock.now())
    Thread.objects.create(conversation_id=room.id, box=box)
    return room


def leave(box: Box, letter: Letter, event: Event) -> None:
    """A row for each of those it goes to, so that nothing is forgotten."""
    Outgoing.objects.bulk_create(
        Outgoing(
            box=box,
            letter=letter,
            recipient=position,
            since=event.at,
            next_at=event.at + GRACE,
        )
        for position in range(1, len(letter.addressees))
    )
