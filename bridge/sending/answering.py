"""The exchange a courrier goes on with: the letter it answers, or that it cancels and replaces."""

from dataclasses import dataclass
from uuid import UUID

from bridge.headers import REFERENCES_MOST
from bridge.models import Box, Thread
from bridge.sending.refusals import AnotherBox, NoSuchLetter
from bridge.shapes import NewLetter
from bridge.threads import seq_in
from bridge.writing.letter import SUBJECT_MOST
from conversations.membership import Seat, conversation_of
from conversations.models import Event, Letter
from conversations.ranges import hold
from directory.models import Professional

REPLACES = "ANNULE ET REMPLACE – "


@dataclass(frozen=True, slots=True)
class Before:
    """What a courrier says of those before it."""

    conversation: UUID | None = None  # null: it begins one
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    replaces: bool = False
    seq: int | None = None  # of the letter before, where it stands now

    def named(self) -> dict[str, int]:
        """What its entry keeps, for whoever takes it back and writes it again."""
        if self.seq is None:
            return {}
        return {"replaces" if self.replaces else "answers": self.seq}

    def subject(self, given: str) -> str:
        if not self.replaces or given.upper().startswith(REPLACES.strip(" –")):
            return given
        return f"{REPLACES}{given}"[:SUBJECT_MOST]


def before(person: Professional, given: NewLetter, here: UUID | None) -> Before:
    """`here`: the courrier it goes on in, held; it is joined to no other any more."""
    pointed = given.replaces or given.answers
    if given.conversation is None or here is None:
        if pointed:
            raise NoSuchLetter
        return Before()
    if pointed is None:
        return Before(here)
    letter = letter_at(conversation_of(person, given.conversation), pointed)
    if given.replaces and not letter.outgoing:
        raise NoSuchLetter
    replaces, seq = given.replaces is not None, seq_in(here, letter)
    return Before(here, letter.message_id, references_to(letter), replaces=replaces, seq=seq)


def must_be_of(seat: Seat, box: Box) -> None:
    if not Thread.objects.filter(conversation=seat.conversation, box=box).exists():
        raise AnotherBox


def letter_at(seat: Seat, seq: int) -> Letter:
    said = Event.objects.filter(conversation=seat.conversation, seq=seq, kind=Event.Kind.LETTER)
    event = said.first()
    if event is None or not hold(seat.place.visible, seq, seq):
        raise NoSuchLetter
    return Letter.objects.select_related("body").get(body=event.message_id)


def references_to(letter: Letter) -> tuple[str, ...]:
    """The first, which began it all, and the last ones."""
    chain = [*letter.references, letter.message_id] if letter.message_id else letter.references
    chain = list(dict.fromkeys(chain))
    return tuple(chain[:1] + chain[1:][-(REFERENCES_MOST - 1) :])
