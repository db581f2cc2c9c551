"""A courrier joined to another: all that was said here is said there too, in its order and at its
hours. The words are the same rows; here they stay as they were."""

from typing import Any

from conversations import correspondents, letters
from conversations.models import Correspondence, Event, LetterState
from conversations.timeline import LockedConversation
from directory.models import Professional

Kind = Event.Kind
SAID = (Kind.LETTER, Kind.LETTER_STATE, Kind.RECEIPT_GIVEN)


def join(here: LockedConversation, there: LockedConversation, person: Professional) -> None:
    """Both are locked; before `timeline.save`. Nothing of it is unread again: who joins them has
    them before their eyes."""
    numbers: dict[int, int] = {}
    for event in said_in(here):
        numbers[event.seq] = again(event, there, numbers).seq
    belonging = Correspondence.objects.filter(conversation=here.id).order_by("id")
    correspondents.join(there.id, dict(belonging.values_list("correspondent", "name")))
    letters.note(here, Kind.LETTER_MOVED, person, details={"to": str(there.id)})
    letters.note(there, Kind.LETTER_MOVED, person, details={"from": str(here.id)})


def said_in(room: LockedConversation) -> list[Event]:
    events = Event.objects.select_related("message").filter(conversation=room.id, kind__in=SAID)
    return list(events.order_by("seq"))


def again(event: Event, there: LockedConversation, numbers: dict[int, int]) -> Event:
    if event.kind == Kind.LETTER:
        # « Boîte de réception » holds where somebody else has written.
        there.answered = there.answered or event.party_id != there.first_speaker
        details = renumbered(event, numbers)
        return there.append(copy(event, message=event.message, details=details))
    assert event.about_seq is not None
    about = numbers[event.about_seq]
    if event.kind == Kind.LETTER_STATE:
        copy_state(event, there, about)
    return there.append(copy(event, about_seq=about, details=event.details))


def renumbered(event: Event, numbers: dict[int, int]) -> dict[str, Any]:
    """The letter that it answers or replaces was said again before it, under another number."""
    details = dict(event.details or {})
    details.setdefault("said_first", {"conversation": str(event.conversation_id), "seq": event.seq})
    named = {one: numbers[details[one]] for one in ("answers", "replaces") if one in details}
    return details | named


def copy(event: Event, **changes: Any) -> Event:
    return Event(
        kind=event.kind,
        party_id=event.party_id,
        author_id=event.author_id,
        at=event.at,
        composed_at=event.composed_at,
        counts=False,
        **changes,
    )


def copy_state(event: Event, there: LockedConversation, about: int) -> None:
    state = LetterState.objects.get(conversation=event.conversation_id, seq=event.seq)
    state.pk, state._state.adding = None, True
    state.conversation_id, state.seq, state.about_seq = there.id, there.last_seq + 1, about
    state.save(force_insert=True)
