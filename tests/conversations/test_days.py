"""The shortcuts behind the lists (the day of each place, what is settled) never change an answer.

People do things at random over a month; each list and figure is then compared with what the plain
rows say, looked at one by one.
"""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone as django_timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from chat.errors import Refusal
from conversations import clock, inbox
from conversations.models import Conversation, Event, Place
from conversations.protocol import (
    Archive,
    MarkRead,
    MarkUnread,
    SetFavourite,
    SetTodo,
    Unarchive,
)
from conversations.ranges import hold
from conversations.settling import settle
from conversations.shapes import Counts, InboxFilter
from conversations.unread import counts_of
from directory.models import Professional
from tests.conversations.acts import (
    leave,
    mark,
    place_of,
    say,
    see,
    start,
)
from tests.conversations.acts.mail import DELMAS, come_in, write_letter

INBOX, UNREAD, ALL, CONVERSATIONS, MAIL, FAVOURITES, TODO, ARCHIVED = InboxFilter
MONTH_AGO = django_timezone.now() - timedelta(days=30)


class Act:
    """One thing somebody does, some hours after the one before."""

    def __init__(self, hours: int, who: int, where: int, what: str, seq: int) -> None:
        self.hours, self.who, self.where, self.what, self.seq = hours, who, where, what, seq

    def __repr__(self) -> str:
        return f"after {self.hours} h, {self.who} does {self.what}({self.seq}) in {self.where}"

    def do(  # noqa: C901 — one case an act
        self, team: list[Professional], talks: list[UUID]
    ) -> None:
        talk = talks[self.where]
        person = team[self.who if self.where < 3 else 0]  # a courrier is Camille's alone
        last = Conversation.objects.get(id=talk).last_seq
        seq = 1 + self.seq % last
        match self.what:
            case "say" if self.where < 3:
                say(person, talk)
            case "say":
                come_in(person, talk, DELMAS, "Je la revois lundi.")
            case "see":
                see(person, talk, seq, last)
            case "read":
                mark(person, talk, MarkRead(upto=last))
            case "unread":
                mark(person, talk, MarkUnread(from_seq=seq))
            case "archive":
                mark(person, talk, Archive(known_seq=last, keep=seq % 2 == 0))
            case "unarchive":
                mark(person, talk, Unarchive())
            case "favourite":
                mark(person, talk, SetFavourite(on=seq % 3 > 0))
            case "todo":
                mark(person, talk, SetTodo(on=seq % 3 > 0, seq=seq if seq % 2 else None))
            case "leave":
                if place_of(person, talk).frozen_at is None:
                    leave(person, talk)
            case "settle":
                settle()


WHAT = [
    *["say"] * 4, *["see"] * 3, "read", *["unread"] * 2, "archive", "unarchive",
    "favourite", "todo", "leave", *["settle"] * 2,
]  # fmt: skip
acts = some.lists(
    some.builds(
        Act,
        hours=some.sampled_from([0, 1, 5, 11, 24, 72]),
        who=some.integers(0, 2),
        where=some.integers(0, 3),
        what=some.sampled_from(WHAT),
        seq=some.integers(0, 9),
    ),
    max_size=25,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(happened=acts)
def test_lists_and_figures_are_what_the_plain_rows_say(
    camille: Professional, nadia: Professional, hugo: Professional, happened: list[Act]
) -> None:
    team = [camille, nadia, hugo]
    with transaction.atomic():
        live_through(team, happened)
        for person in team:
            places = Place.objects.select_related("conversation").filter(party=person.id)
            mine = [Facts(place) for place in places]
            mine.sort(key=lambda facts: (facts.sort_at, facts.id), reverse=True)
            for facts in mine:
                assert facts.place.active_on == day_of(facts.sort_at)
            for show in InboxFilter:
                assert listed(person, show) == [facts.id for facts in mine if facts.is_in(show)]
            assert counts_of([person.id])[person.id] == figures(mine)
        transaction.set_rollback(True)


def listed(person: Professional, show: InboxFilter) -> list[UUID]:
    """The order and the holding of a list, without what its rows show."""
    places = inbox.in_order(inbox.inbox_of(person, show), after=None)
    return list(places.values_list("conversation", flat=True))


def live_through(team: list[Professional], happened: list[Act]) -> None:
    moment = MONTH_AGO
    with clock.at(moment):
        camille, nadia, hugo = team
        talks = [
            start(camille, nadia, hugo), start(nadia, hugo, camille),
            start(hugo, camille, nadia), write_letter(camille, DELMAS),
        ]  # fmt: skip
    for act in happened:
        moment = min(moment + timedelta(hours=act.hours, seconds=1), django_timezone.now())
        # One who left cannot speak, and sees only what was theirs.
        with clock.at(moment), suppress(Refusal, AssertionError):
            act.do(team, talks)


class Facts:
    """What the rows say of one person's conversation, without any shortcut."""

    def __init__(self, place: Place) -> None:
        self.place, room = place, place.conversation
        self.id, self.is_mail = room.id, room.kind == Conversation.Kind.MAIL
        self.founded = room.founder_id == place.party_id
        events = list(Event.objects.filter(conversation=room, counts=True).order_by("seq"))
        mine = [event for event in events if hold(place.visible, event.seq, event.seq)]
        self.left = place.visible[-1][1] is not None
        self.received = [event for event in mine if event.party_id != place.party_id]
        self.sort_at = mine[-1].at if mine else room.created_at
        self.archived = place.archived_at is not None
        self.active = not (self.archived or self.left)
        self.unread = not self.left and any(e.seq > place.read_upto for e in self.received)
        spoke_first = bool(events) and events[0].party_id == place.party_id
        self.started = self.active and (self.founded or spoke_first)
        self.in_inbox = self.active and bool(self.received)

    def is_in(self, show: InboxFilter) -> bool:
        return {
            INBOX: self.in_inbox,
            UNREAD: self.active and self.unread,
            ALL: True,
            CONVERSATIONS: not self.is_mail and (self.in_inbox or self.started),
            MAIL: self.is_mail and self.active,
            FAVOURITES: self.place.favourite,
            TODO: not self.left and (self.place.todo or self.place.todo_seqs != []),
            ARCHIVED: self.archived or self.left,
        }[show]


def figures(mine: list[Facts]) -> Counts:
    def unread_in(show: InboxFilter) -> int:
        return sum(facts.is_in(show) and facts.is_in(UNREAD) for facts in mine)

    return Counts(
        inbox=unread_in(INBOX),
        unread=unread_in(UNREAD),
        conversations=unread_in(CONVERSATIONS),
        mail=unread_in(MAIL),
        todo=sum(facts.is_in(TODO) for facts in mine),
    )


def day_of(moment: datetime) -> date:
    return moment.astimezone(UTC).date()


# --- Settling --------------------------------------------------------------------------------


@pytest.fixture
def old_talk(camille: Professional, nadia: Professional, conversation: UUID) -> UUID:
    """Three messages of a month ago that Nadia has read."""
    with clock.at(MONTH_AGO):
        for _ in range(3):
            say(camille, conversation)
        see(nadia, conversation, 2, 4)
    return conversation


def test_what_is_old_and_read_is_settled_and_what_is_not_is_left(
    camille: Professional, nadia: Professional, hugo: Professional, old_talk: UUID
) -> None:
    assert settle() == 2
    unsettled = {p.id: place_of(p, old_talk).unsettled for p in (camille, nadia, hugo)}
    assert unsettled == {camille.id: False, nadia.id: False, hugo.id: True}
    assert listed(hugo, UNREAD) == [old_talk]
    assert settle() == 0


def test_what_moved_in_the_last_days_is_not_settled_yet(
    camille: Professional, nadia: Professional, old_talk: UUID
) -> None:
    with clock.at(django_timezone.now() - timedelta(days=1)):
        say(camille, old_talk)
        see(nadia, old_talk, 5)
    assert settle() == 0


@pytest.mark.parametrize("days_ago", [0, 1, 2, 3, 10])
def test_a_message_after_settling_is_unread(
    camille: Professional, nadia: Professional, old_talk: UUID, days_ago: int
) -> None:
    settle()
    with clock.at(django_timezone.now() - timedelta(days=days_ago)):
        say(camille, old_talk)
    assert listed(nadia, UNREAD) == [old_talk]
    settle()
    assert listed(nadia, UNREAD) == [old_talk]


def test_marking_unread_after_settling_is_unread(nadia: Professional, old_talk: UUID) -> None:
    settle()
    mark(nadia, old_talk, MarkUnread(from_seq=3))
    assert listed(nadia, UNREAD) == [old_talk]
    assert counts_of([nadia.id])[nadia.id].unread == 1
    settle()
    assert listed(nadia, UNREAD) == [old_talk]


@pytest.mark.parametrize("hours", [-11, -1, 0, 1, 13])
def test_a_day_is_the_same_day_whatever_the_clock_that_told_it(
    camille: Professional, nadia: Professional, conversation: UUID, hours: int
) -> None:
    zone: Any = timezone(timedelta(hours=hours))
    for hour in (0, 1, 12, 23):
        moment = datetime(2026, 11, 23, hour, 30, tzinfo=zone)
        with clock.at(moment):
            say(camille, conversation)
        assert place_of(nadia, conversation).active_on == day_of(moment)
        assert listed(nadia, INBOX) == [conversation]
