"""Several boxes at once: each is looked at, none holds up another, and what fails is told."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count, islice
from threading import Event
from time import monotonic, sleep

import pytest
from django.utils import timezone

from bridge.boxes.setting_up import change
from bridge.fetching import attending
from bridge.fetching.attending import attend
from bridge.fetching.fleet import Fleet
from bridge.fetching.leasing import take
from bridge.models import Box
from bridge.providers.contract import Fetched, ProviderError, Step, Wanted
from bridge.sending.health import failed
from conversations.models import Letter
from directory.models import Professional
from tests.bridge.arriving import mail
from tests.bridge.boxes import box_of, given
from tests.bridge.postbox import Postbox

MINUTE = timedelta(minutes=1)


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> dict[str, Postbox]:
    """What lies in each box, by its address."""
    lying: dict[str, Postbox] = {}
    monkeypatch.setattr(attending, "provider_of", lambda box: lying[box.address])
    return lying


def looked_at(box: Box) -> Box:
    """Once, and let go for others."""
    Box.objects.update(next_at=timezone.now(), lease_until=None)
    [taken] = take(1)
    attend(taken, lambda: True)
    box.refresh_from_db()
    return box


def until(holds: object) -> None:
    give_up = monotonic() + 20
    while not holds():  # type: ignore[operator]
        assert monotonic() < give_up
        sleep(0.01)


@pytest.mark.django_db
def test_what_comes_while_another_is_flagged_is_not_left_to_the_next_look(
    camilles: Box, carried: dict[str, Postbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    box = carried[camilles.address] = Postbox()
    answers = iter([mail(text="Et encore.")])
    monkeypatch.setattr(box, "after_commit", lambda _: box.put(*islice(answers, 1)))
    box.put(mail())
    looked_at(camilles)
    assert Letter.objects.count() == 2


@pytest.mark.django_db
def test_a_server_that_tells_nothing_is_looked_at_all_the_same(
    camilles: Box, carried: dict[str, Postbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line to wait at may die without a word (IDLE): nobody waits at it for ever."""
    assert attending.EVERY <= 120
    monkeypatch.setattr(attending, "EVERY", 0.1)
    box = carried[camilles.address] = Postbox()
    turns = count()

    def gives_way() -> bool:
        if (turn := next(turns)) == 1:
            box.put(mail())
        return Letter.objects.exists() or turn > 100

    [taken] = take(1)
    attend(taken, gives_way)
    assert Letter.objects.count() == 1


@pytest.mark.django_db
def test_a_box_that_fails_says_at_what_since_when_and_is_tried_again_soon(
    camilles: Box, carried: dict[str, Postbox]
) -> None:
    box = carried[camilles.address] = Postbox()
    box.fails = ProviderError(Step.REACH, "refused", permanent=False)
    began = timezone.now()
    failing = looked_at(camilles)
    assert (failing.failed_step, failing.failed_reason, failing.needs_hand) == (
        "reach",
        "refused",
        False,
    )
    assert failing.failing_since
    assert began <= failing.failing_since <= failing.next_at <= timezone.now() + MINUTE
    since = failing.failing_since
    Box.objects.update(failing_since=since - timedelta(hours=2))
    assert looked_at(camilles).next_at <= timezone.now() + 5 * MINUTE
    box.fails = None
    well = looked_at(camilles)
    assert (well.failing_since, well.failed_step, well.failed_reason) == (None, "", "")
    assert well.polled_at


@pytest.mark.django_db
def test_a_box_that_somebody_must_mend_is_hardly_tried_until_they_have(
    camilles: Box, carried: dict[str, Postbox]
) -> None:
    box = carried[camilles.address] = Postbox()
    box.fails = ProviderError(Step.SIGN_IN, "wrong", permanent=True)
    failing = looked_at(camilles)
    assert failing.needs_hand
    assert failing.next_at > timezone.now() + 30 * MINUTE
    assert not take(1)
    box.fails = None
    assert not looked_at(camilles).needs_hand


@pytest.mark.django_db
def test_that_it_is_read_mends_nothing_of_what_it_cannot_send(
    camilles: Box, carried: dict[str, Postbox]
) -> None:
    carried[camilles.address] = Postbox()
    failed(camilles, ProviderError(Step.SEND_SIGN_IN, "wrong", permanent=True))
    still = looked_at(camilles)
    assert (still.failed_step, still.needs_hand) == ("send_sign_in", True)
    assert still.polled_at


@pytest.mark.django_db
def test_whoever_is_set_up_anew_while_it_is_looked_at_is_let_go(
    camille: Professional,
    camilles: Box,
    carried: dict[str, Postbox],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    box = carried[camilles.address] = Postbox()
    waits = iter([True, False])

    def wait(_seconds: float) -> bool:
        change(camille, camilles.id, given())
        return next(waits)

    monkeypatch.setattr(box, "wait", wait)
    box.put(mail())
    [taken] = take(1)
    attend(taken, lambda: False)
    camilles.refresh_from_db()
    assert camilles.lease_until is None
    assert [one.imap_port for one in take(1)] == [given().imap.port]


class Stuck(Postbox):
    """Its server never answers."""

    freed = Event()

    def fetch(self, wanted: Wanted) -> Iterator[Fetched]:
        self.freed.wait(20)
        yield from ()


@pytest.mark.usefixtures("read_here")
def test_more_boxes_than_threads_are_all_looked_at_and_one_that_hangs_holds_up_none(
    own_database: str, camille: Professional, carried: dict[str, Postbox]
) -> None:
    for number in range(5):
        box = box_of(camille, address=f"boite{number}@exemple.mssante.fr")
        carried[box.address] = Stuck() if number == 0 else Postbox()
        carried[box.address].put(mail(text=f"Pour {number}"))
    fleet = Fleet(2)

    def all_looked_at() -> bool:
        fleet.go()
        return Letter.objects.count() == 4

    until(all_looked_at)
    assert len(fleet.held) <= 2
    Stuck.freed.set()
    fleet.awaited = 100  # all are let go
    for thread in fleet.held.values():
        thread.join(20)


class Slow(Postbox):
    """What lies there takes its time to come."""

    def __init__(self) -> None:
        super().__init__()
        self.looks, self.comes = 0, Event()

    def fetch(self, wanted: Wanted) -> Iterator[Fetched]:
        self.looks += 1
        self.comes.wait(20)
        yield from super().fetch(wanted)


@pytest.mark.usefixtures("read_here", "own_database")
def test_a_mail_that_takes_longer_to_come_than_a_lease_lasts_is_here_once_it_came(
    camilles: Box, carried: dict[str, Postbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bridge.fetching.leasing.LEASE", timedelta(0))
    slow = carried[camilles.address] = Slow()
    slow.put(mail())
    fleet = Fleet(3)
    for _ in range(3):
        fleet.go()
    [thread] = fleet.held.values()
    fleet.awaited = 100  # then it is let go
    slow.comes.set()
    thread.join(20)
    # Once more after what came: nothing else did.
    assert (Letter.objects.count(), slow.looks) == (1, 2)


@pytest.mark.django_db
def test_no_more_are_counted_as_waiting_than_there_are_threads_to_let_go(
    camille: Professional,
) -> None:
    for number in range(3):
        box_of(camille, address=f"boite{number}@exemple.mssante.fr")
    assert Fleet(2).due() == 2
