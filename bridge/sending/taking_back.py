"""After a courrier was written: taken back before it leaves, or sent again to whom it did not
reach."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction

from bridge.models import Outgoing
from bridge.patients import opposing
from bridge.patients.refusals import PatientOpposed
from bridge.sending.forwarding import told_of
from bridge.sending.outcomes import Telling
from bridge.sending.refusals import BoxGivenUp, HasLeft, NotFailed
from chat.errors import NotFound
from conversations import clock, forwarding
from conversations.letters import News, State
from conversations.membership import conversation_of
from conversations.models import Event, Letter
from conversations.ranges import hold
from directory.models import Professional

Row = Outgoing.State


def cancel(person: Professional, conversation: UUID, seq: int) -> None:
    """While nothing of it has left, for anybody. Again, it changes nothing."""
    letter = letter_of(person, conversation, seq)
    told = told_of(letter)
    with transaction.atomic():
        telling, rows = held(letter, told)
        if all(row.state == Row.CANCELLED for row in rows):
            return
        if not all(may_be_taken_back(telling, row) for row in rows):
            raise HasLeft
        for row in rows:
            telling.say(News(row.recipient, State.CANCELLED), by=person)
            change(row, state=Row.CANCELLED)
        for source, line in told.items():
            forwarding.note_taken_back(telling.rooms[source], person, line)
        telling.save()


def may_be_taken_back(telling: Telling, row: Outgoing) -> bool:
    """It waits, for the first time or once more; and no attempt may have reached them."""
    return row.state == Row.WAITING and telling.state(row.recipient) == State.WAITING


def resend(person: Professional, conversation: UUID, seq: int, recipient: int) -> None:
    """At once, as the very same mail. Asked twice, or while it is still tried, it leaves once."""
    letter = letter_of(person, conversation, seq)
    with transaction.atomic():
        telling, rows = held(letter)
        row = next((row for row in rows if row.recipient == recipient), None)
        if row is None:
            raise NotFound
        if row.box.ended_at:
            raise BoxGivenUp
        if row.state in (Row.WAITING, Row.SENDING):
            return
        if telling.state(recipient) not in (State.FAILED, State.UNKNOWN):
            raise NotFailed
        if opposing.stands(letter.addressees[recipient]["address"]):
            raise PatientOpposed
        now = clock.now()
        # Of what may have left, that is still how it stands.
        uncertain = telling.state(recipient) == State.UNKNOWN
        stands = State.UNKNOWN if uncertain else State.WAITING
        telling.say(News(recipient, stands), by=person)
        change(row, state=Row.WAITING, since=now, next_at=now, lease_until=None, attempts=0)
        telling.save()


def letter_of(person: Professional, conversation: UUID, seq: int) -> Letter:
    """One that was written here, which this person may see."""
    seat = conversation_of(person, conversation)
    said = Event.objects.filter(conversation=conversation, seq=seq, kind=Event.Kind.LETTER)
    event = said.first()
    if event is None or not hold(seat.place.visible, seq, seq):
        raise NotFound
    letter = Letter.objects.select_related("body").filter(body=event.message_id, outgoing=True)
    if (found := letter.first()) is None:
        raise NotFound
    return found


def held(letter: Letter, sources: Collection[UUID] = ()) -> tuple[Telling, Sequence[Outgoing]]:
    """Its conversation, and then its rows: what is taken to be sent meanwhile is seen here."""
    telling = Telling(letter, sources)
    rows = Outgoing.objects.select_for_update(of=("self",)).select_related("box")
    found = list(rows.filter(letter=letter).order_by("id"))
    if not found:
        raise NotFound
    return telling, found


def change(row: Outgoing, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values])
