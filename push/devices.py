"""My devices: a browser takes notifications for an account, until one of them ends it.

It outlives a locked screen and the session's twelve hours: that is when one wants to be told. But a
session that ends before its time was ended by somebody (signed out, closed from elsewhere, too many
wrong codes, identified elsewhere and signed out there), and takes its device with it. Nothing has
to be told of it: `living` looks, each time something is to be sent.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from chat.errors import NotFound, Refusal
from directory import sealing, sessions
from directory.models import Account, Session
from directory.rate import Limit
from push import browser, keys
from push.models import Device, Ended
from push.shapes import NewDevice
from push.transports import endpoints
from push.transports.webpush import Subscription, is_a_key

AT_MOST = 20  # of one account: the oldest make room

STILL_HELD = Exists(
    Session.objects.filter(pk=OuterRef("session_key"), account=OuterRef("account"), shared=False)
)
THERE = Q(ended_at__isnull=True)


class SharedComputer(Refusal):
    code = "shared_computer"
    message = (
        "Sur un poste partagé, les notifications restent désactivées\u00a0: "
        "la personne suivante les verrait."
    )
    status = 409


class PushOff(Refusal):
    code = "push_off"
    message = "Ce service n’envoie pas de notifications. Prévenez votre administrateur."
    status = 409


class UnknownPushService(Refusal):
    code = "unknown_push_service"
    message = "Ce navigateur reçoit ses notifications par un service que Liaison ne connaît pas."
    status = 422


class DeviceTooOften(Refusal):
    code = "device_too_often"
    message = "Cet appareil en dit trop en une minute. Réessayez dans un instant."
    status = 429


# More than a worker that was away gives a device at once, and not what a program sends.
_limit = Limit(60.0, lambda: 300, DeviceTooOften)


def slow_down(device: Device) -> None:
    """Of what it takes no more than its browser's cookie to say."""
    _limit.slow_down(device.id)


def subscribe(account: Account, held_by: Session, given: NewDevice, *, mark: str) -> Device:
    """This browser is told for this account from now on, and for no other. Safe to do twice."""
    refuse_unless_possible(held_by, given)
    address = sealing.hashed(given.endpoint)
    with transaction.atomic():
        one_at_a_time()
        here = Device.objects.filter(THERE, Q(endpoint_hash=address) | Q(browser=mark))
        end(here.exclude(account=account), because=Ended.OTHER_ACCOUNT)
        known = here.filter(endpoint_hash=address).first()
        end(here.exclude(endpoint_hash=address), because=Ended.REPLACED)
        device = known or Device(account=account, since=timezone.now(), endpoint_hash=address)
        device.browser, device.name = mark, held_by.browser
        device.subscription = sealed(given)
        device.host = endpoints.host_of(given.endpoint)
        hold(device, held_by)
        end(surplus_of(account), because=Ended.TOO_MANY)
    return device


def renew(device: Device, given: NewDevice) -> None:
    """Its push service gave it another address. It stays whose it was, and goes with what it went
    with. Safe to do twice."""
    slow_down(device)
    refuse_unless_known(given)
    address = sealing.hashed(given.endpoint)
    with transaction.atomic():
        one_at_a_time()
        others = Device.objects.filter(endpoint_hash=address).exclude(pk=device.pk)
        end(others, because=Ended.REPLACED)
        Device.objects.filter(THERE, pk=device.pk).update(
            endpoint_hash=address,
            subscription=sealed(given),
            host=endpoints.host_of(given.endpoint),
            failures=0,  # they were the other one's
            not_before=None,
        )


def refuse_unless_possible(held_by: Session, given: NewDevice) -> None:
    if held_by.shared:
        raise SharedComputer
    if not keys.given():
        raise PushOff
    refuse_unless_known(given)


def refuse_unless_known(given: NewDevice) -> None:
    if not endpoints.is_known(given.endpoint) or not is_a_key(given.p256dh):
        raise UnknownPushService


def sealed(given: NewDevice) -> str:
    subscription = Subscription(given.endpoint, given.p256dh, given.auth)
    return sealing.sealed(subscription.as_bytes())


def hold(device: Device, held_by: Session) -> None:
    """From now on it goes with this session, if that is ended before its time."""
    device.session_key, device.session_ends_at = held_by.session_key, held_by.ends_at
    device.proof = sessions.proof_of(held_by)
    device.save()


def one_at_a_time() -> None:
    """Two tabs that subscribe at once do not meet on the same address."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('push.devices'))")


def surplus_of(account: Account) -> QuerySet[Device]:
    newest = Device.objects.filter(THERE, account=account).order_by("-since")
    kept = list(newest.values_list("pk", flat=True)[:AT_MOST])
    return Device.objects.filter(THERE, account=account).exclude(pk__in=kept)


def mine(account: Account) -> list[Device]:
    """The last that was told first."""
    return sorted(
        living(Device.objects.filter(account=account)),
        key=lambda one: one.last_success_at or one.since,
        reverse=True,
    )


def remove(account: Account, device: UUID) -> None:
    """A second time changes nothing."""
    mine = Device.objects.filter(account=account, id=device)
    if not mine.exists():
        raise NotFound
    end(mine, because=Ended.REMOVED)


def here(account: Account, mark: str) -> Device | None:
    """The device that this browser is, for this account."""
    found = living(Device.objects.filter(account=account, browser=mark)) if mark else []
    return found[0] if found else None


def living(devices: QuerySet[Device]) -> list[Device]:
    """Those that may be told something now. Whoever sends asks here, each time."""
    held = Q(session_ends_at__lte=timezone.now()) | STILL_HELD
    rows = devices.filter(THERE, sessions.MAY_BE_IN, held).select_related("account__professional")
    return [one for one in rows if is_proven(one)]


def is_proven(device: Device) -> bool:
    """The password is still the one its session was opened with."""
    return constant_time_compare(device.proof, sessions.proof_with(device.account.password))


def end(devices: QuerySet[Device], *, because: Ended) -> int:
    """Its address is forgotten: it could be written to by whoever knows it."""
    return devices.filter(THERE).update(
        ended_at=timezone.now(), ended_because=because, subscription=""
    )


def sweep() -> None:
    """For the worker: say of those that live no more that they ended, and forget their address."""
    now, there = timezone.now(), Device.objects.filter(THERE)
    end(there.filter(~STILL_HELD, session_ends_at__gt=now), because=Ended.SESSION)
    end(there.exclude(sessions.MAY_BE_IN), because=Ended.ACCOUNT)


def follow_sign_in(request: HttpRequest, account: Account) -> None:
    """A SIGN_IN_SUBSCRIBER. The same person again: their device goes with the new session. Another,
    or a computer that several people use: it is a device no more."""
    mark = browser.of(request)
    there = Device.objects.filter(THERE, browser=mark)
    if not mark or not there.exists():
        return
    request.session.save()  # it would be, but later
    opened = sessions.found(request.session.session_key or "")
    end(there.exclude(account=account), because=Ended.OTHER_ACCOUNT)
    if opened.shared:
        end(there, because=Ended.SHARED)
        return
    # Signed in again without having signed out, or with another password: the session this browser
    # came with was ended by this very request.
    renewed = there.filter(session_key=request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    for device in living(there) or renewed:
        hold(device, opened)
    end(there.exclude(session_key=opened.session_key), because=Ended.SESSION)


def follow_closing(account: Account, stays: Session) -> None:
    """A CLOSING_SUBSCRIBER. A lost phone rings no more, were its session over by itself before."""
    mine = Device.objects.filter(account=account)
    end(mine.exclude(session_key=stays.session_key), because=Ended.SESSION)


WELL_FOR = timedelta(days=7)


def is_silent(device: Device) -> bool:
    """Nothing has reached it for a week: whoever writes is told not to count on it."""
    return (device.last_success_at or device.since) <= timezone.now() - WELL_FOR


def is_refused(device: Device) -> bool:
    since = device.last_success_at or device.since
    return device.refused_at is not None and device.refused_at >= since
