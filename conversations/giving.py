"""What somebody is given to see of what was said before them: a choice, in numbers.

Nobody gives more than they see themselves: « all » begins where their own present stay does.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from uuid import UUID

from conversations.attachment import Attachment
from conversations.care import is_about_a_patient
from conversations.membership import Seat
from conversations.models import Event
from conversations.protocol import GiveAll, GiveNothing, GiveSince, HistoryGiven
from conversations.shapes import History, HistoryChoices


@dataclass(frozen=True, slots=True)
class Given:
    """The first entry given; null: from their arrival on."""

    first: int | None

    def history(self, conversation: UUID, *, arrival: int) -> History:
        first = min(self.first or arrival, arrival)
        messages, files = amount(conversation, first, arrival)
        return History(from_seq=first, messages=messages, files=files)


NOTHING = Given(None)


def given_by(seat: Seat, choice: HistoryGiven) -> Given:
    match choice:
        case GiveAll():
            return Given(first_of(seat))
        case GiveSince():
            return since(seat, choice.since)
        case GiveNothing():
            return NOTHING
        case _:
            assert_never(choice)


def first_of(seat: Seat) -> int:
    """Where a member's present stay begins for them."""
    return seat.place.visible[-1][0]


def since(seat: Seat, moment: datetime) -> Given:
    entries = Event.objects.filter(
        conversation=seat.conversation, seq__gte=first_of(seat), at__gte=moment
    )
    return Given(entries.order_by("seq").values_list("seq", flat=True).first())


def amount(conversation: UUID, first: int, before: int) -> tuple[int, int]:
    """How many messages, and how many attachments, from this entry to just before that one."""
    entries = Event.objects.filter(conversation=conversation, seq__gte=first, seq__lt=before)
    messages = entries.filter(kind=Event.Kind.MESSAGE)
    files = Attachment.objects.filter(message__in=entries.values("message"))
    return messages.count(), files.count()


def choices(seat: Seat, since_when: datetime | None) -> HistoryChoices:
    """The numbers beside each choice, before anything is chosen."""
    room = seat.conversation
    arrival = room.last_seq + 1
    return HistoryChoices(
        about_patient=is_about_a_patient(room),
        all=given_by(seat, GiveAll()).history(room.id, arrival=arrival),
        since=since(seat, since_when).history(room.id, arrival=arrival) if since_when else None,
    )
