"""« Rattacher »: a courrier goes on in another of the same mailbox, with all it says."""

from uuid import UUID

from django.db import transaction

from bridge.models import Moved, Outgoing, Thread
from chat.errors import NotFound, Refusal
from conversations import joining, timeline
from conversations.marking import mark
from conversations.membership import conversation_of
from conversations.models import Event
from conversations.protocol import Archive, MarkRead
from directory.models import Professional


class AnotherMailbox(Refusal):
    code = "another_mailbox"
    message = "Ces deux courriers ne sont pas de la même boîte\u00a0: ils restent séparés."
    status = 409


class JoinedAlready(Refusal):
    code = "joined_already"
    message = "L’un de ces courriers a déjà été rattaché à un autre\u00a0: rattachez-le à celui-là."
    status = 409


class NotLeftYet(Refusal):
    """It could be taken back in both, and in one of them nothing would tell of it."""

    code = "not_left_yet"
    message = (
        "Un courrier de cet échange n’est pas encore parti\u00a0: rattachez l’échange une fois"
        " ce courrier parti, ou son envoi annulé."
    )
    status = 409


def attach(person: Professional, conversation: UUID, to: UUID) -> None:
    """For good. The same again changes nothing."""
    for one in (conversation, to):
        conversation_of(person, one)
    must_be_of_one_box(conversation, to)
    with transaction.atomic():
        rooms = timeline.lock([conversation, to])
        if not all(str(person.id) in room.members for room in rooms.values()):
            raise NotFound
        if moved_to(conversation) == to:
            return
        if conversation == to or moved_to(conversation) or moved_to(to):
            raise JoinedAlready
        must_have_left(conversation)
        here, there = rooms[conversation], rooms[to]
        joining.join(here, there, person)
        Moved.objects.create(conversation_id=conversation, to_id=to)
        timeline.save([here, there])
        mark(person, conversation, MarkRead(do="read", upto=here.last_seq))
        mark(person, conversation, Archive(do="archive", known_seq=here.last_seq, keep=True))


def must_be_of_one_box(*conversations: UUID) -> None:
    found = Thread.objects.filter(conversation__in=conversations)
    boxes = list(found.values_list("box__address", "box__party"))
    if len(boxes) < len(set(conversations)):
        raise NotFound  # a chat: it has no box
    if len(set(boxes)) > 1:
        raise AnotherMailbox


def must_have_left(conversation: UUID) -> None:
    """Each was tried once at least. It is locked: nothing more is written there meanwhile."""
    said = Event.objects.filter(conversation=conversation, kind=Event.Kind.LETTER)
    untried = Outgoing.objects.filter(state=Outgoing.State.WAITING, attempts=0)
    if untried.filter(letter__in=said.values("message")).exists():
        raise NotLeftYet


def moved_to(conversation: UUID) -> UUID | None:
    return Moved.objects.filter(conversation=conversation).values_list("to", flat=True).first()
