"""What became of notices is forgotten after a month."""

from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from directory.models import Professional
from push import notices
from push.models import Delivery, Notice
from tests.conversations.acts import say
from tests.push.conftest import Subscribes

State = Notice.State


def told(person: Professional, room: UUID, seq: int, *, days: int, state: State) -> UUID:
    at = timezone.now() - timedelta(days=days)
    notices.tell(person.id, room, seq, sound=True, urgent=False, at=at)
    Notice.objects.filter(seq=seq).update(state=state)
    return Notice.objects.get(seq=seq).id


def test_notices_of_last_month_go_with_what_became_of_them_and_what_waits_stays(
    camille: Professional, nadia: Professional, conversation: UUID, subscribes: Subscribes
) -> None:
    device, _ = subscribes(nadia)
    said = [say(camille, conversation) for _ in range(3)]
    old = told(nadia, conversation, said[0], days=31, state=State.HANDED)
    waits = told(nadia, conversation, said[1], days=31, state=State.WAITING)
    recent = told(nadia, conversation, said[2], days=29, state=State.HANDED)
    for notice in (old, recent):
        Delivery.objects.create(notice_id=notice, device=device, next_at=timezone.now())
    for _ in range(2):
        notices.sweep()
    assert set(Notice.objects.values_list("id", flat=True)) == {waits, recent}
    assert list(Delivery.objects.values_list("notice", flat=True)) == [recent]


def test_they_are_found_without_reading_those_of_this_month(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
    plan = notices.of_last_month().explain()
    assert "notice_old" in plan
    assert "Sort" not in plan
