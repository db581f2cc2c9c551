"""A list page by page: every conversation once, whatever arrives meanwhile."""

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations import clock, inbox
from conversations.inbox import BadCursor
from conversations.shapes import InboxFilter
from directory.models import Professional
from tests.conversations.acts import leave, say, start

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
INBOX, ALL = InboxFilter.INBOX, InboxFilter.ALL


@pytest.fixture(autouse=True)
def _pages_of_five(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "PAGE", 5)


def talks_at(moments: list[datetime], camille: Professional, nadia: Professional) -> list[UUID]:
    talks = []
    for moment in moments:
        with clock.at(moment):
            talks.append(start(camille, nadia))
            say(camille, talks[-1])
    return talks


def pages(person: Professional, show: InboxFilter) -> Iterator[list[UUID]]:
    after = None
    while True:
        page = inbox.page(person, show, after=after)
        yield [row.id for row in page.rows]
        after = page.next
        if after is None:
            return


def flat(listed: Iterable[list[UUID]]) -> list[UUID]:
    return list(chain.from_iterable(listed))


def test_conversations_of_one_and_the_same_moment_come_once_each(
    camille: Professional, nadia: Professional
) -> None:
    talks = talks_at([NOON] * 17, camille, nadia)
    listed = list(pages(nadia, INBOX))
    assert [len(page) for page in listed] == [5, 5, 5, 2]
    assert sorted(flat(listed)) == sorted(talks)


def test_pages_follow_each_other_over_hours_days_and_years(
    camille: Professional, nadia: Professional
) -> None:
    steps = [0, 1, 1, 3600, 7200, 7200, 86_399, 86_400, 90_000, 400_000, 400_000, 40_000_000]
    talks = talks_at([NOON - timedelta(seconds=step) for step in steps], camille, nadia)
    listed = flat(pages(nadia, INBOX))
    assert [steps[talks.index(talk)] for talk in listed] == steps
    assert sorted(listed) == sorted(talks)


def test_a_full_last_page_has_no_next(camille: Professional, nadia: Professional) -> None:
    talks_at([NOON] * 10, camille, nadia)
    assert [len(page) for page in pages(nadia, INBOX)] == [5, 5]


def test_a_message_that_arrives_between_two_pages_hides_and_doubles_no_other(
    camille: Professional, nadia: Professional
) -> None:
    talks = talks_at([NOON - timedelta(minutes=n) for n in range(15)], camille, nadia)
    turning = pages(nadia, INBOX)
    listed = next(turning)
    with clock.at(NOON + timedelta(days=1)):
        say(camille, talks[2])  # shown already
        say(camille, talks[12])  # was to come: it is at the top now
        new = start(camille, nadia)
        say(camille, new)
    listed += flat(turning)
    assert listed == [talk for talk in talks if talk != talks[12]]
    assert set(next(pages(nadia, INBOX))[:3]) == {new, talks[2], talks[12]}


def test_left_and_active_ones_share_one_order(camille: Professional, nadia: Professional) -> None:
    talks = talks_at([NOON - timedelta(days=n) for n in range(12)], camille, nadia)
    for talk in talks[1::3]:
        leave(nadia, talk)
        with clock.at(NOON + timedelta(days=1)):
            say(camille, talk)
    assert flat(pages(nadia, ALL)) == talks


BEYOND_TIME = f"0001-01-01T00:00:00+14:00 {UUID(int=1)}"


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "été", "AAAA", "2026-11-23", "a" * 10_000]
    + [urlsafe_b64encode(text.encode()).decode() for text in ("hier x", BEYOND_TIME)],
)
def test_a_cursor_we_did_not_give_is_refused(nadia: Professional, cursor: str) -> None:
    with pytest.raises(BadCursor):
        inbox.page(nadia, INBOX, after=cursor)


def test_a_cursor_of_somebody_else_s_list_shows_nothing_of_it(
    camille: Professional, nadia: Professional, bruno: Professional
) -> None:
    talks_at([NOON] * 6, camille, nadia)
    cursor = inbox.page(nadia, INBOX, after=None).next
    assert cursor
    assert inbox.page(bruno, ALL, after=cursor).rows == []


def test_opening_a_list_asks_the_same_whether_it_is_short_or_long(
    camille: Professional, nadia: Professional
) -> None:
    talks_at([NOON] * 2, camille, nadia)
    short = questions(nadia)
    talks_at([NOON] * 10, camille, nadia)
    assert questions(nadia) == short


def questions(person: Professional) -> dict[InboxFilter, int]:
    """How many queries each list costs."""
    asked = {}
    for show in InboxFilter:
        with CaptureQueriesContext(connection) as queries:
            inbox.page(person, show, after=None)
        asked[show] = len(queries)
    return asked
