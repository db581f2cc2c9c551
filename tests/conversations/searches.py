"""Search, in one word each; and what becomes of a message, as the rules record it."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from conversations import clock, due, search_index
from conversations.models import Due, Event, Message
from conversations.search import search
from conversations.search_shapes import Found, SearchAsked
from conversations.shapes import InboxFilter
from conversations.timeline import lock, save
from directory.models import Professional


def draw() -> None:
    """The worker draws what search looks in from the entries that were committed, whenever."""
    Due.objects.update(next_at=timezone.now())
    while due.drain():
        pass


def ask(who: Professional, words: str = "", **more: Any) -> Found:
    """All of their conversations, unless said otherwise."""
    return search(who, SearchAsked(words=words, **{"show": InboxFilter.ALL, **more}))


def seqs(who: Professional, words: str = "", **more: Any) -> list[int]:
    """Where the messages found stand, the last first; what is due is done before."""
    draw()
    return [message.seq for message in ask(who, words, **more).messages]


def shown(who: Professional, words: str) -> list[str]:
    """What is shown of the messages found, with what was looked for in brackets."""
    draw()
    return [
        "".join(f"[{piece.text}]" if piece.found else piece.text for piece in message.snippet)
        for message in ask(who, words).messages
    ]


def correct(
    author: Professional, conversation: UUID, root: int, text: str, *, in_place: bool = False
) -> int:
    details = {"replaces": root, "replaced_at": clock.now().isoformat(), "reason": None}
    kind = Event.Kind.CORRECTION
    return amend(author, conversation, kind, root, text, counts=not in_place, details=details)


def cancel(author: Professional, conversation: UUID, root: int, reason: str) -> int:
    return amend(author, conversation, Event.Kind.CANCELLED, root, reason, counts=True)


def mask(author: Professional, conversation: UUID, root: int) -> int:
    """Nothing of it is looked in any more: in the same transaction."""
    with transaction.atomic():
        seq = amend(
            author,
            conversation,
            Event.Kind.MASKED,
            root,
            None,
            counts=False,
            details={"reason": "wrong_patient"},
        )
        search_index.forget(conversation, root)
    return seq


def amend(
    author: Professional,
    conversation: UUID,
    kind: Event.Kind,
    root: int,
    text: str | None,
    **more: Any,
) -> int:
    with transaction.atomic():
        [room] = lock([conversation]).values()
        message = text and Message(
            id=uuid4(),
            author_id=author.id,
            client_id=uuid4(),
            conversation_id=conversation,
            seq=room.last_seq + 1,
            text=text,
        )
        event = room.append(
            Event(
                kind=kind,
                party_id=author.id,
                author_id=author.id,
                at=clock.now(),
                message=message or None,
                about_seq=root,
                **more,
            )
        )
        save([room])
    return event.seq
