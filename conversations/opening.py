"""Opening a file, or drawing it small in the thread: each time through the one rule."""

from uuid import UUID

from chat.errors import NotFound, Refusal
from conversations.access import Act, note
from conversations.aftermath import aftermath_of, root_of
from conversations.attached import shape_of
from conversations.attachment import Attachment
from conversations.membership import Seat, conversation_of
from conversations.models import Event
from conversations.ranges import hold
from conversations.shapes import File
from directory.models import Professional
from files.state import verdicts_of


class FileChecking(Refusal):
    code = "file_checking"
    message = "Ce fichier est en cours d’analyse."
    status = 409


class FileRefused(Refusal):
    code = "file_refused"
    message = "Ce fichier a été refusé à l’analyse\u00a0: il ne peut pas être ouvert."
    status = 409


def opened(person: Professional, attachment: UUID) -> tuple[File, str]:
    """A file of a message this person may see, and its SHA-256. That they open it is noted."""
    event, file, sha256 = shown(person, attachment)
    note(person, Act.FILE, event.conversation_id, seq=event.seq, thing=file.id)
    return file, sha256


def drawn(person: Professional, attachment: UUID) -> tuple[File, str]:
    """The same, for the small picture beside its message: who is shown the message is shown that,
    whether they look at it or not. It opens nothing, and nothing is noted."""
    _, file, sha256 = shown(person, attachment)
    return file, sha256


def shown(person: Professional, attachment: UUID) -> tuple[Event, File, str]:
    found = Attachment.objects.select_related("message", "file__preview").filter(id=attachment)
    one = found.first()
    if one is None:
        raise NotFound
    event = visible_entry(conversation_of(person, one.message.conversation_id), one.message.seq)
    file = shape_of(one, verdicts_of([one.file_id]).get(one.file_id, set()))
    if file.state == "checking":
        raise FileChecking
    if file.state == "refused":
        raise FileRefused
    return event, file, one.file_id


def visible_entry(seat: Seat, seq: int) -> Event:
    """Within what they may see, and not masked: what is masked is absent, for everybody."""
    event = Event.objects.filter(conversation=seat.conversation, seq=seq).first()
    if event is None or not hold(seat.place.visible, seq, seq):
        raise NotFound
    past = aftermath_of(seat.conversation.id, [event], end=seat.last_seq)
    if root_of(event) in past.masked:
        raise NotFound
    return event
