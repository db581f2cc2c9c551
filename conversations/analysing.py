"""The files of an entry, looked at by the worker; the members are told what was found."""

from datetime import timedelta
from uuid import UUID

from conversations import sockets
from conversations.aftermath import aftermath_of, root_of
from conversations.attached import files_of
from conversations.attachment import Attachment
from conversations.due import NotNow
from conversations.models import Event, Place
from conversations.protocol import FileChanged
from conversations.sockets import News
from files.checking import check

AGAIN = timedelta(seconds=30)


def analyse(conversation: UUID, seq: int) -> None:
    """Look at each file of this entry. One without a verdict is looked at again, for ever."""
    event = Event.objects.select_related("message").get(conversation=conversation, seq=seq)
    attachments = Attachment.objects.select_related("file").filter(message=event.message_id)
    done = [check(attachment.file) for attachment in attachments]
    tell(event)
    if not all(done):
        raise NotNow(AGAIN)


def tell(event: Event) -> None:
    """One frame a file that has its verdict, to the members who may see the entry."""
    past = aftermath_of(event.conversation_id, [event], end=event.seq)
    if event.message is None or root_of(event) in past.masked:
        return
    to = those_who_see(event)
    frames = [
        FileChanged(conversation=event.conversation_id, seq=event.seq, file=file)
        for file in files_of([event.message])[event.message.id]
        if file.state != "checking"
    ]
    sockets.tell([News(to=to, frame=frame.model_dump_json()) for frame in frames])


def those_who_see(event: Event) -> list[str]:
    """Members now, this entry within what they may see."""
    places = Place.objects.filter(conversation=event.conversation_id).extra(
        where=["upper_inf(visible)", "%s <@ visible"], params=[event.seq]
    )
    return [str(party) for party in places.values_list("party", flat=True)]
