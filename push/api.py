"""My devices, what a notice was about, and the test of them."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from directory.requests import SignedInRequest, signed_in
from directory.sessions import SignedOut
from directory.shapes import Problem
from push import browser, devices, keys, opening, round_trip
from push.models import Device
from push.shapes import (
    DeviceState,
    DeviceView,
    MyPush,
    NewDevice,
    NoticeView,
    StepView,
    TripStarted,
)

router = Router(tags=["notifications"], auth=signed_in)


class DeviceRequest(HttpRequest):
    auth: Device


def this_device(request: HttpRequest) -> Device:
    """For a service worker, whose session may be locked or over: by the cookie of its browser,
    which comes from no other site. It is told nothing."""
    mark = browser.of(request)
    found = devices.living(Device.objects.filter(browser=mark)) if mark else []
    if not found:
        raise SignedOut
    return found[0]


@router.get("/push", response={200: MyPush, 401: Problem})
def my_push(request: SignedInRequest) -> MyPush:
    """What a browser subscribes with, and my devices."""
    mark = browser.of(request)
    return MyPush(
        key=keys.public(),
        devices=[view(one, mark) for one in devices.mine(request.auth)],
        shared=request.browser.shared,
    )


@router.post("/push/device", response={200: DeviceView, 401: Problem, 409: Problem, 422: Problem})
def subscribe(request: SignedInRequest, response: HttpResponse, given: NewDevice) -> DeviceView:
    """This browser takes notifications for me. Again with the same: nothing more."""
    devices.refuse_unless_possible(request.browser, given)
    mark = browser.marked(request, response)
    device = devices.subscribe(request.auth, request.browser, given, mark=mark)
    return view(device, mark)


@router.put(
    "/push/device/address",
    response={204: None, 401: Problem, 422: Problem, 429: Problem},
    auth=this_device,
)
def renew(request: HttpRequest, given: NewDevice) -> Status[None]:
    """For its service worker: its push service gave it another address, and the session may be
    over. By the cookie of its browser, as `shown`."""
    devices.renew(cast(DeviceRequest, request).auth, given)
    return Status(204, None)


@router.delete("/push/devices/{device}", response={204: None, 401: Problem, 404: Problem})
def remove(request: SignedInRequest, device: UUID) -> Status[None]:
    devices.remove(request.auth, device)
    return Status(204, None)


@router.post("/push/test", response={200: TripStarted, 401: Problem, 409: Problem})
def begin_test(request: SignedInRequest) -> TripStarted:
    """A real notice to this device."""
    here = devices.here(request.auth, browser.of(request))
    return TripStarted(id=round_trip.begin(here))


@router.get("/push/test/{notice}", response={200: list[StepView], 401: Problem, 404: Problem})
def test_steps(request: SignedInRequest, notice: UUID) -> list[StepView]:
    return round_trip.steps(request.auth.professional, notice)


@router.get("/notices/{notice}", response={200: NoticeView, 401: Problem, 404: Problem})
def notice(request: SignedInRequest, notice: UUID) -> NoticeView:
    """What it was about: never what was said."""
    return opening.opened(request.auth.professional, notice)


@router.post(
    "/notices/{notice}/shown",
    response={204: None, 401: Problem, 404: Problem, 429: Problem},
    auth=this_device,
)
def shown(request: HttpRequest, notice: UUID) -> Status[None]:
    """The service worker of the device that it was sent to has shown it. No CSRF token, as it has
    none: the device's cookie is one that no other site can make a browser send."""
    opening.shown(cast(DeviceRequest, request).auth, notice)
    return Status(204, None)


def view(device: Device, mark: str) -> DeviceView:
    return DeviceView(
        id=device.id,
        name=device.name,
        this=device.browser == mark,
        since=device.since,
        last_success_at=device.last_success_at,
        state=state_of(device),
    )


def state_of(device: Device) -> DeviceState:
    if devices.is_refused(device):
        return DeviceState.REFUSED
    return DeviceState.SILENT if devices.is_silent(device) else DeviceState.WORKING
