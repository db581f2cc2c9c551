"""Letters and how they stand, read with the entries that say them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from conversations.correspondents import owners_of
from conversations.models import Letter, LetterState, Message
from directory.shapes import Person

Standing = dict[tuple[int, int], LetterState]  # by the letter's seq and a position
News = dict[int, LetterState]  # by the entry that says it


@dataclass(frozen=True, slots=True)
class Read:
    """A letter, but for how it is laid out: that is long, and read when somebody looks at it."""

    letter: Letter
    laid_out: bool
    people: dict[str, Person]  # by address, of the directory: also of the letters beside it


def letters_of(messages: Iterable[Message]) -> dict[UUID, Read]:
    """By message: those that are letters' bodies. As many queries for all as for one."""
    letters = Letter.objects.filter(body__in=[message.id for message in messages])
    laid_out = set(letters.exclude(html="").values_list("body", flat=True))
    read = list(letters.defer("html"))
    people = owners_of(one["address"] for letter in read for one in letter.addressees)
    return {one.body_id: Read(one, one.body_id in laid_out, people) for one in read}


def states_of(
    conversation: UUID, letters: Iterable[int], *, end: int | None
) -> tuple[Standing, News]:
    """The last that was said of each is how it stands."""
    said = LetterState.objects.filter(conversation=conversation, about_seq__in=set(letters))
    told = [one for one in said.order_by("seq") if end is None or one.seq <= end]
    return {(one.about_seq, one.recipient): one for one in told}, {one.seq: one for one in told}
