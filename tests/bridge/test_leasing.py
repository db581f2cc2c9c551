"""Whose box it is to look at: one process's, for as long as its lease is renewed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bridge.boxes.setting_up import change
from bridge.fetching.leasing import LEASE, Lost, hold_on, take
from bridge.fetching.looking import look
from bridge.models import Box, FetchedMail
from bridge.providers.contract import Fetched, Wanted
from directory.models import Professional
from tests.bridge.arriving import mail
from tests.bridge.boxes import box_of, given
from tests.bridge.postbox import Postbox

MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
def test_whoever_waits_for_mail_keeps_their_box_and_sees_when_it_is_taken_from_them(
    camille: Professional, camilles: Box
) -> None:
    [mine] = take(1)
    young = mine.lease_until
    hold_on(mine)
    assert Box.objects.get().lease_until == young
    mine.lease_until = timezone.now() + 0.4 * LEASE
    Box.objects.update(lease_until=mine.lease_until)
    hold_on(mine)
    assert (lease := Box.objects.get().lease_until)
    assert lease > timezone.now() + 0.9 * LEASE
    change(camille, camilles.id, given())
    with pytest.raises(Lost):
        hold_on(mine)


@pytest.mark.django_db
def test_the_first_mail_that_comes_after_a_long_wait_has_a_whole_lease_to_come(
    camilles: Box, read_here: None
) -> None:
    [mine] = take(1)
    mine.lease_until = timezone.now() + 0.3 * LEASE
    Box.objects.update(lease_until=mine.lease_until)

    class Coming(Postbox):
        def fetch(self, wanted: Wanted) -> Iterator[Fetched]:
            for one in super().fetch(wanted):
                assert (lease := Box.objects.get().lease_until)
                assert lease > timezone.now() + 0.9 * LEASE
                yield one

    box = Coming()
    box.put(mail())
    assert look(mine, box)


@pytest.mark.django_db
def test_a_mail_that_took_longer_to_come_than_a_box_is_kept_is_there_all_the_same(
    camilles: Box, read_here: None
) -> None:
    [mine] = take(1)

    class Slow(Postbox):
        def fetch(self, wanted: Wanted) -> Iterator[Fetched]:
            for one in super().fetch(wanted):
                Box.objects.update(lease_until=timezone.now() + LEASE)  # another process has it
                yield one

    box = Slow()
    box.put(mail(), mail(text="Et encore"))
    with pytest.raises(Lost):
        look(mine, box)
    assert FetchedMail.objects.get().became == FetchedMail.Became.LETTER


@pytest.mark.django_db
def test_a_look_where_nothing_is_new_asks_the_database_three_times(
    camilles: Box, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        look(camilles, Postbox())


@pytest.mark.django_db
def test_whoever_has_waited_longest_is_looked_at_first(camille: Professional) -> None:
    now = timezone.now()
    for waited in (1, 3, 2):
        address = f"{waited}@exemple.mssante.fr"
        box_of(camille, address=address, next_at=now - waited * MINUTE)
    taken = [take(1) for _ in range(4)]
    assert [box.address[0] for boxes in taken for box in boxes] == ["3", "2", "1"]


@pytest.mark.django_db
def test_a_box_is_one_processs_at_a_time_until_its_lease_runs_out(camilles: Box) -> None:
    assert [box.id for box in take(5)] == [camilles.id]
    assert not take(5)
    Box.objects.update(lease_until=timezone.now() - MINUTE)
    assert [box.id for box in take(5)] == [camilles.id]
