"""Correct a message, or declare it wrong. Nothing is deleted: what is right is added."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from chat.errors import Refusal
from conversations import clock, taking, timeline
from conversations.amending import Amended, accepted, amended
from conversations.attaching import attach
from conversations.attachment import Attachment
from conversations.correction_shapes import NewCancellation, NewCorrection
from conversations.models import Event, Message, Place
from conversations.posting import IdReused
from conversations.protocol import Accepted
from conversations.returning import bring_back_even_kept
from conversations.versions import Version
from directory.models import Professional

Kind = Event.Kind
HasLeft = Callable[[UUID, int], bool]


class NothingChanged(Refusal):
    code = "nothing_changed"
    message = "Le texte est le même\u00a0: il n’y a rien à corriger."
    status = 409


def correct(person: Professional, conversation: UUID, seq: int, given: NewCorrection) -> Accepted:
    """Replace the words of one's own message: in its place while nobody else has seen them, after
    that at the end, unread again for all. The same id again gets the first answer."""
    with transaction.atomic():
        message = amended(person, conversation, seq)
        message.must_be_mine()
        if before := said_before(message, given.id, given.text, Kind.CORRECTION, given.files):
            return accepted(given.id, before)
        message.must_stand()
        if message.story.last.text == given.text and not given.files:
            raise NothingChanged
        event = message.room.append(correction(message, given))
        timeline.save([message.room])
        tell_again(message, event)
    return accepted(given.id, event)


def cancel(person: Professional, conversation: UUID, seq: int, given: NewCancellation) -> Accepted:
    """Declare one's own message wrong, and say why; nothing replaces it."""
    with transaction.atomic():
        message = amended(person, conversation, seq)
        message.must_be_mine()
        if before := said_before(message, given.id, given.reason, Kind.CANCELLED):
            return accepted(given.id, before)
        message.must_stand()
        said = words(message, given.id, given.reason)
        event = message.room.append(entry(message, Kind.CANCELLED, said, given.composed_at))
        timeline.save([message.room])
        tell_again(message, event)
    return accepted(given.id, event)


def said_before(
    message: Amended, client_id: UUID, text: str, kind: Kind, files: Sequence[UUID] = ()
) -> Event | None:
    """The entry that this very order made already, whatever became of the answer."""
    known = Message.objects.filter(author=message.hand, client_id=client_id).first()
    if known is None:
        return None
    for event in message.story.later:
        if event.message_id == known.id and (event.kind, known.text) == (kind, text):
            return same(event, known, files)
    raise IdReused


def same(event: Event, known: Message, files: Sequence[UUID]) -> Event:
    came_with = Attachment.objects.filter(message=known).order_by("position")
    if list(came_with.values_list("client_id", flat=True)) != list(files):
        raise IdReused
    return event


def correction(message: Amended, given: NewCorrection) -> Event:
    story = message.story
    in_place = not is_seen_by_others(message) and not is_out(message)
    said = words(message, given.id, given.text, repeats=story.last)
    attach(said, given.files)
    event = entry(message, Kind.CORRECTION, said, given.composed_at)
    event.counts = not in_place
    event.details = {
        "version": story.last.number + 1,
        "replaces": story.stands_at,
        "replaced_at": story.standing.at.isoformat(),
        "reason": given.reason,
    }
    return event


def is_seen_by_others(message: Amended) -> bool:
    """Has anybody but its author seen, or taken into account, what shows the last version?

    The places are held first: who is reporting right now has either been recorded, and is found
    here, or is recorded after this correction, and finds it (late_receipts.notice).
    """
    room, seq = message.room.id, message.story.stands_at
    list(Place.objects.select_for_update(no_key=True).filter(conversation=room).order_by("id"))
    with connection.cursor() as cursor:
        cursor.execute(
            """select exists (select from conversations_seen
                              where conversation_id = %(room)s and party_id <> %(author)s
                                and from_seq <= %(seq)s and to_seq >= %(seq)s)
                   or exists (select from conversations_event
                              where conversation_id = %(room)s and about_seq = %(seq)s
                                and kind = 'taken')""",
            {"room": room, "seq": seq, "author": message.by},
        )
        [(seen,)] = cursor.fetchall()
        return bool(seen)


def is_out(message: Amended) -> bool:
    """It has left by mail. For one who reads so: told by the room above that writes to them. It
    writes under their place, which is held. Or it was passed on, perhaps: something was, since."""
    asked: HasLeft = import_string(settings.HAS_LEFT_BY_MAIL)
    said = message.story.stands_at
    return asked(message.room.id, said) or was_passed_on_since(message.room.id, said)


def was_passed_on_since(conversation: UUID, seq: int) -> bool:
    """Something was, and not taken back before it left."""
    later = Event.objects.filter(conversation=conversation, seq__gt=seq)
    back = later.filter(kind=Kind.FORWARD_TAKEN_BACK)
    passed = later.filter(kind=Kind.FORWARDED).exclude(seq__in=back.values("about_seq"))
    return passed.exists()


def words(
    message: Amended, client_id: UUID, text: str, *, repeats: Version | None = None
) -> Message:
    """A body at the next entry. What the version it replaces asked for is asked again: those who
    took that one into account have not taken this one."""
    before = repeats.event.message if repeats else None
    present = message.room.members
    return Message(
        id=uuid4(),
        author_id=message.hand,
        client_id=client_id,
        conversation_id=message.room.id,
        seq=message.room.last_seq + 1,
        text=text,
        quote_seq=before.quote_seq if before else None,
        mentions=[one for one in before.mentions if str(one) in present] if before else [],
        asked=[one for one in before.asked if str(one) in present] if before else [],
        urgent=bool(before and before.urgent),
    )


def entry(message: Amended, kind: Kind, said: Message, composed_at: datetime) -> Event:
    now = clock.now()
    return Event(
        kind=kind,
        party_id=message.by,
        author_id=message.hand,
        at=now,
        composed_at=min(composed_at, now),
        counts=True,
        message=said,
        about_seq=message.story.root.seq,
    )


def tell_again(message: Amended, event: Event) -> None:
    """Those who had seen it get the conversation back, even where they keep it archived; what it
    asked for is no longer waited for."""
    if event.counts:
        bring_back_even_kept(message.story)
        taking.recount_urgent(message.room.id, message.story.asked)
