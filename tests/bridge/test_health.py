"""« Dernier relevé »: whoever waits for a courrier knows whether anybody looked."""

from datetime import timedelta

import pytest

from bridge.boxes.health import health_of
from bridge.models import Box
from conversations import clock
from directory.models import Professional
from tests.bridge.boxes import box_of
from tests.bridge.servers import CAMILLE, NOE

pytestmark = pytest.mark.django_db
A_WHILE, LONG = timedelta(minutes=2), timedelta(minutes=11)


def box(person: Professional, ago: timedelta | None, address: str = CAMILLE) -> Box:
    now = clock.now()
    return box_of(person, address=address, polled_at=ago and now - ago, added_at=now - LONG)


def test_without_a_mailbox_nothing_is_late(camille: Professional) -> None:
    assert health_of([]).state == "none"


def test_the_worst_of_her_mailboxes_speaks_for_all(camille: Professional) -> None:
    well, late = box(camille, A_WHILE), box(camille, LONG, NOE)
    assert health_of([well]).state == "ok"
    told = health_of([well, late])
    assert (told.state, told.polled_at) == ("late", late.polled_at)


def test_one_that_was_never_looked_at_is_late_after_ten_minutes_too(camille: Professional) -> None:
    never = box(camille, None)
    assert (health_of([never]).state, health_of([never]).polled_at) == ("late", None)
    never.added_at = clock.now()
    assert health_of([never]).state == "ok"
