"""Passing on by mail what was said here: who said what and when, as it stands now.

What was masked goes nowhere; what was corrected or cancelled, never as it was before.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from chat.errors import NotFound, Refusal
from conversations import clock
from conversations.about import about_of
from conversations.aftermath import Aftermath, aftermath_of, hand_of, root_of
from conversations.attachment import Attachment
from conversations.correspondents import is_patient, speakers_of
from conversations.exports.printing import STATUSES
from conversations.exports.sentences import patient_in_words
from conversations.exports.wording import name, post, stamp
from conversations.history import entries_of
from conversations.identity import shown
from conversations.membership import Seat, conversation_of
from conversations.models import Conversation, Event, Letter
from conversations.shapes import File
from conversations.standing import said_in, standing_of
from conversations.timeline import LockedConversation
from directory import formerly, people
from directory.models import Professional
from directory.shapes import Person

Kind = Event.Kind
SAID = (Kind.MESSAGE, Kind.CORRECTION, Kind.LETTER)


class NotAsItWas(Refusal):
    code = "not_as_it_was"
    message = (
        "Ce que vous transmettez a été corrigé, annulé ou masqué entre-temps\u00a0: fermez ce"
        " courrier, et transmettez ce qui est affiché maintenant."
    )
    status = 409


@dataclass(frozen=True, slots=True)
class Forwarded:
    """What is passed on: the lines that say who said it, and the files that came with it."""

    text: str
    files: tuple[File, ...]
    subject: str  # of a courrier. That of a conversation may name its patient: it stays here


def forwarded(person: Professional, conversation: UUID, seqs: Collection[int]) -> Forwarded:
    seat = conversation_of(person, conversation)
    events = current(seat, seqs)
    past = aftermath_of(conversation, events, end=seat.last_seq)
    blocks = [heading(seat, events), *(block(event, past) for event in events)]
    files = [file for event in events for file in files_of(event, past)]
    is_mail = seat.conversation.kind == Conversation.Kind.MAIL
    return Forwarded("\n\n".join(blocks), tuple(files), subject_of(seat) if is_mail else "")


def current(seat: Seat, seqs: Collection[int]) -> list[Event]:
    """These entries, in order: within what one may see, and what they say stands."""
    wanted = sorted(set(seqs))
    events = list(entries_of(seat).filter(seq__in=wanted, kind__in=SAID).order_by("seq"))
    if [event.seq for event in events] != wanted:
        raise NotFound
    past = aftermath_of(seat.conversation.id, events, end=seat.last_seq)
    if not all(stands(event, past) for event in events):
        raise NotAsItWas
    return events


def stands(event: Event, past: Aftermath) -> bool:
    in_place = event.kind == Kind.CORRECTION and not event.counts
    return not in_place and standing_of(event, past).state == "current"


def must_stand(person: Professional, files: Collection[UUID]) -> dict[UUID, int]:
    """Files that are passed on: how many of each conversation. What they came with stands."""
    counted: dict[UUID, int] = {}
    for one in Attachment.objects.select_related("message").filter(id__in=files):
        seat = conversation_of(person, one.message.conversation_id)
        event = Event.objects.get(conversation=seat.conversation, seq=one.message.seq)
        past = aftermath_of(seat.conversation.id, [event], end=seat.last_seq)
        if replaced(event, past):
            raise NotAsItWas
        counted[seat.conversation.id] = counted.get(seat.conversation.id, 0) + 1
    return counted


def masked_since(conversation: UUID, seqs: Collection[int]) -> bool:
    """Whether something of what is passed on was hidden, before it has left."""
    said = Event.objects.filter(conversation=conversation, seq__in=seqs)
    roots = {root_of(event) for event in said}
    return Event.objects.filter(
        conversation=conversation, kind=Kind.MASKED, about_seq__in=roots
    ).exists()


def replaced(event: Event, past: Aftermath) -> bool:
    """Words corrected in place leave the files, unless they came with others."""
    root = root_of(event)
    if root in past.masked or root in past.cancelled or root in past.changed_since:
        return True
    later = [one for one in past.corrections.get(root, ()) if one.seq > event.seq]
    return any(one.counts or (one.message and one.message.files) for one in later)


def note(
    room: LockedConversation,
    person: Professional,
    *,
    messages: int,
    files: int,
    recipients: int,
    own: bool,
) -> Event:
    """All who take part know that it went out, how much of it, and to how many."""
    return room.append(
        Event(
            kind=Kind.FORWARDED,
            party_id=person.id,
            author_id=person.hand.id,
            at=clock.now(),
            counts=False,
            details={"messages": messages, "files": files, "recipients": recipients, "own": own},
        )
    )


def note_taken_back(room: LockedConversation, person: Professional, about: int) -> Event:
    """They know as well that nothing of it went out."""
    return room.append(
        Event(
            kind=Kind.FORWARD_TAKEN_BACK,
            party_id=person.id,
            author_id=person.hand.id,
            at=clock.now(),
            counts=False,
            about_seq=about,
        )
    )


# --- In words ----------------------------------------------------------------------------------


def subject_of(seat: Seat) -> str:
    return seat.place.frozen_subject if seat.until else seat.conversation.subject


def heading(seat: Seat, events: Sequence[Event]) -> str:
    """From where, of when, and about whom: whoever reads it has not seen the rest."""
    subject = subject_of(seat)
    where = f"la conversation «\u00a0{subject}\u00a0»" if subject else "une conversation"
    day = timezone.localtime(events[0].at)
    lines = [f"Transmis depuis {where} du {day:%d/%m/%Y}"]
    if patient := about_of([seat.place])[seat.conversation.id].patient:
        status = STATUSES[patient.status]
        lines.append(f"Patient\u00a0: {patient_in_words(shown(patient))} ({status})")
    return "\n".join(lines)


def block(event: Event, past: Aftermath) -> str:
    """Who said it, when, which version of it; then the words, and the names of the files."""
    version = standing_of(event, past).version
    which = f" (version {version})" if version > 1 else ""
    lines = [f"{author(event)}, le {stamp(event.at)}{which}\u00a0:", said_in(event, past).text]
    if quote := quoted(event):
        lines.append(quote)
    if names := ", ".join(file.name for file in files_of(event, past)):
        lines.append(f"Pièces jointes\u00a0: {names}")
    return "\n".join(filter(None, lines))


def quoted(event: Event) -> str:
    """What a courrier answered goes on with it."""
    if event.kind != Kind.LETTER:
        return ""
    return Letter.objects.get(body=event.message_id).quote


def author(event: Event) -> str:
    if event.kind == Kind.LETTER:
        return writer(event)
    assert event.party_id
    who = introduced(formerly.person_at(event.at, event.party_id))
    hand = hand_of(event)
    return f"{who} ({name(people.by_id([hand])[hand])})" if hand else who


def writer(event: Event) -> str:
    """Of a letter. A patient's address is not passed on: it is their number."""
    letter = Letter.objects.get(body=event.message_id)
    assert event.party_id
    said = (event.conversation_id, event.party_id)
    known = speakers_of([said])[said]
    by_patient = not letter.outgoing and is_patient(letter.addressees[0]["address"])
    who = "d’un patient" if by_patient else f"de {introduced(known)}"
    subject = f", «\u00a0{letter.subject}\u00a0»" if letter.subject else ""
    return f"Courrier {who}{subject}"


def introduced(person: Person) -> str:
    return ", ".join(filter(None, [name(person), post(person)]))


def files_of(event: Event, past: Aftermath) -> list[File]:
    said = said_in(event, past)
    assert event.message
    return past.files.get(said.id if said.files else event.message.id, [])
