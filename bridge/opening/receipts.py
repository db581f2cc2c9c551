"""Telling who asked for it that their courrier was displayed: because somebody says so, once.

Said in the conversation as it is asked, and sent by the worker. Killed meanwhile, it sends the
same again, under the same Message-ID."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from bridge import threads
from bridge.addresses import Address, domain_of
from bridge.boxes.account import provider_of
from bridge.models import Box, Thread
from bridge.opening.seeing import letter_of
from bridge.providers.contract import Outcome, ProviderError
from bridge.received import Kind, ReceivedMail
from bridge.sending.refusals import BoxGivenUp
from bridge.writing.message import Written
from bridge.writing.receipts import receipt
from chat.errors import NotFound, Refusal
from conversations import clock, due, letters, timeline
from conversations.due import NotNow
from conversations.models import Due, Event, Letter
from directory.models import Professional

SEND = "bridge.opening.receipts.send"
AGAIN = timedelta(minutes=10)
GIVEN_UP = timedelta(hours=48)
LEASE = timedelta(minutes=15)  # longer than a server may take


class NotAsked(Refusal):
    code = "receipt_not_asked"
    message = "L’expéditeur de ce courrier n’a pas demandé d’accusé d’ouverture."
    status = 409


def give(person: Professional, conversation: UUID, seq: int) -> None:
    """Once, however often it is asked, and of whichever of the courriers it was joined to."""
    with transaction.atomic():
        letter = letter_of(person, conversation, seq)
        if not letter.receipt_to:
            raise NotAsked
        room, about = threads.held(letter)
        if str(person.id) not in room.members:
            raise NotFound
        if box_of(room.id).ended_at:
            raise BoxGivenUp
        given = Event.objects.filter(
            conversation=room.id, kind=Event.Kind.RECEIPT_GIVEN, about_seq=about
        )
        if given.exists():
            return
        event = letters.note(room, Event.Kind.RECEIPT_GIVEN, person, about_seq=about)
        timeline.save([room])
        Due.objects.create(
            subscriber=SEND, conversation_id=room.id, seq=event.seq, next_at=clock.now()
        )


def send(conversation: UUID, seq: int) -> None:
    """Called by the worker for the entry that says it was given."""
    given = Event.objects.get(conversation=conversation, seq=seq)
    box = box_of(conversation)
    if box.ended_at or clock.now() > given.at + GIVEN_UP:
        return
    due.renew(SEND, conversation, seq, LEASE)
    if not left(box, written(box, given)):
        raise NotNow(AGAIN)


def box_of(conversation: UUID) -> Box:
    return Thread.objects.select_related("box").get(conversation=conversation).box


def written(box: Box, given: Event) -> Written:
    assert given.about_seq is not None
    said = Event.objects.get(conversation=given.conversation_id, seq=given.about_seq)
    letter = Letter.objects.get(body=said.message_id)
    return receipt(
        ReceivedMail(
            Kind.LETTER,
            content_hash="",
            message_id=letter.message_id,
            subject=letter.subject,
            receipt_to=letter.receipt_to,
        ),
        reader=Address(box.address, box.name),
        # Unguessable, and the same at each attempt.
        message_id=f"<{bytes(given.hash).hex()}@{domain_of(box.address)}>",
        at=given.at,
        product=settings.MAIL_PRODUCT,
    )


def left(box: Box, mail: Written) -> bool:
    """Whether it is over: what may have left is not said twice, and a receipt that is refused is
    nobody's to mend."""
    try:
        provider = provider_of(box)
    except ProviderError:
        return False
    try:
        [result] = provider.send(mail)
    except ProviderError:
        return False
    finally:
        provider.close()
    return result.outcome != Outcome.LATER
