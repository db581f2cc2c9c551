"""They start a conversation, speak, ask and take."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.utils import timezone

from conversations import history, posting, starting, taking
from conversations.posting import Draft
from conversations.protocol import Accepted, StartConversation, Take
from conversations.shapes import MessagePosted, Request
from directory.models import Professional


def start(founder: Professional, *others: Professional, subject: str = "") -> UUID:
    given = StartConversation(
        client_id=uuid4(), people=[other.id for other in others], subject=subject
    )
    return starting.start(founder, given).id


def draft(
    author: Professional, conversation: UUID, text: str = "Bonjour", *, named: UUID | None = None
) -> Draft:
    return Draft(
        author.id,
        named or uuid4(),
        conversation,
        text,
        timezone.now(),
        held_by=author.hand.id,
    )


def say(author: Professional, conversation: UUID, text: str = "Bonjour") -> int:
    """Post a message, and give its number."""
    [answer] = posting.post([draft(author, conversation, text)])
    assert isinstance(answer, Accepted), answer
    assert answer.seq
    return answer.seq


def ask(
    author: Professional,
    conversation: UUID,
    *people: Professional,
    urgent: bool = False,
    text: str = "À prendre en compte",
) -> int:
    """Post a message that asks these people to take it into account, and give its number."""
    sent = replace(
        draft(author, conversation, text),
        asked=tuple(person.id for person in people),
        urgent=urgent,
    )
    [answer] = posting.post([sent])
    assert isinstance(answer, Accepted), answer
    assert answer.seq
    return answer.seq


def take(person: Professional, conversation: UUID, seq: int) -> Accepted:
    return taking.take(person, conversation, seq, Take(ref=UUID(int=1), on=True))


def take_back(person: Professional, conversation: UUID, seq: int) -> Accepted:
    return taking.take(person, conversation, seq, Take(ref=UUID(int=2), on=False))


def request_in(person: Professional, conversation: UUID, seq: int) -> Request | None:
    """What is asked in this entry, as this person sees it."""
    body = history.entry_of(person, conversation, seq).what
    assert isinstance(body, MessagePosted), body
    return body.request


def say_many(author: Professional, conversation: UUID, number: int) -> None:
    posting.post([draft(author, conversation, f"Message {n}") for n in range(number)])
