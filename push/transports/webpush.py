"""Web push (RFC 8030, 8291, 8292): a bell to one browser, by its maker's push service.

All payloads are of one size, and hold an opaque id, an opaque tag, and whether it may be heard.
"""

import binascii
import json
import time
from base64 import urlsafe_b64decode
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpcore
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from django.conf import settings
from pywebpush import WebPusher

from push import keys
from push.transports import endpoints, line
from push.transports.ring import Ring, TransportError

SIZE = 96  # of every payload, in clear: encrypted, it says nothing by its length
CLAIMS_LAST = 3600.0
KEPT, KEPT_URGENT = timedelta(hours=24), timedelta(minutes=30)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a browser gave: where to write to it, and how so that it alone can read."""

    endpoint: str
    p256dh: str
    auth: str

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def of(cls, kept: bytes) -> "Subscription":
        return cls(**json.loads(kept))


class WebPush:
    def send(self, ring: Ring, subscription: Subscription, /) -> None:
        if not endpoints.is_known(subscription.endpoint):
            raise TransportError("unknown", permanent=True)
        try:
            status, said = line.post(
                subscription.endpoint,
                headers_of(ring, subscription.endpoint),
                encrypted(ring, subscription),
            )
        except line.UnsafeAddress:
            raise TransportError("unsafe", permanent=False) from None
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError):
            raise TransportError("silent", permanent=False) from None
        answered(status, said)


def encrypted(ring: Ring, subscription: Subscription) -> bytes:
    told = WebPusher(
        {
            "endpoint": subscription.endpoint,
            "keys": {"p256dh": subscription.p256dh, "auth": subscription.auth},
        }
    ).encode(payload(ring), content_encoding="aes128gcm")
    assert told is not None
    return bytes(told["body"])


def payload(ring: Ring) -> bytes:
    told = json.dumps(
        {"n": str(ring.notice), "t": ring.tag, "s": int(ring.sound)}, separators=(",", ":")
    )
    if len(told) > SIZE:
        raise ValueError("one size for all")
    return told.ljust(SIZE).encode()  # JSON allows blanks


def headers_of(ring: Ring, endpoint: str) -> dict[str, str]:
    kept = KEPT_URGENT if ring.urgent else KEPT
    return {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(kept.total_seconds())),
        "Urgency": "high" if ring.urgent else "normal",
        "Topic": ring.tag,
        **signed_for(endpoint),
    }


def signed_for(endpoint: str) -> dict[str, str]:
    """Who we are, said to this service alone. New claims each time: what signs fills them in."""
    claims = {
        "aud": endpoints.origin_of(endpoint),
        "exp": int(time.time() + CLAIMS_LAST),
        "sub": settings.PUSH_CONTACT,
    }
    signed: dict[str, str] = keys.signer(settings.PUSH_PRIVATE_KEY).sign(claims)
    return signed


def answered(status: int, said: dict[str, str]) -> None:
    """What each answer means (RFC 8030). One who moved is not followed."""
    match status:
        case _ if 200 <= status < 300:
            return
        case 404 | 410:
            raise TransportError("gone", permanent=True)
        case 401 | 403:
            raise TransportError("refused", permanent=False)
        case 413:
            raise TransportError("too_big", permanent=True)
        case 408 | 429:
            raise TransportError("busy", permanent=False, wait=wait_of(said))
        case _ if status >= 500:
            raise TransportError("busy", permanent=False, wait=wait_of(said))
        case _:
            raise TransportError("odd", permanent=True)


def wait_of(said: dict[str, str]) -> timedelta | None:
    """Retry-After, in seconds or as a date; an hour at most, or one answer would be for ever."""
    given = said.get("retry-after", "").strip()
    if given.isdecimal() and len(given) < 7:
        return min(timedelta(seconds=int(given)), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(given)
    except (ValueError, OverflowError):  # no date, or one of no year there can be
        return None
    left = until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)
    return min(max(left, timedelta(0)), LONGEST_WAIT)


def is_a_key(p256dh: str) -> bool:
    """A point of the curve: with anything else nothing could ever be encrypted."""
    try:
        point = urlsafe_b64decode(p256dh + "=" * (-len(p256dh) % 4))
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    except (binascii.Error, ValueError):
        return False
    return True
