"""Letters and how they stand, read with the entries that say them."""

from collections.abc import Iterable
from uuid import UUID

from conversations.models import Letter, LetterState, Message

Standing = dict[tuple[int, int], LetterState]  # by the letter's seq and a position
News = dict[int, LetterState]  # by the entry that says it


def letters_of(messages: Iterable[Message]) -> dict[UUID, Letter]:
    """By message: those that are letters' bodies."""
    ids = [message.id for message in messages]
    return {letter.body_id: letter for letter in Letter.objects.filter(body__in=ids)}


def states_of(
    conversation: UUID, letters: Iterable[int], *, end: int | None
) -> tuple[Standing, News]:
    """The last that was said of each is how it stands."""
    said = LetterState.objects.filter(conversation=conversation, about_seq__in=set(letters))
    told = [one for one in said.order_by("seq") if end is None or one.seq <= end]
    return {(one.about_seq, one.recipient): one for one in told}, {one.seq: one for one in told}
