"""The way to one letter: through the conversation it is said in, as any entry."""

from uuid import UUID

from chat.errors import NotFound
from conversations.membership import conversation_of
from conversations.models import Event, Letter
from conversations.opening import visible_entry
from directory.models import Professional


def letter_of(person: Professional, conversation: UUID, seq: int) -> Letter:
    """One this person may see now. Absent, masked, not theirs or no letter: all alike."""
    event = visible_entry(conversation_of(person, conversation), seq)
    if event.kind != Event.Kind.LETTER:
        raise NotFound
    return Letter.objects.select_related("raw", "body").get(body=event.message_id)
