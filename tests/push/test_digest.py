"""At the end of quiet hours, one notice for all that is still unread."""

from uuid import UUID

import pytest

from conversations.protocol import SetNotify
from conversations.shapes import Level
from directory.models import Professional
from push import deciding, digest
from push.models import Notice, PutOff
from tests.conversations.acts import leave, mark, mask, say, see, start
from tests.directory.conftest import Clock
from tests.push.people import quiet, told, work


@pytest.fixture
def morning(
    camille: Professional, nadia: Professional, hugo: Professional, clock: Clock
) -> list[tuple[UUID, int]]:
    """Nadia is quiet until seven; something was said in three conversations of hers."""
    quiet(nadia)
    said = []
    for number in range(3):
        clock.pass_by(seconds=1)
        two = start(camille, nadia)
        say(camille, two)
        said.append((two, say(camille, two, f"Mme Canari {number}")))
        assert work(clock) == []
    return said


def at_seven(clock: Clock) -> list[tuple[str, int, bool]]:
    clock.moment = clock.moment.replace(hour=18, minute=59)
    digest.go()
    assert not Notice.objects.exists()
    clock.pass_by(minutes=1)
    while digest.go():
        pass
    return told(Notice.objects.all())


def test_one_notice_of_the_last_stands_for_all(
    morning: list[tuple[UUID, int]], clock: Clock
) -> None:
    assert PutOff.objects.count() == 3
    assert "Canari" not in str(list(PutOff.objects.values()))
    assert at_seven(clock) == [("Nadia", morning[-1][1], True)]
    assert Notice.objects.get().conversation_id == morning[-1][0]
    assert not PutOff.objects.exists()


def test_of_what_came_to_nothing_meanwhile_nobody_is_told(
    morning: list[tuple[UUID, int]], camille: Professional, nadia: Professional, clock: Clock
) -> None:
    (first, one), (second, two), (third, three) = morning
    see(nadia, third, three)
    mask(camille, second, two)
    assert at_seven(clock) == [("Nadia", one, True)]
    assert Notice.objects.get().conversation_id == first


def test_when_all_was_read_left_or_muted_there_is_none(
    morning: list[tuple[UUID, int]], nadia: Professional, clock: Clock
) -> None:
    (first, one), (second, _), (third, _) = morning
    see(nadia, first, one)
    leave(nadia, second)
    mark(nadia, third, SetNotify(level=Level.NONE))
    assert at_seven(clock) == []


def test_what_could_not_leave_before_they_began_waits_for_their_end_and_leaves_once(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    seq = say(camille, two)
    work(clock)
    quiet(nadia)
    late = Notice.objects.get()
    assert not deciding.still_due(late)
    clock.pass_by(hours=11)
    for _ in range(2):
        digest.go()
    again = Notice.objects.exclude(id=late.id).get()
    assert (again.seq, again.sound) == (seq, True)
    assert deciding.still_due(again)


def test_a_worker_that_was_down_till_the_next_quiet_hours_waits_for_those(
    morning: list[tuple[UUID, int]], clock: Clock
) -> None:
    clock.pass_by(hours=24)
    digest.go()
    assert not Notice.objects.exists()
    assert {one.at for one in PutOff.objects.all()} == {
        clock.moment.replace(hour=19, minute=0, second=0)
    }
    clock.pass_by(hours=11)
    digest.go()
    assert Notice.objects.count() == 1
