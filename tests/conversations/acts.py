"""What people do in a conversation, in one word each: the tests read as what happened."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from chat.errors import Refusal
from conversations import (
    adding,
    answering,
    clock,
    closing,
    correcting,
    history,
    inbox,
    leaving,
    marking,
    masking,
    naming,
    patients,
    posting,
    reading,
    reporting,
    retelling,
    starting,
    taking,
    undoing,
    widening,
)
from conversations.correction_shapes import (
    NewCancellation,
    NewCorrection,
    NewMasking,
    NewReport,
    Versions,
)
from conversations.membership import found, parties_of
from conversations.models import Conversation, Event, Place
from conversations.patient_shapes import NewPatient, RecordOpposition, SetPatient, WhichPatient
from conversations.posting import Draft
from conversations.protocol import (
    Accepted,
    AddPeople,
    AnswerInvitation,
    ChangeSubject,
    CloseConversation,
    GiveAll,
    GiveNothing,
    GiveSince,
    HistoryGiven,
    Leave,
    Mark,
    ReopenConversation,
    Span,
    StartConversation,
    Take,
    UndoAddition,
    WidenHistory,
)
from conversations.reading import Report
from conversations.shapes import (
    CareLink,
    Counts,
    Entry,
    InboxFilter,
    MaskReason,
    MessagePosted,
    PlaceView,
    Request,
    Wrong,
)
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


def correct(
    author: Professional,
    conversation: UUID,
    seq: int,
    text: str,
    *,
    reason: str | None = None,
    named: UUID | None = None,
) -> Accepted:
    given = NewCorrection(
        id=named or uuid4(),
        text=text,
        composed_at=clock.now(),
        reason=None if reason is None else Wrong(reason),
    )
    return correcting.correct(author, conversation, seq, given)


def cancel(
    author: Professional,
    conversation: UUID,
    seq: int,
    reason: str = "Je me suis trompé.",
    *,
    named: UUID | None = None,
) -> Accepted:
    given = NewCancellation(id=named or uuid4(), reason=reason, composed_at=clock.now())
    return correcting.cancel(author, conversation, seq, given)


def mask(
    author: Professional,
    conversation: UUID,
    seq: int,
    reason: MaskReason = MaskReason.WRONG_PATIENT,
) -> Accepted:
    return masking.mask(author, conversation, seq, NewMasking(ref=uuid4(), reason=reason))


def report(
    person: Professional, conversation: UUID, seq: int, reason: Wrong = Wrong.CLINICAL
) -> Accepted:
    return reporting.report(person, conversation, seq, NewReport(ref=uuid4(), reason=reason))


def versions(person: Professional, conversation: UUID, seq: int) -> Versions:
    return retelling.versions_of(person, conversation, seq)


def said(reader: Professional, conversation: UUID) -> list[Entry]:
    """The thread, as they read it."""
    return history.page(reader, conversation, after=0, before=None, around=None, limit=200).entries


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


def leave(person: Professional, conversation: UUID, **how: Any) -> int:
    """They leave, and give the number of the line that says so."""
    done = leaving.leave(person, conversation, Leave(ref=uuid4(), **how))
    assert done.seq
    return done.seq


def join(person: Professional, conversation: UUID, *, history_from: int | None = None) -> int:
    """Whoever started it adds them, and gives the number of the line that says so."""
    founder = Conversation.objects.get(id=conversation).founder.professional
    assert founder
    return add(founder, conversation, person, history_from=history_from)


def add(
    adder: Professional,
    conversation: UUID,
    *people: Professional,
    history_from: int | None = None,
    care: CareLink | None = None,
) -> int:
    choice = given_from(conversation, history_from)
    ids = [person.id for person in people]
    given = AddPeople(ref=uuid4(), people=ids, history=choice, care=care)
    done = adding.add(adder, conversation, given)
    assert done.seq
    return done.seq


def given_from(conversation: UUID, seq: int | None) -> HistoryGiven:
    if seq is None:
        return GiveNothing()
    return GiveAll() if seq == 1 else GiveSince(since=moment_of(conversation, seq))


def moment_of(conversation: UUID, seq: int) -> datetime:
    return Event.objects.get(conversation=conversation, seq=seq).at


def widen(giver: Professional, conversation: UUID, person: Professional, seq: int = 1) -> None:
    choice = given_from(conversation, seq)
    assert not isinstance(choice, GiveNothing)
    widening.widen(giver, conversation, WidenHistory(ref=uuid4(), person=person.id, history=choice))


def undo(who: Professional, conversation: UUID, person: Professional) -> None:
    undoing.undo(who, conversation, UndoAddition(ref=uuid4(), person=person.id))


def answer(person: Professional, conversation: UUID, *, accept: bool = True) -> None:
    answering.answer(person, conversation, AnswerInvitation(ref=uuid4(), accept=accept))


def call_it(person: Professional, conversation: UUID, subject: str) -> None:
    naming.change_subject(person, conversation, ChangeSubject(id=uuid4(), subject=subject))


def close(person: Professional, conversation: UUID, conclusion: str = "Plaie fermée.") -> None:
    closing.close(person, conversation, CloseConversation(id=uuid4(), conclusion=conclusion))


def reopen(person: Professional, conversation: UUID) -> None:
    closing.reopen(person, conversation, ReopenConversation(ref=uuid4()))


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
