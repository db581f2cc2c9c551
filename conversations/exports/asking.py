"""Ask for an export « à verser au dossier »: a line that all see, and work for the worker."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from chat.errors import NotFound, Refusal
from conversations import access, clock, timeline
from conversations.export import Export
from conversations.exports.shapes import ExportView, Format, NewExport
from conversations.history import entries_of
from conversations.membership import Seat, conversation_of, opened_by
from conversations.models import Due, Event
from conversations.posting import IdReused
from conversations.ranges import Ranges, common, within
from directory.models import Professional

MAKE = "conversations.exports.making.make"
MESSAGES_MOST = 10_000
A_DAY_MOST = 20
KEPT = timedelta(hours=24)
# Nothing takes that long: its worker died with it, again and again.
GIVEN_UP = timedelta(hours=1)

State = Export.State
# What is counted as a message: not the corrections made before anybody saw.
SAID = Q(kind__in=[Event.Kind.MESSAGE, Event.Kind.LETTER]) | Q(
    kind=Event.Kind.CORRECTION, counts=True
)


class NothingToExport(Refusal):
    code = "nothing_to_export"
    message = "Aucun message à exporter dans cette sélection."
    status = 422


class TooManyMessages(Refusal):
    code = "too_many_messages"
    message = "Un export compte 10 000 messages au plus\u00a0: choisissez une période plus courte."
    status = 422


class TooManyExports(Refusal):
    code = "too_many_exports"
    message = "Vous avez demandé 20 exports en une journée\u00a0: réessayez demain."
    status = 429


def ask(person: Professional, conversation: UUID, given: NewExport) -> ExportView:
    """Ask once: the same client_id again gives the same export."""
    opened_by(person, conversation)
    try:
        with transaction.atomic():
            rooms = timeline.lock([conversation])
            export = asked_before(person, conversation, given)
            if export is None:
                export = found(person, rooms[conversation], given)
    except IntegrityError:
        raise IdReused from None  # at the same moment, in another conversation
    return view_of(export)


def asked_before(person: Professional, conversation: UUID, given: NewExport) -> Export | None:
    export = Export.objects.filter(asker=person, client_id=given.client_id).first()
    if export and (export.conversation_id, export.asked) != (conversation, wish(given)):
        raise IdReused
    return export


def wish(given: NewExport) -> dict[str, Any]:
    return given.model_dump(mode="json", exclude={"client_id"}, exclude_none=True)


def found(person: Professional, room: timeline.LockedConversation, given: NewExport) -> Export:
    # Afresh: what they may see may have changed before the lock was ours.
    seat = conversation_of(person, room.id)
    selected = selection(seat, given)
    messages = messages_in(seat, selected)
    now = clock.now()
    if Export.objects.filter(asker=person, asked_at__gt=now - KEPT).count() >= A_DAY_MOST:
        raise TooManyExports
    event = room.append(
        Event(
            kind=Event.Kind.EXPORTED,
            party_id=person.id,
            author_id=person.hand.id,
            at=now,
            counts=False,
            details={"messages": messages},
        )
    )
    export = Export.objects.create(
        conversation_id=room.id,
        seq=event.seq,
        asker=person,
        client_id=given.client_id,
        asked=wish(given),
        selected=selected,
        messages=messages,
        files=given.files,
        asked_at=now,
    )
    Due.objects.create(subscriber=MAKE, conversation_id=room.id, seq=event.seq, next_at=now)
    access.note(person, access.Act.EXPORT, room.id, seq=event.seq, thing=export.id)
    timeline.save([room])
    return export


def selection(seat: Seat, given: NewExport) -> Ranges:
    """What is wanted, of what they may see up to now."""
    chosen = common(seat.place.visible, [(1, seat.last_seq)])
    chosen = common(chosen, [(given.from_seq or 1, given.to_seq)])
    chosen = common(chosen, days_of(seat, given.from_day, given.to_day))
    if given.seqs is not None:
        chosen = common(chosen, [(seq, seq) for seq in sorted(set(given.seqs))])
    return chosen


def days_of(seat: Seat, first: date | None, last: date | None) -> Ranges:
    """From the first entry of one day to the last of another."""
    entries = entries_of(seat).order_by("seq")
    if first is not None:
        entries = entries.filter(at__gte=beginning(first))
    if last is not None:
        entries = entries.filter(at__lt=beginning(last + timedelta(days=1)))
    ends = [entries.first(), entries.last()] if first or last else []
    if not ends:
        return [(1, None)]
    return [(ends[0].seq, ends[1].seq)] if ends[0] and ends[1] else []


def beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def messages_in(seat: Seat, selected: Ranges) -> int:
    if not selected:
        raise NothingToExport
    said = entries_of(seat).filter(SAID, within(selected))
    messages = said.count()
    if messages == 0:
        raise NothingToExport
    if messages > MESSAGES_MOST:
        raise TooManyMessages
    return messages


def export_of(person: Professional, export: UUID) -> Export:
    """Their own, while they may still see what is in it. Anything else: as if it were not there."""
    found = Export.objects.filter(id=export, asker=person).first()
    if found is None:
        raise NotFound
    visible = conversation_of(person, found.conversation_id).place.visible
    if list(common(visible, found.selected)) != list(found.selected):
        raise NotFound
    return found


def mine(person: Professional, conversation: UUID) -> list[ExportView]:
    """Those of the last day, the last first: whoever reloads the page finds them again."""
    conversation_of(person, conversation)
    exports = Export.objects.filter(
        asker=person, conversation=conversation, asked_at__gt=clock.now() - KEPT
    )
    return [view_of(export) for export in exports.order_by("-seq")]


def view_of(export: Export) -> ExportView:
    state = state_of(export)
    return ExportView.model_construct(
        id=export.id,
        conversation=export.conversation_id,
        seq=export.seq,
        state=state.value,
        progress=export.progress,
        messages=export.messages,
        asked_at=export.asked_at,
        expires_at=export.ready_at and export.ready_at + KEPT,
        formats=formats_of(export) if state == State.READY else [],
    )


def formats_of(export: Export) -> list[Format]:
    return ["pdf", "json", "zip"] if export.files else ["pdf", "json"]


def state_of(export: Export) -> Export.State:
    state, now = State(export.state), clock.now()
    if state in (State.WAITING, State.WORKING) and export.asked_at < now - GIVEN_UP:
        return State.FAILED
    if state == State.READY and is_over(export, now):
        return State.GONE
    return state


def is_over(export: Export, now: datetime) -> bool:
    return (export.ready_at or export.asked_at) < now - KEPT
