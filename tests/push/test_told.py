"""What a sender may know: whom nothing would tell of a message, whom something has told."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from chat.errors import NotFound
from directory import absences, duties
from directory.absence_shapes import NewAbsence
from directory.models import Account, Holder, Presence, Professional
from push.models import Delivery, Device, Notice
from push.reach_shapes import Fate, Told, WhyUntold
from push.told import told_of, untold_in
from tests.conversations.acts import leave, say, start
from tests.push.conftest import Subscribes

WEEK = timedelta(days=7)
State = Delivery.State


def has_signed_in(*people: Professional) -> None:
    Account.objects.filter(professional__in=people).update(last_login=timezone.now())


def untold(person: Professional, conversation: UUID) -> dict[UUID, WhyUntold]:
    return {one.party: one.why for one in untold_in(person, conversation).people}


def test_before_writing_one_sees_whom_nothing_will_tell_and_why(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    subscribes: Subscribes,
) -> None:
    assert untold(camille, conversation) == {
        nadia.id: WhyUntold.NEVER_CONNECTED,
        hugo.id: WhyUntold.NEVER_CONNECTED,
    }
    has_signed_in(nadia, hugo)
    subscribes(nadia)
    assert untold(camille, conversation) == {hugo.id: WhyUntold.NO_NOTIFICATIONS}


def test_a_device_that_has_been_silent_for_a_week_tells_nothing(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    subscribes: Subscribes,
) -> None:
    has_signed_in(nadia, hugo)
    for person in (nadia, hugo):
        subscribes(person)
    long_ago = timezone.now() - WEEK - timedelta(minutes=1)
    Device.objects.filter(account__professional=nadia).update(since=long_ago)
    assert untold(camille, conversation) == {nadia.id: WhyUntold.NO_NOTIFICATIONS}


def test_who_has_a_page_open_sees_it_come_and_who_is_away_is_said_to_be_elsewhere(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    has_signed_in(nadia, hugo)
    Presence.objects.create(pk=hugo.id, seen_at=timezone.now())
    today = timezone.localdate()
    absences.say(nadia, NewAbsence(from_on=today, until_on=today + WEEK))
    assert untold(camille, conversation) == {}


def test_a_role_is_told_by_whoever_has_its_duty(
    camille: Professional, nadia: Professional, hugo: Professional, subscribes: Subscribes
) -> None:
    has_signed_in(nadia, hugo)
    role = duties.add(name="Cardiologie de garde", kind="Astreinte", exclusive=False).pk
    for person in (nadia, hugo):
        Holder.objects.create(role_id=role, professional=person)
    room = start(camille, Professional.objects.get(pk=role))
    assert untold(camille, room) == {role: WhyUntold.NOBODY_ON_DUTY}
    duties.take(nadia, role)
    assert untold(camille, room) == {role: WhyUntold.NO_NOTIFICATIONS}
    duties.take(hugo, role)
    subscribes(hugo)
    assert untold(camille, room) == {}


@pytest.fixture
def question(camille: Professional, conversation: UUID) -> int:
    return say(camille, conversation, "Qui passe demain ?")


def deliver(
    device: Device, conversation: UUID, seq: int, state: Delivery.State, shown_at: datetime | None
) -> Delivery:
    now = timezone.now()
    told = {"sound": True, "due_at": now, "next_at": now, "state": Notice.State.HANDED}
    notice, _ = Notice.objects.get_or_create(
        person=device.account.professional,
        party=device.account.professional,
        conversation_id=conversation,
        seq=seq,
        defaults=told,
    )
    accepted_at = now if state == State.ACCEPTED else None
    return Delivery.objects.create(
        notice=notice,
        device=device,
        state=state,
        next_at=now,
        accepted_at=accepted_at,
        shown_at=shown_at,
    )


def test_a_message_is_told_by_the_best_of_ones_devices(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    question: int,
    subscribes: Subscribes,
) -> None:
    old, _ = subscribes(nadia)
    phone, _ = subscribes(nadia)
    deliver(old, conversation, question, State.FAILED, None)
    sent = deliver(phone, conversation, question, State.ACCEPTED, None)
    silent = Told(party=hugo.id, fate=Fate.NO_NOTIFICATIONS, at=None)
    assert told_of(camille, conversation, question).people == [
        Told(party=nadia.id, fate=Fate.SENT, at=sent.accepted_at),
        silent,
    ]
    shown_at = timezone.now()
    Delivery.objects.filter(pk=sent.pk).update(shown_at=shown_at)
    assert told_of(hugo, conversation, question).people == [
        Told(party=nadia.id, fate=Fate.SHOWN, at=shown_at),
        silent,
    ]


def test_nobody_is_said_to_be_out_of_reach_whose_device_had_nothing_to_tell(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    question: int,
    subscribes: Subscribes,
) -> None:
    """A muted conversation, quiet hours: their own affair."""
    subscribes(nadia)
    assert [one.party for one in told_of(camille, conversation, question).people] == [hugo.id]


def test_bruno_learns_of_nobody_and_who_left_of_nothing_since(
    camille: Professional,
    nadia: Professional,
    bruno: Professional,
    conversation: UUID,
    question: int,
) -> None:
    for unseen in (
        lambda: untold_in(bruno, conversation),
        lambda: told_of(bruno, conversation, question),
    ):
        with pytest.raises(NotFound):
            unseen()
    leave(nadia, conversation)
    later = say(camille, conversation, "Après son départ")
    assert untold_in(nadia, conversation).people == []
    assert told_of(nadia, conversation, question).people == []
    with pytest.raises(NotFound):
        told_of(nadia, conversation, later)
