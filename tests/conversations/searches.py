"""Search, in one word each; and what becomes of a message."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from conversations import due
from conversations.models import Due, Place
from conversations.protocol import Accepted
from conversations.search.finding import search
from conversations.search.shapes import Found, SearchAsked
from conversations.shapes import InboxFilter
from directory.models import Professional
from tests.conversations import acts


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
    author: Professional, conversation: UUID, seq: int, text: str, *, in_place: bool = False
) -> int:
    """At the end, as somebody has seen it; in place, as nobody has."""
    if not in_place:
        somebody_sees_all(conversation, but=author)
    return number(acts.correct(author, conversation, seq, text))


def cancel(author: Professional, conversation: UUID, seq: int, reason: str) -> int:
    return number(acts.cancel(author, conversation, seq, reason))


def mask(author: Professional, conversation: UUID, seq: int) -> int:
    return number(acts.mask(author, conversation, seq))


def somebody_sees_all(conversation: UUID, *, but: Professional) -> None:
    there = Place.objects.filter(conversation=conversation, frozen_at__isnull=True)
    others = there.exclude(party=but.id).order_by("id")  # who was there first has seen all
    place = others.select_related("party__professional", "conversation")[0]
    first, last = place.visible[0][0], place.conversation.last_seq
    assert place.party.professional
    acts.see(place.party.professional, conversation, first, last)


def number(answer: Accepted) -> int:
    assert answer.seq
    return answer.seq
