"""What an entry says when it is shown."""

from datetime import UTC
from typing import assert_never

from conversations.models import Event, Message
from conversations.shapes import ConversationOpened, Entry, Happening, MessagePosted


def render(event: Event) -> Entry:
    """What the entry says, read with its body."""
    return Entry.model_construct(
        seq=event.seq,
        at=event.at.astimezone(UTC),
        composed_at=event.composed_at and event.composed_at.astimezone(UTC),
        party=event.party_id,
        counts=event.counts,
        what=_what(event),
    )


def _what(event: Event) -> Happening:
    kind = Event.Kind(event.kind)
    match kind:
        case Event.Kind.OPENED:
            return ConversationOpened()
        case Event.Kind.MESSAGE:
            return _message(event.message)
        case _:
            assert_never(kind)


def _message(message: Message | None) -> MessagePosted:
    assert message is not None, "a message entry without its message"
    return MessagePosted.model_construct(
        message=message.id, client_id=message.client_id, text=message.text
    )
