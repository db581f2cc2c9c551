"""« Tester mes notifications »: a real notice to this device, and how far it came."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chat.errors import NotFound, Refusal
from directory.models import Professional
from push.models import Delivery, Device, Notice
from push.shapes import StepState, StepView, TripStep

# Pressed again meanwhile: it is the same test.
ONE_IN = timedelta(seconds=5)


class NoDeviceHere(Refusal):
    code = "no_device_here"
    message = "Les notifications ne sont pas activées sur cet appareil."
    status = 409


def begin(device: Device | None) -> UUID:
    if device is None:
        raise NoDeviceHere
    now = timezone.now()
    last = Delivery.objects.filter(
        device=device, notice__kind=Notice.Kind.TEST, notice__due_at__gt=now - ONE_IN
    ).first()
    return last.notice_id if last else begun(device, now)


def begun(device: Device, now: datetime) -> UUID:
    with transaction.atomic():
        notice = Notice.objects.create(
            kind=Notice.Kind.TEST,
            person=device.account.professional,
            party=device.account.professional,
            sound=True,
            due_at=now,
            next_at=now,
            state=Notice.State.HANDED,
        )
        Delivery.objects.create(notice=notice, device=device, next_at=now)
    return notice.id


def steps(person: Professional, notice: UUID) -> list[StepView]:
    mine = Delivery.objects.select_related("device").filter(
        notice=notice, notice__person=person, notice__kind=Notice.Kind.TEST
    )
    one = mine.first()
    if one is None:
        raise NotFound
    ended = one.device.ended_because if one.device.ended_at else ""
    return [
        step(TripStep.SUBSCRIBED, one.device.since, failed=ended),
        step(TripStep.SENT, one.tried_at),
        step(TripStep.ACCEPTED, one.accepted_at, failed=one.reason),
        step(TripStep.SHOWN, one.shown_at),
    ]


def step(which: TripStep, at: datetime | None, *, failed: str = "") -> StepView:
    if failed:
        return StepView(step=which, state=StepState.FAILED, at=None, reason=failed)
    state = StepState.DONE if at else StepState.WAITING
    return StepView(step=which, state=state, at=at, reason=None)
