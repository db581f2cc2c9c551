"""What is new of a conversation for one who reads it by mail: within what they may see, and never
what they said themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max, Min, QuerySet

from bridge.colleague_models import Mailed, MailedState
from bridge.colleagues.readers import Reader
from conversations import shapes
from conversations.aftermath import aftermath_of
from conversations.events import render
from conversations.history import entries_of
from conversations.membership import Seat, facts_of
from conversations.models import Event, Period, Seen
from conversations.ranges import hold
from conversations.shapes import Entry

Kind = Event.Kind
SAID = (Kind.MESSAGE, Kind.CORRECTION, Kind.CANCELLED, Kind.CLOSED)
TELLING = (*SAID, Kind.MASKED, Kind.ADDED, Kind.HISTORY_WIDENED)
# In one mail; what is more comes in the next one.
NEW_MOST = 100
# Of what was said before they came, the last. The rest is a link away.
BEFORE_MOST = 50


class Told(NamedTuple):
    """What of the conversation they were told of."""

    since: int  # nothing before it
    upto: int
    by_mail: int  # up to there by mail: what of it is wrong now, they have


@dataclass(frozen=True, slots=True)
class News:
    entries: list[Entry]
    before: list[Entry]  # what they were given to see of what came before
    since: int
    upto: int
    more: bool  # than one mail holds

    @property
    def first_at(self) -> datetime:
        return min(entry.at for entry in self.entries)

    @property
    def cannot_wait(self) -> bool:
        return any(is_urgent(entry) for entry in self.entries)


def news_for(reader: Reader, seat: Seat) -> News | None:
    """None: there is nothing that is worth a mail."""
    told = told_to(reader, seat)
    found = list(telling(seat).filter(seq__gt=told.upto).order_by("seq")[: NEW_MOST + 1])
    some = found[:NEW_MOST]
    entries = [
        entry
        for entry in unseen(reader, seat, rendered(seat, some))
        if is_new_to(reader, entry, told, seat)
    ]
    if all(isinstance(entry.what, shapes.ConversationClosed) for entry in entries):
        return None
    return News(
        entries,
        before=before(seat, told),
        since=min(told.since, seat.place.visible[0][0]),
        upto=some[-1].seq,
        more=len(found) > NEW_MOST,
    )


def told_to(reader: Reader, seat: Seat) -> Told:
    """By mail; or else, of whoever comes here too, all that was there when they chose."""
    mailed = mailed_to(reader, seat).aggregate(since=Min("from_seq"), upto=Max("upto_seq"))
    if mailed["upto"] is not None:
        return Told(mailed["since"], mailed["upto"], mailed["upto"])
    arrival = arrived_at(reader, seat)
    if reader.chosen_at:
        known = Event.objects.filter(conversation=seat.conversation, at__lte=reader.chosen_at)
        last = known.aggregate(last=Max("seq"))["last"] or 0
        if last >= arrival:
            return Told(seat.place.visible[0][0], last, 0)
    return Told(arrival, arrival - 1, 0)


def mailed_to(reader: Reader, seat: Seat) -> QuerySet[Mailed]:
    """What left, or is to: not what was withdrawn before it did."""
    withdrawn = MailedState.objects.filter(state=MailedState.State.CANCELLED)
    theirs = Mailed.objects.filter(conversation=seat.conversation, professional=reader.person)
    return theirs.exclude(id__in=withdrawn.values("mailed"))


def has_left(conversation: UUID, seq: int) -> bool:
    """For one reader at least, what this entry showed (settings.HAS_LEFT_BY_MAIL)."""
    mails = Mailed.objects.filter(conversation=conversation, from_seq__lte=seq, upto_seq__gte=seq)
    return mails.exclude(states__state=MailedState.State.CANCELLED).exists()


def arrived_at(reader: Reader, seat: Seat) -> int:
    facts = facts_of(seat.conversation.id, reader.person)
    return max(fact.seq for fact in facts if fact.fact == Period.Fact.JOINED)


def telling(seat: Seat) -> QuerySet[Event]:
    return entries_of(seat).filter(kind__in=TELLING)


def rendered(seat: Seat, events: list[Event]) -> list[Entry]:
    """As they stand now: what is masked has no words any more."""
    past = aftermath_of(seat.conversation.id, events, end=seat.last_seq)
    return [render(event, past) for event in events]


def unseen(reader: Reader, seat: Seat, entries: list[Entry]) -> list[Entry]:
    """Whoever comes here too is not written what they have seen here."""
    if reader.chosen_at is None or not entries:
        return entries
    seen = Seen.objects.filter(
        conversation=seat.conversation, party=reader.person, to_seq__gte=entries[0].seq
    )
    spans = list(seen.values_list("from_seq", "to_seq"))
    return [e for e in entries if not any(first <= e.seq <= last for first, last in spans)]


def is_new_to(reader: Reader, entry: Entry, told: Told, seat: Seat) -> bool:
    what = entry.what
    match what:
        case shapes.MemberAdded():
            return what.member.id == reader.person
        case shapes.HistoryWidened():
            return what.member == reader.person
        case shapes.MessageMasked():
            return hold(seat.place.visible, what.about, what.about) and what.about <= told.by_mail
        case shapes.MessageCorrected() if what.in_place:
            # Its words stand in the place of the first ones, unless those have left.
            return entry.party != reader.person and what.replaces <= told.by_mail
        case _:
            return entry.party != reader.person


def is_urgent(entry: Entry) -> bool:
    what = entry.what
    if isinstance(what, shapes.MessagePosted | shapes.MessageCorrected):
        return what.request is not None and what.request.urgent
    return isinstance(what, shapes.MessageMasked)


def before(seat: Seat, told: Told) -> list[Entry]:
    """What was given them of before; or given later, and not told yet."""
    earlier = telling(seat).filter(kind__in=SAID, seq__lt=told.since).order_by("-seq")
    said = rendered(seat, list(reversed(earlier[:BEFORE_MOST])))
    return [entry for entry in said if not is_in_place(entry)]


def is_in_place(entry: Entry) -> bool:
    return isinstance(entry.what, shapes.MessageCorrected) and entry.what.in_place
