"""What people do in a conversation, in one word each: the tests read as what happened."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils import timezone

from chat.errors import Refusal
from conversations import (
    clock,
    history,
    inbox,
    marking,
    patients,
    posting,
    reading,
    starting,
    taking,
)
from conversations.membership import found, parties_of, visible_ranges
from conversations.models import Conversation, Period, Place
from conversations.patient_shapes import NewPatient, RecordOpposition, SetPatient, WhichPatient
from conversations.posting import Draft
from conversations.protocol import Accepted, Mark, Span, StartConversation, Take
from conversations.reading import Report
from conversations.shapes import Counts, InboxFilter, MessagePosted, PlaceView, Request
from directory.models import Professional


def start(founder: Professional, *others: Professional, subject: str = "") -> UUID:
    given = StartConversation(
        client_id=uuid4(), people=[other.id for other in others], subject=subject
    )
    return starting.start(founder, given).id


def start_mail(sender: Professional, *others: Professional) -> UUID:
    """A courrier, as the bridge will write one."""
    now = clock.now()
    parties_of(person.id for person in (sender, *others))
    room = Conversation.objects.create(
        kind=Conversation.Kind.MAIL,
        founder_id=sender.id,
        client_id=uuid4(),
        created_at=now,
        content_at=now,
    )
    found(room, parties=[person.id for person in (sender, *others)], at=now)
    say(sender, room.id, "Cher confrère,")
    return room.id


def draft(
    author: Professional, conversation: UUID, text: str = "Bonjour", *, named: UUID | None = None
) -> Draft:
    return Draft(author.id, named or uuid4(), conversation, text, timezone.now())


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


def see(
    reader: Professional,
    conversation: UUID,
    first: int,
    last: int | None = None,
    *,
    at: datetime | None = None,
) -> bool | Refusal:
    """These entries were displayed to them for a second."""
    span = Span(from_seq=first, to_seq=last or first, displayed_at=at or clock.now())
    [answer] = reading.record([Report(reader.id, conversation, [span])])
    return answer


def hold(reader: Professional, conversation: UUID, upto: int) -> bool | Refusal:
    """A page of theirs has fetched the conversation up to there."""
    [answer] = reading.record([Report(reader.id, conversation, delivered=upto)])
    return answer


def mark(person: Professional, conversation: UUID, given: Mark) -> PlaceView:
    return marking.mark(person, conversation, given).place


def place_of(person: Professional, conversation: UUID) -> Place:
    return Place.objects.select_related("conversation").get(
        party=person.id, conversation=conversation
    )


def listed(person: Professional, show: InboxFilter) -> list[UUID]:
    """The conversations of the first page of a filter, in its order."""
    return [row.id for row in inbox.page(person, show, after=None).rows]


def filters_with(person: Professional, conversation: UUID) -> set[InboxFilter]:
    """The filters that hold this conversation."""
    return {show for show in InboxFilter if conversation in listed(person, show)}


def counts(person: Professional) -> Counts:
    return inbox.page(person, InboxFilter.ALL, after=None).counts


def leave(person: Professional, conversation: UUID) -> None:
    """As the rule for leaving will record it: from now on everything stands still for them."""
    room = Conversation.objects.get(id=conversation)
    note(person, room, Period.Fact.LEFT, room.last_seq)
    Place.objects.filter(conversation=room, party=person.id).update(
        visible=visible_ranges(facts_of(person, room)), frozen_at=room.content_at
    )


def join(person: Professional, conversation: UUID, *, history_from: int | None = None) -> None:
    """As the rule for adding will record it: a reader from the next entry on."""
    parties_of([person.id])
    room = Conversation.objects.get(id=conversation)
    note(person, room, Period.Fact.JOINED, room.last_seq + 1)
    if history_from:
        note(person, room, Period.Fact.HISTORY, history_from)
    Place.objects.create(
        conversation=room,
        party_id=person.id,
        visible=visible_ranges(facts_of(person, room)),
        read_upto=room.last_seq,
        active_on=clock.day(room.content_at),
    )


def note(person: Professional, room: Conversation, fact: Period.Fact, seq: int) -> None:
    Period.objects.create(
        conversation=room, party_id=person.id, fact=fact, seq=seq, by_id=person.id, at=clock.now()
    )


def facts_of(person: Professional, room: Conversation) -> Sequence[Period]:
    return list(Period.objects.filter(conversation=room, party=person.id).order_by("id"))


JEANNE = NewPatient(
    birth_name="Cadillac",
    birth_first_names="Jeanne Marie",
    used_name="Roussel",
    birth_date=date(1941, 3, 14),
    sex="F",
    birth_place="31555",
)


def about(
    person: Professional,
    conversation: UUID,
    patient: WhichPatient = JEANNE,
    *,
    known: UUID | None = None,
) -> UUID:
    """Say whom it is about, and give the id of that patient."""
    patients.set_patient(
        person, conversation, SetPatient(ref=uuid4(), known=known, patient=patient)
    )
    shown = place_of(person, conversation).conversation.patient
    assert shown
    return shown.id


def oppose(
    person: Professional, conversation: UUID, patient: UUID, *, recorded: bool = True
) -> Accepted:
    given = RecordOpposition(ref=uuid4(), patient=patient, recorded=recorded)
    return patients.record_opposition(person, conversation, given)
