"""Two things at once to the same place: each comes before or after the other, none is lost."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic, sleep
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from conversations import clock, late_receipts, promoting, settling
from conversations.models import Due
from conversations.protocol import MarkUnread, SetFavourite, SetTodo
from conversations.shapes import InboxFilter
from directory.models import Professional
from tests.conversations.acts import correct, hold, listed, mark, place_of, say, say_many, see
from tests.conversations.noon import RIGHT, WRONG, kinds

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def talk(camille: Professional, conversation: UUID) -> UUID:
    """Ten messages of Camille's: entries 2 to 11."""
    say_many(camille, conversation, 10)
    return conversation


@contextmanager
def meanwhile(act: Callable[[], object]) -> Iterator["Future[object]"]:
    """Begin a transaction; start `act` elsewhere when its block ends, commit once `act` waits."""
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            done: Future[object] = Future()
            yield done
            running = other.submit(closing, act)
            until_waiting(running)
        done.set_result(running.result())


def closing(act: Callable[[], object]) -> object:
    try:
        return act()
    finally:
        connection.close()


def until_waiting(running: "Future[object]") -> None:
    """Until it waits for our lock, or is done without."""
    give_up = monotonic() + 5
    with connection.cursor() as cursor:
        while not running.done():
            cursor.execute("select count(*) from pg_locks where not granted")
            if cursor.fetchone() != (0,):
                return
            assert monotonic() < give_up
            sleep(0.005)


def test_a_report_that_crosses_a_mark_as_unread_does_not_undo_it(
    nadia: Professional, talk: UUID
) -> None:
    displayed = timezone.now()
    with meanwhile(lambda: see(nadia, talk, 2, 11, at=displayed)):
        mark(nadia, talk, MarkUnread(from_seq=4))
    assert place_of(nadia, talk).read_upto == 3


def test_two_pages_that_read_two_halves_at_once_have_read_the_whole(
    nadia: Professional, talk: UUID
) -> None:
    with meanwhile(lambda: see(nadia, talk, 7, 11)):
        see(nadia, talk, 2, 6)
    assert place_of(nadia, talk).read_upto == 11


def test_a_mark_that_crosses_a_report_keeps_what_was_read(nadia: Professional, talk: UUID) -> None:
    with meanwhile(lambda: mark(nadia, talk, SetFavourite(on=True))):
        see(nadia, talk, 2, 11)
        hold(nadia, talk, 11)
    place = place_of(nadia, talk)
    assert (place.favourite, place.read_upto, place.delivered_upto) == (True, 11, 11)


def test_two_marks_from_two_pages_are_both_kept(nadia: Professional, talk: UUID) -> None:
    with meanwhile(lambda: mark(nadia, talk, SetTodo(on=True, seq=5))):
        mark(nadia, talk, SetTodo(on=True, seq=3))
    assert place_of(nadia, talk).todo_seqs == [3, 5]


def test_settling_that_crosses_a_message_does_not_hide_it(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    with clock.at(timezone.now() - timedelta(days=10)):
        say(camille, conversation)
        see(nadia, conversation, 2)
    with meanwhile(settling.settle):
        say(camille, conversation)
    assert listed(nadia, InboxFilter.UNREAD) == [conversation]


def test_settling_that_crosses_a_mark_as_unread_does_not_hide_it(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    with clock.at(timezone.now() - timedelta(days=10)):
        say(camille, conversation)
        see(nadia, conversation, 2)
    with meanwhile(settling.settle):
        mark(nadia, conversation, MarkUnread(from_seq=2))
    assert listed(nadia, InboxFilter.UNREAD) == [conversation]


def test_a_correction_that_crosses_a_reading_is_told_at_the_end(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    dose = say(camille, conversation, WRONG)
    with meanwhile(lambda: correct(camille, conversation, dose, RIGHT)):
        see(nadia, conversation, dose)
    assert kinds(conversation)[-1] == ("correction", True)


def test_a_reading_that_crosses_a_correction_in_place_has_it_told_at_the_end(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    dose = say(camille, conversation, WRONG)
    displayed = timezone.now()
    with meanwhile(lambda: see(nadia, conversation, dose, at=displayed)):
        correct(camille, conversation, dose, RIGHT)
    for due in Due.objects.filter(subscriber=late_receipts.SUBSCRIBER):
        promoting.promote(due.conversation_id, due.seq)
    assert kinds(conversation)[-2:] == [("correction", False), ("correction", True)]
