"""What was displayed to whom, and where one's own marker stands."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from chat.errors import NotFound
from conversations import clock, readers, reading
from conversations.membership import conversation_of
from conversations.models import Seen
from conversations.protocol import MarkRead, MarkUnread, NewSpans, Span
from conversations.reading import NotVisible, Report
from conversations.shapes import Receipts, SeenBy
from directory.models import Professional
from tests.conversations.acts import (
    hold,
    leave,
    mark,
    place_of,
    say,
    say_many,
    see,
    start,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def minutes(number: float) -> datetime:
    return NOON + timedelta(minutes=number)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    """All was said at noon; what is displayed in a test is displayed after that."""
    with clock.at(NOON):
        yield


@pytest.fixture
def talk(camille: Professional, conversation: UUID) -> UUID:
    """Ten messages of Camille's: entries 2 to 11."""
    say_many(camille, conversation, 10)
    return conversation


def seen_at(reader: Professional, conversation: UUID, seq: int) -> datetime | None:
    """When « vu par » says this reader saw it."""
    details = readers.readers_of(reader, conversation, seq)
    groups = (details.seen, details.delivered, details.not_delivered, details.later)
    [mine] = [one for group in groups for one in group if one.person.id == reader.id]
    return mine.displayed_at


def spans() -> list[tuple[int, int]]:
    return list(Seen.objects.order_by("id").values_list("from_seq", "to_seq"))


def marker(reader: Professional, conversation: UUID) -> int:
    return place_of(reader, conversation).read_upto


def test_what_was_displayed_is_seen_and_what_was_not_is_not(
    nadia: Professional, talk: UUID
) -> None:
    with clock.at(minutes(5)):
        see(nadia, talk, 2, 4)
    assert [seen_at(nadia, talk, seq) for seq in range(2, 7)] == [*[minutes(5)] * 3, None, None]


def test_a_screenful_is_one_row_whatever_it_shows(nadia: Professional, talk: UUID) -> None:
    see(nadia, talk, 2, 11)
    assert spans() == [(2, 11)]


def test_spans_out_of_order_and_twice_hold_their_union_and_the_earliest_time(
    nadia: Professional, talk: UUID
) -> None:
    with clock.at(minutes(30)):
        for first, last, at in [(8, 11, 9), (2, 5, 3), (8, 11, 9), (4, 9, 6), (2, 5, 3)]:
            see(nadia, talk, first, last, at=minutes(at))
    times = {seq: seen_at(nadia, talk, seq) for seq in range(2, 12)}
    assert times == {
        **dict.fromkeys(range(2, 6), minutes(3)),
        **dict.fromkeys(range(6, 10), minutes(6)),
        **dict.fromkeys(range(10, 12), minutes(9)),
    }
    assert marker(nadia, talk) == 11


def test_of_two_devices_the_earliest_time_stays_whichever_was_told_first(
    nadia: Professional, talk: UUID
) -> None:
    with clock.at(minutes(20)):
        see(nadia, talk, 2, 11, at=minutes(10))
        see(nadia, talk, 2, 11, at=minutes(4))
        see(nadia, talk, 2, 11, at=minutes(15))
    assert seen_at(nadia, talk, 5) == minutes(4)


def test_the_same_report_twice_changes_nothing(nadia: Professional, talk: UUID) -> None:
    given = [Report(nadia.id, talk, [Span(from_seq=2, to_seq=6, displayed_at=NOON)], delivered=0)]
    assert reading.record(given) == [True]
    before = place_of(nadia, talk), spans()
    assert reading.record(given + given) == [True, True]
    assert (place_of(nadia, talk), spans()) == before
    assert place_of(nadia, talk).version == before[0].version


def test_nothing_is_seen_beyond_the_last_entry(nadia: Professional, talk: UUID) -> None:
    assert isinstance(see(nadia, talk, 11, 12), NotVisible)
    assert isinstance(see(nadia, talk, 12), NotVisible)
    assert spans() == []
    assert marker(nadia, talk) == 0


def test_one_who_left_has_seen_nothing_that_came_after(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    left = leave(nadia, talk)
    say(camille, talk)
    assert isinstance(see(nadia, talk, 2, left + 1), NotVisible)
    assert see(nadia, talk, 2, 11) is True
    assert spans() == [(2, 11)]


def test_a_stranger_s_span_is_refused_and_the_others_of_the_batch_are_kept(
    nadia: Professional, bruno: Professional, talk: UUID
) -> None:
    span = Span(from_seq=2, to_seq=3, displayed_at=NOON)
    answers = reading.record([
        Report(bruno.id, talk, [span]),
        Report(nadia.id, uuid4(), [span]),
        Report(nadia.id, talk, [span]),
        Report(bruno.id, talk, delivered=3),
    ])  # fmt: skip
    assert [type(answer) for answer in answers] == [NotFound, NotFound, bool, NotFound]
    assert list(Seen.objects.values_list("party", "from_seq", "to_seq")) == [(nadia.id, 2, 3)]


def test_one_s_span_is_not_laid_to_another_conversation_of_the_same_batch(
    camille: Professional, nadia: Professional, bruno: Professional, talk: UUID
) -> None:
    """The batch reads the places of all its conversations and people at once."""
    other = start(camille, bruno)
    say(camille, other)
    span = Span(from_seq=1, to_seq=2, displayed_at=NOON)
    answers = reading.record([
        Report(nadia.id, talk, [span]),
        Report(bruno.id, other, [span]),
        Report(nadia.id, other, [span]),
        Report(bruno.id, talk, [span]),
    ])  # fmt: skip
    assert [type(answer) for answer in answers] == [bool, bool, NotFound, NotFound]


def test_a_span_that_runs_backwards_is_refused_at_the_door() -> None:
    with pytest.raises(ValidationError):
        NewSpans.model_validate(
            {
                "ref": uuid4(),
                "said_at": NOON,
                "spans": [{"from_seq": 9, "to_seq": 3, "displayed_at": NOON}],
            }
        )


def test_a_clock_that_is_hours_late_gives_the_true_time_all_the_same() -> None:
    span = Span(from_seq=2, to_seq=2, displayed_at=minutes(-200))
    with clock.at(minutes(10)):
        [told] = reading.by_our_clock([span], said_at=minutes(-195))
    assert told.displayed_at == minutes(5)


def test_a_clock_that_runs_ahead_is_not_believed(nadia: Professional, talk: UUID) -> None:
    with clock.at(minutes(2)):
        see(nadia, talk, 2, at=minutes(60))
    assert seen_at(nadia, talk, 2) == minutes(2)


def test_nobody_saw_a_message_before_it_was_there(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    with clock.at(minutes(10)):
        say(camille, talk)
        see(nadia, talk, 12, at=minutes(3))
    assert seen_at(nadia, talk, 12) == minutes(10)


def test_what_was_read_without_network_keeps_the_time_it_was_displayed(
    nadia: Professional, camille: Professional, talk: UUID
) -> None:
    with clock.at(minutes(40)):
        see(nadia, talk, 2, at=minutes(2))
    [reader] = readers.readers_of(camille, talk, 2).seen
    assert (reader.displayed_at, reader.recorded_at) == (minutes(2), minutes(40))


def test_the_marker_moves_over_what_was_displayed_without_a_gap(
    nadia: Professional, talk: UUID
) -> None:
    see(nadia, talk, 1, 4)
    assert marker(nadia, talk) == 4
    see(nadia, talk, 5, 6)
    assert marker(nadia, talk) == 6


def test_jumping_to_the_end_leaves_the_skipped_unseen_and_the_marker_where_it_was(
    nadia: Professional, talk: UUID
) -> None:
    see(nadia, talk, 2, 3)
    see(nadia, talk, 9, 11)
    assert marker(nadia, talk) == 3
    assert [seen_at(nadia, talk, seq) for seq in (4, 8)] == [None, None]


def test_coming_back_to_the_skipped_moves_the_marker_over_the_union(
    nadia: Professional, talk: UUID
) -> None:
    see(nadia, talk, 2, 3)
    see(nadia, talk, 9, 11)
    see(nadia, talk, 4, 6)
    assert marker(nadia, talk) == 6
    see(nadia, talk, 7, 8)
    assert marker(nadia, talk) == 11


def test_the_marker_passes_over_one_s_own_messages(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    mark(nadia, talk, MarkUnread(from_seq=2))
    see(nadia, talk, 2, 5, at=minutes(1))
    with clock.at(minutes(1)):
        assert place_of(nadia, talk).read_upto == 1, "displayed in the future: not believed"
        see(nadia, talk, 2, 11)
        say(nadia, talk)
        mark(nadia, talk, MarkUnread(from_seq=11))
    with clock.at(minutes(2)):
        say(camille, talk)
        see(nadia, talk, 11)
    assert marker(nadia, talk) == 12, "12 is Nadia's own, 13 was not displayed"


def test_marking_all_as_read_makes_no_vu(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    shown = mark(nadia, talk, MarkRead(upto=11))
    assert (shown.read_upto, shown.unread) == (11, 0)
    assert not Seen.objects.exists()
    details = readers.readers_of(camille, talk, 11)
    assert (details.seen, details.later) == ([], [])


def test_fetching_makes_no_vu_and_moves_no_marker(nadia: Professional, talk: UUID) -> None:
    hold(nadia, talk, 11)
    place = place_of(nadia, talk)
    assert (place.delivered_upto, place.read_upto) == (11, 0)
    assert not Seen.objects.exists()


def test_a_page_cannot_hold_more_than_there_is_nor_hold_less_again(
    nadia: Professional, talk: UUID
) -> None:
    hold(nadia, talk, 2_000_000_000)
    hold(nadia, talk, 3)
    hold(nadia, talk, -7)
    assert place_of(nadia, talk).delivered_upto == 11


def test_marking_unread_keeps_vu_and_counts_from_there(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    see(nadia, talk, 2, 11)
    with clock.at(minutes(1)):
        shown = mark(nadia, talk, MarkUnread(from_seq=9))
    assert (shown.read_upto, shown.unread) == (8, 3)
    assert seen_at(nadia, talk, 9) == NOON
    [reader] = readers.readers_of(camille, talk, 9).seen
    assert reader.person.id == nadia.id


def test_after_marking_unread_only_new_reading_moves_the_marker(
    nadia: Professional, talk: UUID
) -> None:
    see(nadia, talk, 2, 11)
    with clock.at(minutes(5)):
        mark(nadia, talk, MarkUnread(from_seq=4))
    with clock.at(minutes(6)):
        see(nadia, talk, 2, 11, at=NOON)  # the first report again: its answer was lost
        see(nadia, talk, 4, 7, at=minutes(4))  # a phone that was without network
    assert marker(nadia, talk) == 3
    with clock.at(minutes(7)):
        see(nadia, talk, 4, 5)
    assert marker(nadia, talk) == 5
    assert seen_at(nadia, talk, 4) == NOON


def test_what_is_marked_unread_stays_so_when_others_speak_and_read(
    camille: Professional, nadia: Professional, hugo: Professional, talk: UUID
) -> None:
    see(nadia, talk, 2, 11)
    with clock.at(minutes(1)):
        mark(nadia, talk, MarkUnread(from_seq=4))
        say(camille, talk)
        see(hugo, talk, 2, 12)
    with clock.at(minutes(2)):
        see(nadia, talk, 12)
    assert marker(nadia, talk) == 3


def test_marking_read_after_marking_unread_lets_old_reading_count_again(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    with clock.at(minutes(1)):
        mark(nadia, talk, MarkUnread(from_seq=2))
        mark(nadia, talk, MarkRead(upto=11))
        say(camille, talk)
    with clock.at(minutes(2)):
        see(nadia, talk, 12)
    assert marker(nadia, talk) == 12


def test_one_cannot_mark_unread_what_one_does_not_see(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    with pytest.raises(NotVisible):
        mark(nadia, talk, MarkUnread(from_seq=12))
    left = leave(nadia, talk)
    say(camille, talk)
    with pytest.raises(NotVisible):
        mark(nadia, talk, MarkUnread(from_seq=left + 1))


def test_the_line_under_my_last_message_says_who_has_seen_and_who_has_it(
    camille: Professional, nadia: Professional, hugo: Professional, talk: UUID
) -> None:
    mine, nadia_s = conversation_of(camille, talk), conversation_of(nadia, talk)
    hold(hugo, talk, 11)
    with clock.at(minutes(3)):
        see(nadia, talk, 10, 11)
    receipts = readers.my_last_receipts(camille, mine)
    assert receipts == Receipts(
        seq=11,
        readers=2,
        seen=[SeenBy(party=nadia.id, at=minutes(3), hand=None)],
        delivered=[hugo.id],
    )
    assert readers.my_last_receipts(nadia, nadia_s) is None
