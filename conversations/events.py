"""What an entry says when it is shown."""

from datetime import UTC, datetime
from typing import Any, assert_never
from uuid import UUID

from conversations import identity, shapes
from conversations.aftermath import NOTHING, Aftermath, hand_of, root_of
from conversations.letter_views import fields_of
from conversations.models import Event, Message
from conversations.shapes import Entry, Happening, History
from conversations.standing import said_in, standing_of
from directory import formerly
from directory.shapes import Person

Kind = Event.Kind


def render(event: Event, past: Aftermath = NOTHING) -> Entry:
    """What the entry says, read with its body; `past`: what became of it since."""
    return Entry.model_construct(
        seq=event.seq,
        at=event.at.astimezone(UTC),
        composed_at=event.composed_at and event.composed_at.astimezone(UTC),
        party=event.party_id,
        hand=_behind(event, past),
        # A frame is the same for all: what counts for one party only says for whom by itself.
        counts=event.counts and event.counts_for_id is None,
        what=_what(event, past),
    )


def _what(event: Event, past: Aftermath) -> Happening:  # noqa: C901, PLR0911, PLR0912 — one a kind
    kind, details = Kind(event.kind), event.details or {}
    match kind:
        case Kind.OPENED:
            return shapes.ConversationOpened()
        case Kind.MESSAGE:
            return shapes.MessagePosted.model_construct(**_body(event, past))
        case Kind.CORRECTION:
            return shapes.MessageCorrected.model_construct(
                **_body(event, past),
                about=event.about_seq,
                in_place=not event.counts,
                replaces=details["replaces"],
                replaced_at=datetime.fromisoformat(details["replaced_at"]),
                reason=details["reason"] and shapes.Wrong(details["reason"]),
            )
        case Kind.CANCELLED:
            masked = event.about_seq in past.masked
            return shapes.MessageCancelled(
                about=_about(event), reason="" if masked else _text(event)
            )
        case Kind.MASKED:
            return shapes.MessageMasked(about=_about(event), reason=details["reason"])
        case Kind.REPORTED:
            return shapes.MessageReported(about=_about(event))
        case Kind.REMINDED:
            return shapes.CorrectionReminded(about=_about(event), parties=details["parties"])
        case Kind.UNSEALED:
            return shapes.MessageUnsealed(about=_about(event))
        case Kind.TAKEN:
            return shapes.MessageTaken(about=_about(event))
        case Kind.NOT_TAKEN:
            return shapes.TakingUndone(about=_about(event))
        case Kind.ADDED:
            return shapes.MemberAdded(
                member=_person(event, _whom(event)),
                history=_history(details),
                care=details.get("care"),
            )
        case Kind.HISTORY_WIDENED:
            return shapes.HistoryWidened(member=_whom(event), history=_history(details))
        case Kind.ADDITION_UNDONE:
            return shapes.AdditionUndone(member=_person(event, _whom(event)))
        case Kind.INVITED:
            return shapes.MemberInvited(member=_whom(event))
        case Kind.DECLINED:
            return shapes.InvitationDeclined()
        case Kind.LEFT:
            return shapes.MemberLeft(reason=details.get("reason"), replaced_by=_stand_in(event))
        case Kind.SUSPENDED:
            return shapes.AccessSuspended(member=_whom(event))
        case Kind.RESTORED:
            return shapes.AccessRestored(member=_person(event, _whom(event)))
        case Kind.VACATED:
            return shapes.RequestVacated(
                about=_about(event), member=_whom(event), asker=_counting(event)
            )
        case Kind.UNANSWERED:
            return shapes.RequestUnanswered(about=_about(event), asker=_counting(event), **details)
        case Kind.SUBJECT:
            return shapes.SubjectChanged(subject=_text(event))
        case Kind.CLOSED:
            return shapes.ConversationClosed(conclusion=_text(event))
        case Kind.REOPENED:
            return shapes.ConversationReopened()
        case Kind.EXPORTED:
            return shapes.ConversationExported(messages=details["messages"])
        case Kind.PATIENT:
            return shapes.PatientSet(
                patient=identity.shown(_patient(event)),
                ins=identity.ins_of(_patient(event)),
                changed="previous" in details,
                opposed=details.get("opposed", False),
            )
        case Kind.OPPOSITION:
            return shapes.OppositionChanged(recorded=details["recorded"])
        case Kind.LETTER:
            return shapes.LetterExchanged.model_construct(**_letter(event, past))
        case Kind.LETTER_STATE:
            return _letter_state(event, past)
        case Kind.RECEIPT_GIVEN:
            return shapes.ReceiptGiven(about=_about(event))
        case Kind.LETTER_MOVED:
            return shapes.LetterMoved(
                to_conversation=details.get("to"), from_conversation=details.get("from")
            )
        case Kind.MAIL_OPPOSITION:
            return shapes.MailOppositionChanged(recorded=details["recorded"])
        case Kind.FORWARDED:
            return shapes.MessagesForwarded(**details)
        case Kind.FORWARD_TAKEN_BACK:
            return shapes.ForwardTakenBack(about=_about(event))
        case _:
            assert_never(kind)


def _body(event: Event, past: Aftermath) -> dict[str, Any]:
    """What it says now, and what became of it."""
    message = _message(event)
    said, masked = said_in(event, past), root_of(event) in past.masked
    return {
        "message": message.id,
        "client_id": message.client_id,
        "text": "" if masked else said.text,
        # Words corrected in place leave the files, unless they came with others.
        "files": [] if masked else past.files.get(said.id if said.files else message.id, []),
        "quote": message.quote_seq,
        "mentions": message.mentions,
        "request": _request(event, message, past),
        "standing": standing_of(event, past),
        "by_mail": "by_mail" in (event.details or ()),
    }


def _letter(event: Event, past: Aftermath) -> dict[str, Any]:
    read = past.letters[_message(event).id]
    states = {at: one for (seq, at), one in past.letter_states.items() if seq == event.seq}
    given = past.receipts_given.get(event.seq)
    shown = _body(event, past) | fields_of(read, states)
    details = event.details or {}
    return shown | {
        "receipt_given_at": given and given.at.astimezone(UTC),
        "answers": details.get("answers"),
        "replaces": details.get("replaces"),
        "reply_to": details.get("reply_to"),
    }


def _letter_state(event: Event, past: Aftermath) -> shapes.LetterStateChanged:
    said = past.letter_news[event.seq]
    return shapes.LetterStateChanged.model_construct(
        about=said.about_seq,
        recipient=said.recipient,
        state=said.state,
        at=said.at.astimezone(UTC),
        reason=said.reason,
    )


def _request(event: Event, message: Message, past: Aftermath) -> shapes.Request | None:
    if not message.asked:
        return None
    taken = past.taken.get(event.seq, {})
    return shapes.Request.model_construct(
        urgent=message.urgent,
        people=[_asked(party, taken.get(party), past) for party in message.asked],
    )


def _asked(party: UUID, taken: Event | None, past: Aftermath) -> shapes.Asked:
    return shapes.Asked.model_construct(
        party=party, taken_at=taken and taken.at, hand=taken and _behind(taken, past)
    )


def _behind(event: Event, past: Aftermath) -> Person | None:
    hand = hand_of(event)
    return past.hands.get(hand) if hand else None


def _message(event: Event) -> Message:
    assert event.message is not None, "an entry with words, without its words"
    return event.message


def _text(event: Event) -> str:
    return _message(event).text


def _about(event: Event) -> int:
    assert event.about_seq is not None
    return event.about_seq


def _whom(event: Event) -> Any:
    assert event.about_party_id is not None
    return event.about_party_id


def _counting(event: Event) -> Any:
    assert event.counts_for_id is not None
    return event.counts_for_id


def _patient(event: Event) -> identity.Patient:
    assert event.patient is not None
    return event.patient


def _stand_in(event: Event) -> Person | None:
    return _person(event, event.about_party_id) if event.about_party_id else None


def _person(event: Event, party: UUID) -> Person:
    """As they were shown then, as what they say is."""
    return formerly.person_at(event.at, party)


def _history(details: dict[str, Any]) -> History:
    return History(**details["history"])
