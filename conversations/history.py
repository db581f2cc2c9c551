"""A conversation as it stands: who is in it, and its entries, within what one may see."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from chat.errors import NotFound
from conversations import access, named, reporting
from conversations.about import about_of
from conversations.aftermath import aftermath_of
from conversations.events import render
from conversations.identity import ins_of
from conversations.membership import Seat, Stay, members_over_time, opened_by
from conversations.models import Event
from conversations.ranges import hold, within
from conversations.readers import my_last_receipts
from conversations.row import rows_of
from conversations.shapes import (
    AwaitedView,
    Closing,
    ConversationView,
    EntriesPage,
    Entry,
    Member,
)
from directory import absences, formerly, people
from directory.absence_shapes import Absence
from directory.models import Professional

MOST = 200
CLOSE_OR_REOPEN = [Event.Kind.CLOSED, Event.Kind.REOPENED, Event.Kind.MESSAGE]


def view(person: Professional, conversation: UUID) -> ConversationView:
    """What a page needs to open it, but for the entries."""
    seat = opened_by(person, conversation)
    access.note(person, access.Act.CONVERSATION, conversation)
    stays = members_over_time(seat.conversation.id, upto=seat.last_seq)
    patient = about_of([seat.place])[conversation].patient
    persons = people.by_id(stay.party for stay in stays)
    away = away_now(seat, stays)
    past = formerly.of(persons, since=seat.conversation.created_at)
    return ConversationView.model_construct(
        row=rows_of(person, [seat.place])[0],
        members=[
            Member.model_construct(
                person=persons[stay.party],
                from_seq=stay.from_seq,
                to_seq=stay.to_seq,
                suspended=stay.suspended,
                absence=away.get(stay.party) if stay.to_seq is None else None,
                formerly=past.get(stay.party, []),
            )
            for stay in stays
        ],
        visible=list(seat.place.visible),
        receipts=my_last_receipts(person, seat),
        ins=patient and ins_of(patient),
        closed=closing(seat),
        awaited=awaited_by(seat),
        reported=reporting.unanswered(person.id, conversation),
    )


def away_now(seat: Seat, stays: Iterable[Stay]) -> dict[UUID, Absence]:
    """To one who left, nothing is told of today."""
    if seat.place.frozen_at:
        return {}
    return absences.of(stay.party for stay in stays if stay.to_seq is None)


def closing(seat: Seat) -> Closing | None:
    """The conclusion, if nobody has written or reopened it since, as far as they may see."""
    last = (
        Event.objects.select_related("message")
        .filter(conversation=seat.conversation, seq__lte=seat.last_seq, kind__in=CLOSE_OR_REOPEN)
        .order_by("-seq")
        .first()
    )
    if last is None or last.kind != Event.Kind.CLOSED:
        return None
    if not hold(seat.place.visible, last.seq, last.seq):
        return None
    assert last.message
    return Closing.model_construct(
        seq=last.seq, party=last.party_id, at=last.at, conclusion=last.message.text
    )


def awaited_by(seat: Seat) -> list[AwaitedView]:
    """Those of the entries they may see; for one who left, everything stands still."""
    if seat.place.frozen_at:
        return []
    return [
        AwaitedView.model_construct(seq=seq, about=about, party=party)
        for seq, about, party in named.awaited_in(seat.conversation.id)
        if hold(seat.place.visible, seq, seq)
    ]


def page(
    person: Professional,
    conversation: UUID,
    *,
    after: int | None,
    before: int | None,
    around: int | None,
    limit: int,
) -> EntriesPage:
    """Entries in order: those after a number, before one, around one; or else the last ones."""
    seat = opened_by(person, conversation)
    mine = entries_of(seat)
    limit = max(1, min(limit, MOST))
    if after is not None:
        found = list(mine.filter(seq__gt=after).order_by("seq")[:limit])
    elif around is not None:
        earlier = mine.filter(seq__lt=around).order_by("-seq")[: limit // 2]
        later = mine.filter(seq__gte=around).order_by("seq")[: limit - limit // 2]
        found = [*reversed(earlier), *later]
    else:
        last = seat.last_seq + 1 if before is None else before
        found = [*reversed(mine.filter(seq__lt=last).order_by("-seq")[:limit])]
    return page_of(seat, mine, found)


def entry_of(person: Professional, conversation: UUID, seq: int) -> Entry:
    """One entry, as it stands now: what somebody answers, when it is not on the screen."""
    seat = opened_by(person, conversation)
    event = entries_of(seat).filter(seq=seq).first()
    if event is None:
        raise NotFound
    return render(event, aftermath_of(seat.conversation.id, [event], end=seat.last_seq))


def page_of(seat: Seat, mine: QuerySet[Event], found: list[Event]) -> EntriesPage:
    past = aftermath_of(seat.conversation.id, found, end=seat.last_seq)
    return EntriesPage.model_construct(
        entries=[render(event, past) for event in found],
        visible=list(seat.place.visible),
        last_seq=seat.last_seq,
        more_before=bool(found) and mine.filter(seq__lt=found[0].seq).exists(),
        more_after=bool(found) and mine.filter(seq__gt=found[-1].seq).exists(),
    )


def entries_of(seat: Seat) -> QuerySet[Event]:
    return Event.objects.select_related("message", "patient").filter(
        within(seat.place.visible), conversation=seat.conversation
    )
